//! Authentication.

use telephone::{Ended, Next, Password, Settings};

use crate::opposite::{A_LAW, Opposite};
use crate::plan::Plan;
use crate::sipp::{Scenario, Sipp, sound_of};
use crate::sound::rising;
use crate::{RING, number, settings, telephone};

const CHALLENGE: &str = "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"473616413541\"\n";
const CHOICE: &str = "Proxy-Authenticate: Digest realm=\"pbx\", nonce=\"1\", algorithm=SHA-512-256, qop=\"auth\"\nProxy-Authenticate: Digest realm=\"pbx\", nonce=\"2\", algorithm=MD5, qop=\"auth,auth-int\"\n";
/// What a server must find that knows the password `open sesame`.
const CHECK: &str = r#"<verifyauth assign_to="right" username="portal" password="open sesame"/>"#;

/// Challenges, and then looks at the answer: 200 for the right one, the challenge again for others.
async fn challenging(status: &str, challenge: &str, opposite: &Opposite) -> Sipp {
    let right = Scenario::empty()
        .pick_up(&sound_of(opposite, "8 101"))
        .confirm("BYE");
    let wrong = Scenario::empty()
        .answer(status, challenge, "")
        .expect("ACK");
    Scenario::new()
        .answer(status, challenge, "")
        .expect("ACK")
        .invite(CHECK)
        .either("right", &right, &wrong)
        .play(1, &[])
        .await
}

async fn call(sipp: &mut Sipp, password: Option<&str>) -> Ended {
    let telephone = telephone(&Settings {
        password: password.map(Password::new),
        ..settings(sipp.port)
    })
    .await;
    let (plan, _events) = Plan::new(rising(0.1, 400.0, 900.0));
    let mut plan = plan.on_silence(|| Next::HangUp);
    let ended = telephone.call(&number(), RING, &mut plan).await;
    telephone.close().await;
    ended
}

#[tokio::test]
async fn a_challenge_is_answered_with_the_password() {
    for (status, challenge) in [
        ("401 Unauthorized", CHALLENGE),
        ("407 Proxy Authentication Required", CHOICE),
    ] {
        let opposite = Opposite::start(A_LAW).await;
        let mut sipp = challenging(status, challenge, &opposite).await;
        assert_eq!(
            call(&mut sipp, Some("open sesame")).await,
            Ended::HungUp,
            "{status}"
        );
        sipp.is_content().await;
        assert!(!sipp.messages().contains("sesame"));
    }
}

#[tokio::test]
async fn a_wrong_password_is_not_tried_twice() {
    let opposite = Opposite::start(A_LAW).await;
    let mut sipp = challenging("401 Unauthorized", CHALLENGE, &opposite).await;
    let ended = call(&mut sipp, Some("open barley")).await;
    assert_eq!(ended, Ended::Unreachable { status: Some(401) });
    sipp.is_content().await;
}

#[tokio::test]
async fn without_a_password_a_challenge_is_the_end() {
    let mut sipp = Scenario::new()
        .answer("401 Unauthorized", CHALLENGE, "")
        .expect("ACK")
        .play(1, &[])
        .await;
    let ended = call(&mut sipp, None).await;
    assert_eq!(ended, Ended::Unreachable { status: Some(401) });
    sipp.is_content().await;
}
