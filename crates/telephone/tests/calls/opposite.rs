//! The other end of the sound: sends packets as it is told, and keeps what it hears.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::UdpSocket;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::interval;

/// A packet that was heard: payload type and payload.
pub(crate) type Packet = (u8, Vec<u8>);

enum Wish {
    /// A key by its event code, as many packets.
    Press(u8),
    /// G.711 frames, one each 20 ms.
    Sound(Vec<Vec<u8>>),
    /// Where packets come from.
    Caller(oneshot::Sender<SocketAddr>),
    Silence,
}

pub(crate) struct Opposite {
    port: u16,
    wishes: mpsc::UnboundedSender<Wish>,
    task: JoinHandle<Vec<Packet>>,
}

/// Payload types and the silent byte of what is sent.
#[derive(Clone, Copy)]
pub(crate) struct Voice {
    pub(crate) sound: u8,
    pub(crate) silence: u8,
    pub(crate) events: u8,
}

pub(crate) const A_LAW: Voice = Voice {
    sound: 8,
    silence: 0xd5,
    events: 101,
};

impl Opposite {
    /// Sends silence as soon as it hears something.
    pub(crate) async fn start(voice: Voice) -> Self {
        let socket = UdpSocket::bind("127.0.0.1:0").await.expect("a port");
        let port = socket.local_addr().expect("an address").port();
        let (wishes, wished) = mpsc::unbounded_channel();
        let task = tokio::spawn(stay(socket, voice, wished));
        Self { port, wishes, task }
    }

    pub(crate) const fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn press(&self, code: u8) {
        self.wish(Wish::Press(code));
    }

    pub(crate) fn sound(&self, frames: Vec<Vec<u8>>) {
        self.wish(Wish::Sound(frames));
    }

    /// From here on nothing is sent.
    pub(crate) fn fall_silent(&self) {
        self.wish(Wish::Silence);
    }

    /// Waits for the first packet.
    pub(crate) async fn caller(&self) -> SocketAddr {
        let (sender, caller) = oneshot::channel();
        self.wish(Wish::Caller(sender));
        caller.await.expect("a packet")
    }

    /// Everything that was heard.
    pub(crate) async fn heard(self) -> Vec<Packet> {
        drop(self.wishes);
        self.task.await.expect("no panic")
    }

    fn wish(&self, wish: Wish) {
        assert!(self.wishes.send(wish).is_ok(), "it listens no more");
    }
}

async fn stay(
    socket: UdpSocket,
    voice: Voice,
    mut wishes: mpsc::UnboundedReceiver<Wish>,
) -> Vec<Packet> {
    let mut heard = Vec::new();
    let mut asked: Option<oneshot::Sender<SocketAddr>> = None;
    let mut caller: Option<SocketAddr> = None;
    let mut sound: VecDeque<Vec<u8>> = VecDeque::new();
    let mut sender = Sender {
        number: 0,
        timestamp: 0,
    };
    let mut is_silent = false;
    let mut clock = interval(Duration::from_millis(20));
    let mut buffer = [0; 2048];
    loop {
        tokio::select! {
            received = socket.recv_from(&mut buffer) => {
                // Errors report that the caller has closed its port.
                let Ok((length, from)) = received else { continue };
                caller = Some(from);
                heard.push((buffer[1] & 0x7f, buffer[12..length].to_vec()));
                if let Some(asked) = asked.take() {
                    asked.send(from).expect("somebody asked");
                }
            }
            wish = wishes.recv() => match wish {
                None => return heard,
                Some(Wish::Sound(frames)) => sound.extend(frames),
                Some(Wish::Silence) => is_silent = true,
                Some(Wish::Caller(sender)) => match caller {
                    Some(caller) => sender.send(caller).expect("somebody asked"),
                    None => asked = Some(sender),
                },
                Some(Wish::Press(code)) => {
                    let to = caller.expect("somebody to send it to");
                    for packet in press(voice.events, &mut sender, code) {
                        let _ = socket.send_to(&packet, to).await;
                    }
                }
            },
            _ = clock.tick(), if caller.is_some() && !is_silent => {
                let frame = sound.pop_front().unwrap_or_else(|| vec![voice.silence; 160]);
                let packet = sender.packet(voice.sound, &frame);
                sender.timestamp += 160;
                let _ = socket.send_to(&packet, caller.expect("checked")).await;
            }
        }
    }
}

/// One press: three packets while it is down, and its end three times (RFC 4733, section 2.5).
fn press(kind: u8, sender: &mut Sender, code: u8) -> Vec<Vec<u8>> {
    let packets = [
        (0x0a, 1),
        (0x0a, 2),
        (0x0a, 3),
        (0x8a, 4),
        (0x8a, 4),
        (0x8a, 4),
    ]
    .map(|(flags, duration)| sender.packet(kind, &[code, flags, 0, duration * 40]));
    sender.timestamp += 160;
    packets.to_vec()
}

struct Sender {
    number: u16,
    timestamp: u32,
}

impl Sender {
    fn packet(&mut self, kind: u8, payload: &[u8]) -> Vec<u8> {
        self.number += 1;
        event_packet(kind, self.number, self.timestamp, payload)
    }
}

pub(crate) fn event_packet(kind: u8, number: u16, timestamp: u32, payload: &[u8]) -> Vec<u8> {
    let mut packet = vec![0x80, kind];
    packet.extend(number.to_be_bytes());
    packet.extend(timestamp.to_be_bytes());
    packet.extend([0, 0, 0, 7]);
    packet.extend(payload);
    packet
}
