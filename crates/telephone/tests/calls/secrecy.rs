//! What must not be written anywhere.

use std::io;
use std::sync::{Arc, Mutex};

use telephone::{Ended, LOG_CEILING, Next, Password, Settings};
use tracing_subscriber::EnvFilter;

use crate::opposite::{A_LAW, Opposite};
use crate::plan::Plan;
use crate::sipp::{Scenario, sound_of};
use crate::sound::rising;
use crate::{RING, number, settings, telephone};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("no panic").extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn numbers_and_passwords_are_in_no_log() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(format!("trace,{LOG_CEILING}")))
        .with_writer(move || writer.clone())
        .finish();
    // For all tests: what the others log must be as clean.
    tracing::subscriber::set_global_default(subscriber).expect("the first");

    let opposite = Opposite::start(A_LAW).await;
    let mut sipp = Scenario::new()
        .answer(
            "401 Unauthorized",
            "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"1\"\n",
            "",
        )
        .expect("ACK")
        .invite("")
        .pick_up(&sound_of(&opposite, "8 101"))
        .confirm("BYE")
        .play(2, &[])
        .await;
    let settings = Settings {
        password: Some(Password::new("open sesame")),
        caller: Some("+31207654321".to_owned()),
        ..settings(sipp.port)
    };
    let telephone = telephone(&settings).await;
    for _ in 0..2 {
        let (plan, _events) = Plan::new(rising(0.1, 400.0, 900.0));
        let mut plan = plan.on_silence(|| Next::HangUp);
        let ended = telephone.call(&number(), RING, &mut plan).await;
        assert_eq!(ended, Ended::HungUp);
    }
    sipp.is_content().await;
    assert!(
        sipp.messages().contains("31201234567"),
        "the number was dialled"
    );

    let log = String::from_utf8(log.0.lock().expect("no panic").clone()).expect("text");
    assert!(log.contains("call ended"), "{log}");
    assert!(!log.contains("add rsipstack"), "{log}");
    for secret in ["1234567", "7654321", "sesame", "response="] {
        assert!(!log.contains(secret), "{secret} is in\n{log}");
    }
    assert!(!format!("{settings:?}").contains("sesame"));
}
