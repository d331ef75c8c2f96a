"""A mail server for tests: real SMTP (aiosmtpd), mails as JSON lines on standard output.

usage: smtp_sink.py CERTIFICATE KEY

Opens three ports of 127.0.0.1 and prints them first:
  starttls  wants STARTTLS, then AUTH
  tls       TLS from the first byte, then AUTH
  clear     offers neither STARTTLS nor AUTH-only-after-TLS: the server a downgrade would lead to
A recipient that starts with `reject` gets 550, one that starts with `greylist` gets 451; both
answers repeat the address, as real servers do. Ends when standard input is closed.
"""

import asyncio
import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

USER, PASSWORD = b"portal", b"S3cret! pass"


def tell(**event):
    print(json.dumps(event), flush=True)


def encrypted(server):
    # session.ssl knows STARTTLS only, the transport knows both ways.
    return server.transport.get_extra_info("ssl_object") is not None


def authenticate(server, session, envelope, mechanism, login):
    right = isinstance(login, LoginPassword) and (login.login, login.password) == (USER, PASSWORD)
    tell(event="auth", right=right, encrypted=encrypted(server))
    # handled=False makes the server send the reply; with True a failed login is never answered.
    return AuthResult(success=right, handled=False)


class Mailbox:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("reject"):
            return f"550 5.1.1 <{address}> no such user"
        if address.startswith("greylist"):
            return f"451 4.7.1 <{address}> try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
        parts = [part for part in message.walk() if not part.is_multipart()]
        tell(
            event="mail",
            sender=envelope.mail_from,
            recipients=envelope.rcpt_tos,
            encrypted=encrypted(server),
            authenticated=bool(session.authenticated),
            headers=[[name, str(value)] for name, value in message.items()],
            structure=[part.get_content_type() for part in message.walk()],
            defects=[type(defect).__name__ for part in message.walk() for defect in part.defects],
            plain=[part.get_content() for part in parts if part.get_content_type() == "text/plain"],
            html=[part.get_content() for part in parts if part.get_content_type() == "text/html"],
            images=[[part["Content-ID"], part.get_content().hex()] for part in parts if part.get_content_maintype() == "image"],
        )
        return "250 2.0.0 taken"


class Peer(SMTP):
    def connection_lost(self, error):
        super().connection_lost(error)
        # A STARTTLS upgrade keeps the session, so this is the end of the whole conversation.
        tell(event="closed")


async def serve(certificate, key):
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, key)
    loop = asyncio.get_running_loop()

    async def listen(encrypted, **options):
        def peer():
            return Peer(Mailbox(), hostname="localhost", authenticator=authenticate, **options)

        server = await loop.create_server(peer, "127.0.0.1", 0, ssl=tls if encrypted else None)
        return server.sockets[0].getsockname()[1]

    tell(
        event="ready",
        starttls=await listen(False, tls_context=tls, require_starttls=True, auth_required=True),
        tls=await listen(True, auth_required=True, auth_require_tls=False),
        clear=await listen(False, auth_require_tls=False),
    )
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(serve(sys.argv[1], sys.argv[2]))
