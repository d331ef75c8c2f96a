//! A telephone system that speaks TLS.
//!
//! Debian's sipp is built without TLS: it speaks TCP here, and a forwarder before it takes the TLS off. The
//! telephone's side is TLS in full: certificate, connection, messages.

use std::path::PathBuf;

use telephone::{Ended, Key, Next, Settings, Transport};
use tempfile::TempDir;

use crate::forwarder::Forwarder;
use crate::opposite::{A_LAW, Opposite};
use crate::peer::free_ports;
use crate::plan::{Event, Plan};
use crate::sipp::{Scenario, Sipp, TCP, sound_of};
use crate::sound::rising;
use crate::tls::certificates;
use crate::{RING, number, settings, telephone};

/// The way to a sipp behind TLS.
struct Way {
    forwarder: Forwarder,
    ca_file: PathBuf,
    _folder: TempDir,
}

impl Way {
    async fn open() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let (authority, server) = certificates("127.0.0.1");
        let ca_file = folder.path().join("ca.pem");
        std::fs::write(&ca_file, authority).expect("written");
        let [nobody] = free_ports();
        Self {
            forwarder: Forwarder::start(&server, nobody).await,
            ca_file,
            _folder: folder,
        }
    }

    /// A sipp that the next connections lead to.
    async fn play(&self, scenario: Scenario) -> Sipp {
        self.play_for(1, scenario).await
    }

    /// The same for so many calls.
    async fn play_for(&self, calls: u32, scenario: Scenario) -> Sipp {
        let place = format!("127.0.0.1:{};transport=tls", self.forwarder.port);
        let sipp = scenario.reached_at(&place).play_on(TCP, calls, &[]).await;
        self.forwarder.cut(sipp.port);
        sipp
    }

    fn settings(&self) -> Settings {
        Settings {
            transport: Transport::Tls,
            ca_file: Some(self.ca_file.clone()),
            ..settings(self.forwarder.port)
        }
    }
}

#[tokio::test]
async fn a_call_is_answered_confirmed_and_hung_up_over_tls() {
    let way = Way::open().await;
    let opposite = Opposite::start(A_LAW).await;
    let picks_up = Scenario::new()
        .pick_up(&sound_of(&opposite, "8 101"))
        .confirm("BYE");
    let mut sipp = way.play(picks_up).await;
    let telephone = telephone(&way.settings()).await;
    let (mut plan, mut events) = Plan::new(rising(30.0, 400.0, 900.0));
    let number = number();
    let press = async {
        assert_eq!(events.next().await, Event::Began);
        opposite.caller().await;
        opposite.press(11);
    };
    let (ended, ()) = tokio::join!(telephone.call(&number, RING, &mut plan), press);
    assert_eq!(ended, Ended::HungUp);
    assert_eq!(events.rest(), [Event::Pressed(Key::Pound)]);
    sipp.is_content().await;
    assert!(sipp.messages().contains("Via: SIP/2.0/TLS"));
    telephone.close().await;
}

#[tokio::test]
async fn each_refusal_has_its_meaning_over_tls() {
    for (status, meaning) in [
        ("486 Busy Here", Ended::Busy),
        ("480 Temporarily Unavailable", Ended::NoAnswer),
        ("603 Decline", Ended::Rejected),
    ] {
        let way = Way::open().await;
        let mut sipp = way.play(Scenario::new().refuse(status)).await;
        let telephone = telephone(&way.settings()).await;
        let (mut plan, _events) = Plan::new(rising(0.1, 400.0, 900.0));
        let ended = telephone.call(&number(), RING, &mut plan).await;
        assert_eq!(ended, meaning, "{status}");
        sipp.is_content().await;
    }
}

#[tokio::test]
async fn a_connection_that_is_lost_in_a_call_is_made_anew_for_the_next() {
    let way = Way::open().await;
    let (first, second) = (Opposite::start(A_LAW).await, Opposite::start(A_LAW).await);
    let picks_up = |opposite: &Opposite| {
        Scenario::new()
            .pick_up(&sound_of(opposite, "8 101"))
            .confirm("BYE")
    };
    let before = way.play(picks_up(&first)).await;
    let telephone = telephone(&way.settings()).await;
    let (mut plan, mut events) = Plan::new(rising(0.1, 400.0, 900.0));
    let number = number();
    let lose = async {
        assert_eq!(events.next().await, Event::Began);
        first.caller().await;
        // Over the new connection the first call may be hung up, too: for sipp a call of its own.
        let after = way.play_for(10, picks_up(&second)).await;
        first.press(11);
        after
    };
    let (ended, after) = tokio::join!(telephone.call(&number, RING, &mut plan), lose);
    assert_eq!(ended, Ended::HungUp, "the sound goes another way");
    let (plan, _events) = Plan::new(rising(0.1, 400.0, 900.0));
    let mut plan = plan.on_silence(|| Next::HangUp);
    let ended = telephone.call(&number, RING, &mut plan).await;
    assert_eq!(ended, Ended::HungUp);
    after.has_said("ACK sip:").await;
    drop(before);
    telephone.close().await;
}
