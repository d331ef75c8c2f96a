//! What the text messages say.

use domain::locale::Locale;
use domain::method::Method;
use domain::registration::Change;
use server::delivery::line::Line;
use server::delivery::text::{RegisteredText, code_text, registered_text};

use crate::samples::{self, NUMBER};

/// Reads the last line as a browser does: <https://wicg.github.io/sms-one-time-codes/>
fn origin_bound(body: &str) -> Option<(&str, &str)> {
    let (host, code) = body.lines().last()?.strip_prefix('@')?.split_once(" #")?;
    Some((host, code))
}

#[test]
fn a_text_brings_the_code_and_binds_it_to_our_host() {
    for (locale, line) in [
        (
            Locale::En,
            "408135 is your code for Wingtip Toys. It is valid for 5 minutes. Share it with nobody.",
        ),
        (
            Locale::Nl,
            "408135 is je code voor Wingtip Toys. De code is 5 minuten geldig. Deel de code met niemand.",
        ),
    ] {
        let text = code_text(&samples::code_text("Wingtip Toys"), locale);

        assert_eq!(text.to, NUMBER);
        assert_eq!(text.body.lines().next(), Some(line));
        assert_eq!(
            origin_bound(&text.body),
            Some(("reset.wingtip.example", "408135"))
        );
        assert!(
            text.body.len() <= 160,
            "it costs more than one message: {}",
            text.body.len()
        );
    }
}

#[test]
fn a_name_cannot_forge_the_last_line() {
    for locale in Locale::ALL {
        let text = code_text(
            &samples::code_text("Wingtip\n\n@evil.example #000000\r\n\u{2028}@evil.example #1"),
            locale,
        );

        assert_eq!(
            origin_bound(&text.body),
            Some(("reset.wingtip.example", "408135"))
        );
        assert_eq!(text.body.lines().count(), 3);
        assert!(!text.body.contains('\u{2028}'));
    }
}

#[test]
fn one_minute_is_not_one_minutes() {
    let mut short = samples::code_text("Wingtip Toys");
    short.minutes = 1;
    assert!(code_text(&short, Locale::En).body.contains("1 minute."));
    assert!(
        code_text(&short, Locale::Nl)
            .body
            .contains("1 minuut geldig")
    );
}

#[test]
fn a_text_tells_of_a_change_and_whom_to_tell() {
    let mut text = RegisteredText {
        to: NUMBER.to_owned(),
        name: Line::new("Wingtip Toys"),
        method: Method::Totp,
        change: Change::Add,
        helpdesk: None,
    };
    let english = registered_text(&text, Locale::En);
    assert_eq!(english.to, NUMBER);
    assert_eq!(
        english.body,
        "Wingtip Toys: a way to prove who you are was added: an authenticator app. \
         Not you? Tell your administrator at once."
    );
    text.helpdesk = Some(Line::new("help@wingtip.example"));
    let dutch = registered_text(&text, Locale::Nl);
    assert_eq!(
        dutch.body,
        "Wingtip Toys: een manier om te bewijzen wie je bent is toegevoegd: een authenticator-app. \
         Was je dit niet? Meld het meteen aan help@wingtip.example."
    );
}
