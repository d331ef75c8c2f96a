//! Texts through Kannel, a real gateway, to its simulated message centre.

use std::process::Command;

use domain::locale::Locale;
use percent_encoding::percent_decode_str;
use server::delivery::gateway::{GatewayCarrier, Method};
use server::delivery::text::code_text;
use server::delivery::{Carrier, Message};
use tempfile::TempDir;

use crate::gateway::settings;
use crate::peer::{Peer, free_ports, script};
use crate::samples::{self, KEY, refused, text};

const INSTALL: &str = "install the Debian packages kannel and kannel-extras";

/// The three programs, stopped in this order.
struct Kannel {
    centre: Peer,
    _smsbox: Peer,
    _bearerbox: Peer,
    _folder: TempDir,
    port: u16,
}

impl Kannel {
    fn start() -> Self {
        let [admin, boxes, centre_port, port] = free_ports();
        let folder = TempDir::new().expect("a temporary folder");
        let file = folder.path().join("kannel.conf");
        let conf =
            std::fs::read_to_string(script("kannel.conf")).expect("the configuration of the peer");
        let conf = conf
            .replace("@PORT_ADMIN@", &admin.to_string())
            .replace("@PORT_SMSBOX@", &boxes.to_string())
            .replace("@PORT_SMSC@", &centre_port.to_string())
            .replace("@PORT_SENDSMS@", &port.to_string());
        std::fs::write(&file, conf).expect("written");
        let start = |program: &str| {
            let mut command = Command::new(program);
            command
                .args(["-v", "0"])
                .arg(&file)
                .current_dir(folder.path());
            Peer::start(command, INSTALL)
        };

        let bearerbox = start("/usr/sbin/bearerbox");
        bearerbox.line_with("entering mainloop");
        let mut command = Command::new("/usr/lib/kannel/test/fakesmsc");
        let port_of_centre = centre_port.to_string();
        command.args([
            "-H",
            "127.0.0.1",
            "-r",
            &port_of_centre,
            "-m",
            "0",
            "100 200 text nop",
        ]);
        let centre = Peer::start(command, INSTALL);
        bearerbox.line_with("Fakesmsc client connected");
        let smsbox = start("/usr/sbin/smsbox");
        smsbox.line_with("Connected to bearerbox");
        Self {
            centre,
            _smsbox: smsbox,
            _bearerbox: bearerbox,
            _folder: folder,
            port,
        }
    }

    fn carrier(&self, password: &str, coding: u8) -> GatewayCarrier {
        let url = format!(
            "http://127.0.0.1:{}/cgi-bin/sendsms?username=portal&password={password}&to={{to}}&text={{text}}&charset=UTF-8&coding={coding}",
            self.port
        );
        GatewayCarrier::new(&settings(Method::Get, &url, "", "")).expect("the settings work")
    }

    /// The next line that the message centre was handed, without its frame.
    fn received(&self) -> String {
        let line = self.centre.line_with("Got message");
        let (_, message) = line.split_once('<').expect("a frame");
        message.strip_suffix('>').expect("a frame").to_owned()
    }
}

#[tokio::test]
async fn a_code_arrives_with_its_last_line_whole() {
    let kannel = Kannel::start();
    let message = Message::Text(code_text(&samples::code_text("Wingtip Toys"), Locale::Nl));

    kannel
        .carrier("S3cret", 0)
        .carry(KEY, &message)
        .await
        .expect("carried");

    let first = "408135 is je code voor Wingtip Toys. De code is 5 minuten geldig. Deel de code met niemand.";
    assert_eq!(
        kannel.received(),
        format!("PORTAL +31612345678 text {first}")
    );
    assert_eq!(kannel.received(), "");
    assert_eq!(kannel.received(), "@reset.wingtip.example #408135");
}

#[tokio::test]
async fn letters_of_every_script_arrive() {
    let kannel = Kannel::start();
    let body = "Łódź & één + € = 漢字 😀 %41";

    kannel
        .carrier("S3cret", 2)
        .carry(KEY, &text(body))
        .await
        .expect("carried");

    let line = kannel.received();
    let encoded = line
        .strip_prefix("PORTAL +31612345678 ucs-2 ")
        .expect("a text in UTF-16");
    let bytes: Vec<u8> = percent_decode_str(&encoded.replace('+', "%20")).collect();
    let units: Vec<u16> = bytes
        .chunks(2)
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
        .collect();
    assert_eq!(String::from_utf16(&units).expect("UTF-16"), body);
}

#[tokio::test]
async fn a_refused_sign_in_is_permanent() {
    let kannel = Kannel::start();

    let fault = refused(&kannel.carrier("wrong", 0), &text("hello")).await;

    assert!(
        !fault.is_transient() && fault.to_string().contains("403"),
        "{fault}"
    );
}
