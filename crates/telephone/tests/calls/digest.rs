//! Authentication.

use sha2::Digest as _;
use telephone::{Ended, Next, Password, Settings};

use crate::opposite::{A_LAW, Opposite};
use crate::plan::Plan;
use crate::sipp::{Scenario, Sipp, sound_of};
use crate::sound::rising;
use crate::{RING, number, settings, telephone};

const CHALLENGE: &str = "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"473616413541\"\n";
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
    let opposite = Opposite::start(A_LAW).await;
    let mut sipp = challenging("401 Unauthorized", CHALLENGE, &opposite).await;
    assert_eq!(call(&mut sipp, Some("open sesame")).await, Ended::HungUp);
    sipp.is_content().await;
    assert!(!sipp.messages().contains("sesame"));
}

type Hash = fn(&str) -> String;

/// sipp does not check answers of this kind: the test does.
#[tokio::test]
async fn of_several_challenges_the_first_that_can_be_is_answered() {
    let hashes: [(&str, Hash); 2] = [
        ("MD5", |text| hex(&md5::Md5::digest(text))),
        ("SHA-256", |text| hex(&sha2::Sha256::digest(text))),
    ];
    for (algorithm, hash) in hashes {
        let challenge = format!(
            "Proxy-Authenticate: Digest realm=\"pbx\", nonce=\"1\", algorithm=SHA-512-256, qop=\"auth\"\nProxy-Authenticate: Digest realm=\"pbx\", nonce=\"2\", algorithm={algorithm}, qop=\"auth,auth-int\"\n"
        );
        let opposite = Opposite::start(A_LAW).await;
        let mut sipp = Scenario::new()
            .answer("407 Proxy Authentication Required", &challenge, "")
            .expect("ACK")
            .invite("")
            .pick_up(&sound_of(&opposite, "8 101"))
            .confirm("BYE")
            .play(1, &[])
            .await;
        assert_eq!(call(&mut sipp, Some("open sesame")).await, Ended::HungUp);
        sipp.is_content().await;

        let messages = sipp.messages();
        let answer = messages
            .lines()
            .find_map(|line| line.strip_prefix("Proxy-Authorization: Digest "))
            .expect("an answer");
        let parameter = |name: &str| {
            answer
                .split(", ")
                .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
                .map(|value| value.trim_matches('"'))
                .unwrap_or_else(|| panic!("no {name} in {answer}"))
        };
        assert_eq!(
            (parameter("algorithm"), parameter("nonce")),
            (algorithm, "2")
        );
        let who = hash("portal:pbx:open sesame");
        let what = hash(&format!("INVITE:{}", parameter("uri")));
        let (count, ours) = (parameter("nc"), parameter("cnonce"));
        let proof = hash(&format!("{who}:2:{count}:{ours}:auth:{what}"));
        assert_eq!(parameter("response"), proof);
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
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
