//! The socket of a call and both directions of its sound.

use std::io;
use std::net::SocketAddr;

use tokio::net::UdpSocket;

use crate::media::{Ear, Frame, Heard, Mouth, Press, SILENCE};
use crate::sdp::{Description, Sound};

/// Longer than any packet that a network carries.
const LONGEST_DATAGRAM: usize = 2048;
/// More than a socket keeps of packets that came while it rang.
const MOST_EARLY_DATAGRAMS: usize = 10_000;

pub(super) struct Stream {
    socket: UdpSocket,
    ear: Ear,
    mouth: Mouth,
    /// Their number for keys, if they take keys.
    event_type: Option<u8>,
    datagram: [u8; LONGEST_DATAGRAM],
    /// Whether they want to hear us now.
    takes_sound: bool,
    pub(super) description: Description,
}

impl Stream {
    pub(super) async fn open(
        socket: UdpSocket,
        description: Description,
        sound: &Sound,
    ) -> io::Result<Self> {
        let mut random = [0; 10];
        getrandom::fill(&mut random).map_err(io::Error::other)?;
        lock_on(&socket, sound.remote).await?;
        Ok(Self {
            socket,
            ear: Ear::new(sound.event_types()),
            mouth: Mouth::new(sound.law, random),
            event_type: sound.event_type,
            datagram: [0; LONGEST_DATAGRAM],
            takes_sound: sound.direction.takes_sound(),
            description,
        })
    }

    /// Another agreement in the same call.
    pub(super) async fn agree(&mut self, sound: &Sound) -> io::Result<()> {
        lock_on(&self.socket, sound.remote).await?;
        self.ear.agree(sound.event_types());
        self.mouth.agree(sound.law);
        self.event_type = sound.event_type;
        self.takes_sound = sound.direction.takes_sound();
        Ok(())
    }

    /// Waits for a packet. Cancelling loses nothing.
    pub(super) async fn hear(&mut self, now: u32) -> Heard {
        match self.socket.recv(&mut self.datagram).await {
            Ok(length) => self.ear.hear(&self.datagram[..length], now),
            // The network's report on something that was sent; who keeps silent is noticed.
            Err(_) => Heard::Nothing,
        }
    }

    /// Sends a frame if the network takes it now: late sound is worse than none.
    pub(super) fn say(&mut self, frame: &Frame) {
        let packet = self.mouth.say(frame);
        self.send(&packet);
    }

    /// Sends a part of a key; silence where they have agreed to no keys.
    pub(super) fn press(&mut self, press: Press) {
        let Some(event_type) = self.event_type else {
            return self.say(&SILENCE);
        };
        let packet = self.mouth.press(event_type, press);
        self.send(&packet);
    }

    /// Time goes on also while we are on hold.
    fn send(&self, packet: &[u8]) {
        if self.takes_sound {
            let _ = self.socket.try_send(packet);
        }
    }
}

/// From here on the kernel takes packets from that address and port alone. Anybody could send to
/// our port, and a `#` from a stranger would confirm a call; even a stranger whose packets come
/// through the same telephone system has another port there. Telephone systems that send from
/// another port than they receive on are not heard.
async fn lock_on(socket: &UdpSocket, remote: SocketAddr) -> io::Result<()> {
    socket.connect(remote).await?;
    // What came before is from anybody, or the ringing tone.
    let mut early = [0; LONGEST_DATAGRAM];
    for _ in 0..MOST_EARLY_DATAGRAMS {
        match socket.try_recv(&mut early) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => break,
            _ => {}
        }
    }
    Ok(())
}
