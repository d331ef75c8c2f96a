//! The telephones that are called: a sipp picks up for all of them, and one socket takes their sound.

use std::net::{SocketAddr, UdpSocket};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

use domain::call::Prompt;
use domain::locale::Locale;
use server::voice::prompts::place;

use crate::opposite::event_packet;
use crate::portal::PATIENCE;

const A_LAW: u8 = 8;
const SILENCE: [u8; 160] = [0xd5; 160];
const EVENTS: u8 = 101;
const POUND: u8 = 11;

/// All that pick up.
pub(crate) struct Telephones {
    socket: UdpSocket,
    callers: Arc<Callers>,
}

#[derive(Default)]
struct Callers {
    all: Mutex<Vec<Caller>>,
    came: Condvar,
}

/// One call, as the telephone in it hears it.
struct Caller {
    at: SocketAddr,
    packets: u32,
    number: u16,
    timestamp: u32,
}

impl Telephones {
    pub(crate) fn start() -> Self {
        let socket = UdpSocket::bind("127.0.0.1:0").expect("a port");
        let callers = Arc::<Callers>::default();
        let (heard, listens) = (socket.try_clone().expect("a socket"), callers.clone());
        thread::spawn(move || listens.answer(&heard));
        Self { socket, callers }
    }

    /// Where their sound goes.
    pub(crate) fn port(&self) -> u16 {
        self.socket.local_addr().expect("an address").port()
    }

    /// Waits until so many have picked up, and sound has come.
    pub(crate) fn have_picked_up(&self, count: usize) {
        let mut all = self.callers.all.lock().expect("nobody panicked");
        while all.len() < count {
            let waited = self.callers.came.wait_timeout(all, PATIENCE);
            let (now, late) = waited.expect("nobody panicked");
            assert!(!late.timed_out(), "a telephone did not pick up");
            all = now;
        }
    }

    /// Packets that each has heard, in the order in which they picked up.
    pub(crate) fn heard(&self) -> Vec<u32> {
        let all = self.callers.all.lock().expect("nobody panicked");
        all.iter().map(|caller| caller.packets).collect()
    }

    /// Presses `#` on one of them: three packets while it is down, and its end three times.
    pub(crate) fn press_confirm(&self, telephone: usize) {
        let mut all = self.callers.all.lock().expect("nobody panicked");
        let caller = &mut all[telephone];
        for (flags, frames) in [(10, 1), (10, 2), (10, 3), (138, 4), (138, 4), (138, 4)] {
            let key = [POUND, flags, 0, frames * 40];
            let packet = caller.next(EVENTS, &key);
            self.socket.send_to(&packet, caller.at).expect("sent");
        }
    }
}

impl Callers {
    /// Silence for each packet of sound, as of a telephone in a quiet room.
    fn answer(&self, socket: &UdpSocket) {
        let mut buffer = [0; 2048];
        loop {
            // Errors report that a caller has hung up.
            let Ok((_, at)) = socket.recv_from(&mut buffer) else {
                continue;
            };
            let mut all = self.all.lock().expect("nobody panicked");
            let found = all.iter().position(|caller| caller.at == at);
            let place = found.unwrap_or(all.len());
            if found.is_none() {
                all.push(Caller {
                    at,
                    packets: 0,
                    number: 0,
                    timestamp: 0,
                });
                self.came.notify_all();
            }
            let caller = &mut all[place];
            caller.packets += 1;
            caller.timestamp += 160;
            let packet = caller.next(A_LAW, &SILENCE);
            let _ = socket.send_to(&packet, at);
        }
    }
}

impl Caller {
    fn next(&mut self, kind: u8, payload: &[u8]) -> Vec<u8> {
        self.number = self.number.wrapping_add(1);
        event_packet(kind, self.number, self.timestamp, payload)
    }
}

/// Prompts of which the question is longer than everything that is measured.
pub(crate) fn recordings(folder: &Path) {
    for locale in Locale::ALL {
        for prompt in Prompt::ALL {
            let seconds = if prompt == Prompt::Ask { 120 } else { 1 };
            let path = place(folder, "wingtip", locale, prompt);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            let spec = hound::WavSpec {
                channels: 1,
                sample_rate: 8_000,
                bits_per_sample: 16,
                sample_format: hound::SampleFormat::Int,
            };
            let mut writer = hound::WavWriter::create(path, spec).expect("a file");
            for at in 0..seconds * 8_000 {
                let sample = (f64::from(at) * 0.4).sin() * 9_000.0;
                writer.write_sample(sample as i16).expect("a sample");
            }
            writer.finalize().expect("a recording");
        }
    }
}
