//! A browser that costs next to nothing: HTTP/1.1 by hand over one kept connection.
//!
//! It shares the processors with the server it measures, so it does no more than it must.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};

/// One browser.
pub(crate) struct Client {
    stream: TcpStream,
    /// What was read and belongs to the next answer.
    ahead: Vec<u8>,
    origin: String,
    /// `name=value; name=value`; empty for a browser that was never here.
    cookies: String,
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    /// As it came over the wire, chunks put together.
    pub(crate) body: Vec<u8>,
    /// Head and body as they came over the wire.
    pub(crate) wire_bytes: usize,
}

impl Client {
    pub(crate) fn connect(address: SocketAddr, origin: &str) -> Self {
        let stream = TcpStream::connect(address).expect("the portal listens");
        stream.set_nodelay(true).expect("a socket");
        Self {
            stream,
            ahead: Vec::with_capacity(32 * 1024),
            origin: origin.to_owned(),
            cookies: String::new(),
        }
    }

    /// Opens another connection in the place of one that was closed.
    pub(crate) fn connect_again(&mut self) {
        let portal = self.stream.peer_addr().expect("an address");
        let other = Self::connect(portal, &self.origin);
        self.stream = other.stream;
        self.ahead.clear();
    }

    /// Becomes a browser that was never here, on the same connection.
    pub(crate) fn forget(&mut self) {
        self.cookies.clear();
    }

    pub(crate) fn get(&mut self, path: &str) -> Answer {
        self.get_accepting(path, "identity")
    }

    /// `encoding` as in Accept-Encoding.
    pub(crate) fn get_accepting(&mut self, path: &str, encoding: &str) -> Answer {
        let request = format!(
            "GET {path} HTTP/1.1\r\nhost: portal\r\naccept: text/html\r\naccept-encoding: {encoding}\r\n{}\r\n",
            self.cookie_line()
        );
        self.ask(&request)
    }

    /// Sends a form as the living page does. The body has to be encoded already.
    pub(crate) fn post(&mut self, path: &str, body: &str) -> Answer {
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: portal\r\naccept: text/html\r\norigin: {}\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n{}\r\n{body}",
            self.origin,
            body.len(),
            self.cookie_line()
        );
        self.ask(&request)
    }

    fn cookie_line(&self) -> String {
        if self.cookies.is_empty() {
            return String::new();
        }
        format!("cookie: {}\r\n", self.cookies)
    }

    fn ask(&mut self, request: &str) -> Answer {
        self.stream
            .write_all(request.as_bytes())
            .expect("the connection is open");
        let answer = self.read();
        if let Some(cookie) = answer.header("set-cookie") {
            let pair = cookie.split(';').next().unwrap_or_default();
            pair.clone_into(&mut self.cookies);
        }
        answer
    }

    fn read(&mut self) -> Answer {
        let mut bytes = std::mem::take(&mut self.ahead);
        let head_end = loop {
            if let Some(end) = find(&bytes, b"\r\n\r\n") {
                break end + 4;
            }
            self.more(&mut bytes);
        };
        let head = String::from_utf8_lossy(&bytes[..head_end]).into_owned();
        let status = head
            .get(9..12)
            .and_then(|code| code.parse().ok())
            .expect("a status line");
        let mut answer = Answer {
            status,
            head,
            body: Vec::new(),
            wire_bytes: 0,
        };
        let end = if answer.header("transfer-encoding").is_some() {
            self.chunks(&mut bytes, head_end, &mut answer.body)
        } else {
            let length: usize = answer
                .header("content-length")
                .map_or(0, |n| n.parse().expect("a length"));
            while bytes.len() < head_end + length {
                self.more(&mut bytes);
            }
            answer
                .body
                .extend_from_slice(&bytes[head_end..head_end + length]);
            head_end + length
        };
        answer.wire_bytes = end;
        bytes.drain(..end);
        self.ahead = bytes;
        answer
    }

    /// Puts chunks together (RFC 9112, 7.1) and says where they end.
    fn chunks(&mut self, bytes: &mut Vec<u8>, from: usize, body: &mut Vec<u8>) -> usize {
        let mut at = from;
        loop {
            let line = loop {
                if let Some(end) = find(&bytes[at..], b"\r\n") {
                    break at + end;
                }
                self.more(bytes);
            };
            let size = std::str::from_utf8(&bytes[at..line]).ok();
            let size = size
                .and_then(|text| usize::from_str_radix(text, 16).ok())
                .expect("the size of a chunk");
            let (start, end) = (line + 2, line + 2 + size);
            while bytes.len() < end + 2 {
                self.more(bytes);
            }
            if size == 0 {
                return end + 2;
            }
            body.extend_from_slice(&bytes[start..end]);
            at = end + 2;
        }
    }

    fn more(&mut self, bytes: &mut Vec<u8>) {
        let mut buffer = [0; 16 * 1024];
        let read = self
            .stream
            .read(&mut buffer)
            .expect("the connection is open");
        assert!(read > 0, "the portal closed the connection");
        bytes.extend_from_slice(&buffer[..read]);
    }
}

impl Answer {
    /// The first header of this name, given in lower case as the server sends it.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.split("\r\n");
        lines.find_map(|line| Some(line.strip_prefix(name)?.strip_prefix(':')?.trim()))
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("UTF-8")
    }

    /// Fails with what the server said, unless it said yes.
    pub(crate) fn ok(self, what: &str) -> Self {
        assert_eq!(
            self.status,
            200,
            "{what}: {}",
            String::from_utf8_lossy(&self.body)
        );
        self
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}
