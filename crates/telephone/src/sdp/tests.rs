use super::*;

const ANSWER: &str = "v=0\r\no=pbx 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n\
    m=audio 4000 RTP/AVP 18 0 8 96\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:96 telephone-event/8000\r\n\
    a=fmtp:96 0-16\r\na=sendrecv\r\n";

fn parse(text: &str) -> Result<Sound, NoAgreement> {
    Sound::parse(text.as_bytes())
}

#[test]
fn the_answer_chooses_codec_address_and_numbers() {
    let sound = parse(ANSWER).expect("an agreement");
    assert_eq!(sound.remote.to_string(), "192.0.2.1:4000");
    assert_eq!(sound.law, Law::Mu);
    assert_eq!(sound.event_types(), [96, 101]);
}

#[test]
fn the_address_of_the_stream_goes_before_that_of_the_session() {
    let text = ANSWER.replace(
        "RTP/AVP 18 0 8 96\r\n",
        "RTP/AVP 8\r\nc=IN IP6 2001:db8::7\r\n",
    );
    let sound = parse(&text).expect("an agreement");
    assert_eq!(sound.remote.to_string(), "[2001:db8::7]:4000");
    assert_eq!(sound.law, Law::A);
    assert_eq!(sound.event_types(), []);
}

#[test]
fn a_second_stream_changes_nothing() {
    let more = "m=audio 9 RTP/AVP 8\r\nc=IN IP4 203.0.113.9\r\nm=video 5000 RTP/AVP 97\r\n";
    assert_eq!(parse(&format!("{ANSWER}{more}")), parse(ANSWER));
    let before = ANSWER.replace("m=audio", "m=video 5000 RTP/AVP 97\r\nm=audio");
    assert_eq!(parse(&before), parse(ANSWER));
}

#[test]
fn what_cannot_be_used_is_refused() {
    for (from, to, refusal) in [
        ("m=audio 4000", "m=audio 0", NoAgreement::Missing),
        ("m=audio 4000", "m=audio 70000", NoAgreement::Missing),
        ("m=audio 4000", "m=audio -1", NoAgreement::Missing),
        ("m=audio 4000", "m=audio", NoAgreement::Missing),
        ("RTP/AVP", "RTP/SAVP", NoAgreement::Missing),
        ("m=audio", "m=image", NoAgreement::Missing),
        ("18 0 8 96", "18 96", NoAgreement::Codec),
        ("18 0 8 96", "", NoAgreement::Codec),
        (
            "c=IN IP4 192.0.2.1",
            "c=IN IP4 0.0.0.0",
            NoAgreement::Address,
        ),
        (
            "c=IN IP4 192.0.2.1",
            "c=IN IP4 239.1.1.1/127",
            NoAgreement::Address,
        ),
        (
            "c=IN IP4 192.0.2.1",
            "c=IN IP4 pbx.example",
            NoAgreement::Address,
        ),
        (
            "c=IN IP4 192.0.2.1",
            "c=IN IP6 192.0.2.1",
            NoAgreement::Address,
        ),
        ("c=IN IP4 192.0.2.1\r\n", "", NoAgreement::Address),
    ] {
        assert_eq!(parse(&ANSWER.replacen(from, to, 1)), Err(refusal), "{to}");
    }
}

#[test]
fn hostile_lines_do_no_harm() {
    assert_eq!(Sound::parse(&[0xff; 20]), Err(NoAgreement::Missing));
    assert_eq!(Sound::parse(&[b'\n'; 20_000]), Err(NoAgreement::TooLong));
    for lines in [
        "",
        "=",
        "m=",
        "a=",
        "c=",
        "c=IN",
        "c=IN ",
        "c=IN IP4",
        "c=IN IP4 ",
        "m=audio",
        "m=audio ",
        "m=audio /",
        "m=audio 1/0 RTP/AVP",
        "m=audio 1 rtp/avp 999 -8 8x",
        "a=rtpmap:",
        "é=é",
        "m=audio 1 RTP/AVP 8\r\na=rtpmap:\r\na=rtpmap: \r\na=rtpmap:8\r\n",
    ] {
        assert!(parse(lines).is_err(), "{lines}");
    }
    for end in 0..ANSWER.len() {
        // Cut anywhere: refused or read, never a panic.
        let _ = parse(&ANSWER[..end]);
    }
}

#[test]
fn sound_cannot_be_declared_to_be_keys() {
    for number in ["0", "8", "18", "128", "255", "300", "-1"] {
        let text = ANSWER
            .replace("18 0 8 96", &format!("18 0 8 {number}"))
            .replace("rtpmap:96", &format!("rtpmap:{number}"));
        assert_eq!(
            parse(&text).map(|sound| sound.event_type),
            Ok(None),
            "{number}"
        );
    }
}

#[test]
fn an_offer_names_both_laws_and_events_and_can_be_read_back() {
    let local = "127.0.0.1:4002".parse().expect("an address");
    let offer = Description::new(local, 7).tell(None);
    assert!(
        offer.contains("m=audio 4002 RTP/AVP 8 0 101\r\n"),
        "{offer}"
    );
    let sound = parse(&offer).expect("readable");
    assert_eq!(
        (sound.remote, sound.law, sound.event_type),
        (local, Law::A, Some(101))
    );
}

#[test]
fn an_answer_takes_over_their_numbers() {
    let local = "[::1]:4002".parse().expect("an address");
    let agreed = parse(ANSWER).expect("an agreement");
    let answer = Description::new(local, 7).tell(Some(&agreed));
    assert!(answer.contains("c=IN IP6 ::1\r\n"), "{answer}");
    assert!(answer.contains("m=audio 4002 RTP/AVP 0 96\r\n"), "{answer}");
}

#[test]
fn whoever_puts_us_on_hold_is_answered_so() {
    let local = "127.0.0.1:4002".parse().expect("an address");
    for (theirs, ours, takes_sound) in [
        ("sendrecv", "sendrecv", true),
        ("sendonly", "recvonly", false),
        ("recvonly", "sendonly", true),
        ("inactive", "inactive", false),
    ] {
        let of_stream = ANSWER.replace("a=sendrecv", &format!("a={theirs}"));
        let of_session = ANSWER
            .replace("a=sendrecv\r\n", "")
            .replace("t=0 0\r\n", &format!("t=0 0\r\na={theirs}\r\n"));
        for text in [of_stream, of_session] {
            let sound = parse(&text).expect("an agreement");
            assert_eq!(sound.direction.takes_sound(), takes_sound, "{text}");
            let answer = Description::new(local, 7).tell(Some(&sound));
            assert!(answer.ends_with(&format!("a={ours}\r\n")), "{answer}");
        }
    }
}

#[test]
fn the_version_rises_with_what_has_changed() {
    let local = "127.0.0.1:4002".parse().expect("an address");
    let agreed = parse(ANSWER).expect("an agreement");
    let on_hold = parse(&ANSWER.replace("sendrecv", "sendonly")).expect("an agreement");
    let mut ours = Description::new(local, 7);
    let mut version = |agreed: Option<&Sound>| {
        let text = ours.tell(agreed);
        let origin = text.split("o=- 7 ").nth(1).expect("an origin");
        origin[..1].to_owned()
    };
    let versions = [
        None,
        Some(&agreed),
        Some(&agreed),
        Some(&on_hold),
        Some(&agreed),
    ]
    .map(&mut version);
    assert_eq!(versions, ["1", "2", "2", "3", "4"]);
}
