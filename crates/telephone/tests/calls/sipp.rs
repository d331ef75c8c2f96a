//! sipp as the telephone system: a scenario is what it expects and sends.

use std::process::ExitStatus;

use tempfile::TempDir;
use tokio::process::Child;
use tokio::time::timeout;

use crate::opposite::Opposite;
use crate::peer::{self, GIVE_UP, free_ports};

/// What its messages come by: the option for it, and the kernel's table of who has which port.
#[derive(Clone, Copy)]
pub(crate) struct Carried(&'static str, &'static str);

pub(crate) const UDP: Carried = Carried("u1", "/proc/net/udp");
pub(crate) const TCP: Carried = Carried("t1", "/proc/net/tcp");

/// The steps of one call, as sipp reads them.
pub(crate) struct Scenario(String);

impl Scenario {
    /// It begins with an INVITE.
    pub(crate) fn new() -> Self {
        Self::empty().invite("")
    }

    /// A part of a scenario.
    pub(crate) const fn empty() -> Self {
        Self(String::new())
    }

    /// Goes on with one of two parts and then ends.
    pub(crate) fn either(mut self, variable: &str, if_so: &Self, if_not: &Self) -> Self {
        self.0.push_str(&format!(
            r#"<nop hide="true" test="{variable}" next="1"/>{}<nop hide="true" next="2"/><label id="1"/>{}<label id="2"/><nop hide="true"/>"#,
            if_not.0, if_so.0
        ));
        self
    }

    /// An INVITE whose headers the answers repeat.
    pub(crate) fn invite(mut self, more_actions: &str) -> Self {
        let mut keep = String::new();
        for header in ["Via", "From", "To", "CSeq"] {
            keep.push_str(&format!(
                r#"<ereg regexp=".*" search_in="hdr" header="{header}:" assign_to="{header}"/>"#
            ));
        }
        self.0.push_str(&format!(
            r#"<recv request="INVITE"><action>{keep}<ereg regexp="sip:[^>]*" search_in="hdr" header="Contact:" assign_to="Contact"/>{more_actions}</action></recv>"#
        ));
        self
    }

