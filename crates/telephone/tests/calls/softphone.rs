//! baresip: a telephone that picks up, keeps what it hears, and presses keys on command.

use std::path::PathBuf;
use std::time::Duration;

use telephone::Prompt;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::process::Child;

use crate::peer::{self, free_ports, until};

const CONFIG: &str = "\
sip_listen 127.0.0.1:@SIP@
call_max_calls 20
net_interface 127.0.0.1
audio_player aubridge,sink
audio_source aufile,@FOLDER@/silence.wav
audio_alert aufile,/dev/null
ausrc_srate 8000
auplay_srate 8000
ausrc_channels 1
auplay_channels 1
module_path /usr/lib/baresip/modules
module g711.so
module aufile.so
module aubridge.so
module sndfile.so
snd_path @FOLDER@
module account.so
module_app menu.so
module_app ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:@CONTROL@
";

pub(crate) struct Softphone {
    /// UDP; TLS is one above.
    pub(crate) port: u16,
    control: TcpStream,
    folder: TempDir,
    _child: Child,
}

impl Softphone {
    /// Picks up every call. `server` is its certificate and key for TLS.
    pub(crate) async fn start(codec: &str, server: Option<&str>) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let (port, control) = ports();
        let mut config = CONFIG
            .replace("@SIP@", &port.to_string())
            .replace("@CONTROL@", &control.to_string())
            .replace("@FOLDER@", &folder.path().to_string_lossy());
        if let Some(server) = server {
            let file = folder.path().join("server.pem");
            config.push_str(&format!("sip_certificate {}\n", file.display()));
            std::fs::write(file, server).expect("written");
        }
        let account = format!(
            "<sip:+31201234567@127.0.0.1:{port}>;answermode=auto;regint=0;audio_codecs={codec}\n"
        );
        for (name, content) in [("config", config), ("accounts", account)] {
            std::fs::write(folder.path().join(name), content).expect("written");
        }
        std::fs::write(folder.path().join("silence.wav"), silence()).expect("written");
        let path = folder.path().to_string_lossy().into_owned();
        let child = peer::start(
            "baresip",
            folder.path(),
            &["-4", "-f", &path],
            "baresip-core",
        );
        let control = peer::tcp_is_open(control).await;
        peer::udp_is_taken(port).await;
        Self {
            port,
            control,
            folder,
            _child: child,
        }
    }

    /// Presses a key in the call.
    pub(crate) async fn press(&mut self, key: char) {
        let command = format!(r#"{{"command":"sndcode","params":"{key}","token":"t"}}"#);
        let framed = format!("{}:{command},", command.len());
        self.control
            .write_all(framed.as_bytes())
            .await
            .expect("sent");
    }

    /// So many keys that were pressed to it, as it tells of them.
    pub(crate) async fn keys(&mut self, count: usize) -> String {
        let (mut told, mut bytes) = (String::new(), [0; 4096]);
        let told = async {
            loop {
                let length = self.control.read(&mut bytes).await.expect("it tells");
                assert!(length > 0, "it is there");
                told.push_str(&String::from_utf8_lossy(&bytes[..length]));
                // Whole messages only: the last one may be cut.
                let whole = told.rsplit_once("},").map_or("", |(whole, _)| whole);
                let keys: String = whole
                    .split("\"CALL_DTMF_START\"")
                    .skip(1)
                    .filter_map(|rest| rest.split("\"param\":\"").nth(1)?.chars().next())
                    .collect();
                if keys.len() >= count {
                    return keys;
                }
            }
        };
        tokio::time::timeout(peer::GIVE_UP, told)
            .await
            .expect("keys are pressed")
    }

    /// Waits until it has kept so much sound of its one call.
    pub(crate) async fn has_heard(&self, sound: Duration) {
        let bytes = sound.as_millis() * 16;
        until(async || {
            let kept = self.recording().and_then(|path| path.metadata().ok());
            kept.is_some_and(|kept| u128::from(kept.len()) > bytes)
        })
        .await;
    }

    /// What it heard in its one call, once that is over.
    pub(crate) async fn heard(&self) -> Prompt {
        let mut heard = None;
        until(async || {
            heard = self
                .recording()
                .and_then(|path| std::fs::read(path).ok())
                .and_then(|bytes| Prompt::from_wav(&bytes).ok());
            heard.is_some()
        })
        .await;
        heard.expect("a recording")
    }

    fn recording(&self) -> Option<PathBuf> {
        std::fs::read_dir(self.folder.path())
            .ok()?
            .filter_map(|entry| Some(entry.ok()?.path()))
            .find(|path| path.to_string_lossy().ends_with("-dec.wav"))
    }
}

/// A port whose successor is free too, and one for the control.
fn ports() -> (u16, u16) {
    loop {
        let [port, control] = free_ports();
        let next = port.saturating_add(1);
        if next != control && std::net::TcpListener::bind(("127.0.0.1", next)).is_ok() {
            return (port, control);
        }
    }
}

/// Two minutes of nothing: at the end of its source the telephone would hang up.
fn silence() -> Vec<u8> {
    let bytes: u32 = 2 * 8_000 * 120;
    let mut file = b"RIFF".to_vec();
    file.extend((36 + bytes).to_le_bytes());
    file.extend(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
    file.extend(8_000_u32.to_le_bytes());
    file.extend(16_000_u32.to_le_bytes());
    file.extend(b"\x02\0\x10\0data");
    file.extend(bytes.to_le_bytes());
    file.resize(file.len() + bytes as usize, 0);
    file
}