    /// Expects a request; one that does not come fails the scenario.
    pub(crate) fn expect(mut self, request: &str) -> Self {
        self.0.push_str(&format!(r#"<recv request="{request}"/>"#));
        self
    }

    /// Expects a request and answers 200 to it.
    pub(crate) fn confirm(mut self, request: &str) -> Self {
        self = self.expect(request);
        self.send("SIP/2.0 200 OK\n[last_Via:]\n[last_From:]\n[last_To:]\n[last_Call-ID:]\n[last_CSeq:]\nContent-Length: 0\n\n")
    }

    /// Answers the INVITE; `more` is headers, each with its line end.
    pub(crate) fn answer(self, status: &str, more: &str, body: &str) -> Self {
        self.send(&format!(
            "SIP/2.0 {status}\nVia:[$Via]\nFrom:[$From]\nTo:[$To];tag=[call_number]t\nCall-ID: [call_id]\nCSeq:[$CSeq]\nContact: <sip:callee@[local_ip]:[local_port]>\n{more}Content-Length: [len]\n\n{body}"
        ))
    }

    /// Refuses the INVITE.
    pub(crate) fn refuse(self, status: &str) -> Self {
        self.answer("100 Trying", "", "")
            .answer(status, "", "")
            .expect("ACK")
    }

    /// Rings, picks up, and names where it hears sound.
    pub(crate) fn pick_up(self, sound: &str) -> Self {
        self.answer("180 Ringing", "", "")
            .answer("200 OK", "Content-Type: application/sdp\n", sound)
            .expect("ACK")
    }

    /// Sends a request within the call and expects this status. `count` numbers them.
    pub(crate) fn request(mut self, method: &str, count: u8, body: &str, status: u16) -> Self {
        let kind = if body.is_empty() {
            ""
        } else {
            "Content-Type: application/sdp\n"
        };
        self = self.send(&format!(
            "{method} [$Contact] SIP/2.0\nVia: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]\nFrom:[$To];tag=[call_number]t\nTo:[$From]\nCall-ID: [call_id]\nCSeq: {count} {method}\nContact: <sip:callee@[local_ip]:[local_port]>\nMax-Forwards: 70\n{kind}Content-Length: [len]\n\n{body}"
        ));
        self.0.push_str(&format!(
            r#"<recv response="100" optional="true"/><recv response="{status}"/>"#
        ));
        if method == "INVITE" {
            self = self.send(&format!(
                "ACK [$Contact] SIP/2.0\nVia: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]\nFrom:[$To];tag=[call_number]t\nTo:[$From]\nCall-ID: [call_id]\nCSeq: {count} ACK\nMax-Forwards: 70\nContent-Length: 0\n\n"
            ));
        }
        self
    }

    /// Waits, so that what was said before is on its way.
    pub(crate) fn pause(mut self, milliseconds: u16) -> Self {
        self.0
            .push_str(&format!(r#"<pause milliseconds="{milliseconds}"/>"#));
        self
    }

    fn send(mut self, message: &str) -> Self {
        // Until it is confirmed, as every request and every answer that picks up.
        let is_repeated = message.starts_with("SIP/2.0 200 OK\nVia:[$Via]")
            || message.starts_with("INVITE")
            || message.starts_with("BYE");
        let again = if is_repeated { " retrans=\"500\"" } else { "" };
        self.0
            .push_str(&format!("<send{again}><![CDATA[\n{message}]]></send>\n"));
        self
    }

    /// Names another place where it is reached within a call, such as `127.0.0.1:5061;transport=tls`:
    /// somebody stands between.
    pub(crate) fn reached_at(self, place: &str) -> Self {
        let other = format!("<sip:callee@{place}>");
        Self(
            self.0
                .replace("<sip:callee@[local_ip]:[local_port]>", &other),
        )
    }

    /// Starts sipp, which plays the scenario with `calls` callers.
    pub(crate) async fn play(self, calls: u32, more: &[&str]) -> Sipp {
        self.play_on(UDP, calls, more).await
    }

    pub(crate) async fn play_on(self, carried: Carried, calls: u32, more: &[&str]) -> Sipp {
        let folder = TempDir::new().expect("a temporary folder");
        let scenario = format!(
            "<?xml version=\"1.0\" encoding=\"ISO-8859-1\" ?>\n<scenario name=\"test\">\n{}\n<Reference variables=\"Via,From,To,CSeq,Contact\"/>\n</scenario>\n",
            self.0
        );
        std::fs::write(folder.path().join("scenario.xml"), scenario).expect("written");
        let [port] = free_ports();
        let (port_text, calls) = (port.to_string(), calls.to_string());
        let mut arguments = vec![
            "-sf",
            "scenario.xml",
            "-i",
            "127.0.0.1",
            "-p",
            &port_text,
            "-m",
            &calls,
            "-t",
            carried.0,
            "-nostdin",
            "-trace_err",
            "-error_file",
            "errors.log",
            "-trace_msg",
            "-message_file",
            "messages.log",
            "-timeout",
            "50s",
            "-timeout_error",
        ];
        arguments.extend(more);
        let child = peer::start("sipp", folder.path(), &arguments, "sip-tester");
        peer::is_taken(carried.1, port).await;
        Sipp {
            port,
            child,
            folder,
        }
    }
}

/// The description of a stream of sound.
pub(crate) fn description(port: &str, formats: &str) -> String {
    let events = formats
        .split(' ')
        .filter(|format| format.parse::<u8>().is_ok_and(|number| number >= 96))
        .map(|number| format!("a=rtpmap:{number} telephone-event/8000\n"))
        .collect::<String>();
    format!(
        "v=0\no=- 1 1 IN IP4 127.0.0.1\ns=-\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio {port} RTP/AVP {formats}\n{events}"
    )
}

/// What `opposite` says of itself.
pub(crate) fn sound_of(opposite: &Opposite, formats: &str) -> String {
    description(&opposite.port().to_string(), formats)
}

/// A sipp that plays.
pub(crate) struct Sipp {
    pub(crate) port: u16,
    child: Child,
    folder: TempDir,
}

impl Sipp {
    /// Waits for the end: everything that it expected came, in its order.
    pub(crate) async fn is_content(&mut self) {
        let status: ExitStatus = timeout(GIVE_UP, self.child.wait())
            .await
            .expect("sipp ends")
            .expect("its status");
        assert!(
            status.success(),
            "{status}\n{}\n{}",
            self.log("errors.log"),
            self.messages()
        );
    }

    /// Waits until it has sent or received this.
    pub(crate) async fn has_said(&self, words: &str) {
        peer::until(async || self.messages().contains(words)).await;
    }

    /// Every message of the call.
    pub(crate) fn messages(&self) -> String {
        self.log("messages.log")
    }

    fn log(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(name)).unwrap_or_default()
    }
}
