//! What the mails say, in every language.

use domain::locale::Locale;
use domain::time::Timestamp;
use server::delivery::Mail;
use server::delivery::line::Line;
use server::delivery::mail::{
    Obstacle, alarm_mail, changed_mail, code_mail, contact_mail, ineligible_mail, reported_mail,
};
use server::delivery::moment::Moment;

use crate::samples::{self, CODE, MAILBOX};

pub(crate) fn both_say(mail: &Mail, words: &str) {
    assert!(
        mail.text.contains(words),
        "{words:?} is not in\n{}",
        mail.text
    );
    assert!(
        mail.html.contains(words),
        "{words:?} is not in\n{}",
        mail.html
    );
}

#[test]
fn the_code_mail_says_the_code_how_long_and_what_else_to_do() {
    let mail = code_mail(&samples::code(MAILBOX), Locale::En);
    assert_eq!(
        (mail.to.as_str(), mail.from_name.as_str()),
        (MAILBOX, "Wingtip Toys")
    );
    assert_eq!(mail.subject, "Your code for Wingtip Toys");
    for words in [
        CODE,
        "5 minutes",
        "If this was not you",
        "helpdesk@wingtip.example",
    ] {
        both_say(&mail, words);
    }

    let mail = code_mail(&samples::code(MAILBOX), Locale::Nl);
    assert_eq!(mail.subject, "Je code voor Wingtip Toys");
    for words in [
        CODE,
        "5 minuten",
        "Was je dit niet?",
        "helpdesk@wingtip.example",
    ] {
        both_say(&mail, words);
    }
}

#[test]
fn one_minute_is_not_one_minutes() {
    let short = samples::code(MAILBOX);
    let short = server::delivery::mail::CodeMail {
        minutes: 1,
        helpdesk: None,
        ..short
    };
    both_say(&code_mail(&short, Locale::En), "1 minute and");
    both_say(&code_mail(&short, Locale::En), "your administrator");
    both_say(&code_mail(&short, Locale::Nl), "1 minuut geldig");
}

#[test]
fn the_code_is_never_in_a_subject() {
    for locale in Locale::ALL {
        assert!(
            !code_mail(&samples::code(MAILBOX), locale)
                .subject
                .contains(CODE)
        );
    }
}

#[test]
fn the_changed_mail_says_when_and_what_to_do() {
    let mail = changed_mail(&samples::changed(), Locale::En);
    for words in [
        "23 November 2026, 12:45 (UTC+01:00)",
        "If this was not you",
        "your administrator",
        "R7-42QX",
    ] {
        both_say(&mail, words);
    }
    both_say(&mail, "https://reset.wingtip.example/portal/reset?lang=nl");

    let mail = changed_mail(&samples::changed(), Locale::Nl);
    for words in [
        "23 november 2026, 12:45 (UTC+01:00)",
        "Was je dit niet?",
        "je beheerder",
        "R7-42QX",
    ] {
        both_say(&mail, words);
    }
}

#[test]
fn the_ineligible_mail_says_why_and_what_to_do() {
    for (obstacle, english, dutch) in [
        (
            Obstacle::ResetOff,
            "does not let people reset",
            "kan niemand het eigen wachtwoord herstellen",
        ),
        (
            Obstacle::OutOfScope,
            "not among those",
            "hoort niet bij de accounts",
        ),
        (
            Obstacle::TooFewMethods,
            "Too few ways",
            "te weinig manieren",
        ),
        (
            Obstacle::Locked { hours: 24 },
            "24 hours after the last one",
            "24 uur na de laatste poging",
        ),
        (
            Obstacle::Disabled,
            "account is disabled",
            "account is uitgeschakeld",
        ),
    ] {
        for (locale, reason) in [(Locale::En, english), (Locale::Nl, dutch)] {
            let mail = ineligible_mail(&samples::ineligible(obstacle), locale);
            for words in [
                reason,
                "+31 20 555 0100",
                "R7-42QX",
                "https://reset.wingtip.example/portal/contact",
            ] {
                both_say(&mail, words);
            }
        }
    }
}

#[test]
fn the_contact_mail_says_who_asks_and_that_nothing_was_checked() {
    for (locale, warning) in [
        (Locale::En, "Nothing about this person"),
        (Locale::Nl, "nog niets gecontroleerd"),
    ] {
        let mail = contact_mail(&samples::contact("WINGTIP\\kim"), locale);
        assert!(mail.subject.contains("WINGTIP\\kim"));
        for words in ["WINGTIP\\kim", "R7-42QX", "2026, 12:45", warning] {
            both_say(&mail, words);
        }
    }
}

#[test]
fn a_report_is_told_to_the_person_and_to_the_administrator() {
    for (locale, done, at) in [
        (
            Locale::En,
            "signed everybody out",
            "23 November 2026, 12:45",
        ),
        (Locale::Nl, "iedereen afgemeld", "23 november 2026, 12:45"),
    ] {
        let mail = reported_mail(&samples::reported(), locale);
        let reset = "https://reset.wingtip.example/portal/reset";
        for words in [done, at, reset, "R7-42QX", "+31 20 555 0100"] {
            both_say(&mail, words);
        }
        let mail = alarm_mail(&samples::alarm("<i>kim</i>"), locale);
        assert!(mail.subject.contains("<i>kim</i>") && !mail.html.contains("<i>"));
        assert_eq!(mail.to, "admin@wingtip.example");
        both_say(&mail, at);
        both_say(&mail, "R7-42QX");
    }
}

#[test]
fn a_moment_is_told_in_the_zone_of_the_tenant() {
    let at = Timestamp::from_unix_ms(1_782_863_940_000);
    for (zone, told) in [
        ("Europe/Amsterdam", "1 July 2026, 01:59 (UTC+02:00)"),
        ("America/St_Johns", "30 June 2026, 21:29 (UTC-02:30)"),
        ("UTC", "30 June 2026, 23:59 (UTC+00:00)"),
    ] {
        assert_eq!(
            Moment::new(at, zone).expect("a zone").told(Locale::En),
            told
        );
    }
    assert!(Moment::new(at, "Wingtip/Toys").is_err());
    assert!(Moment::new(Timestamp::from_unix_ms(i64::MAX), "UTC").is_err());
}

#[test]
fn a_brand_without_logo_shows_its_name_alone() {
    let mail = server::delivery::mail::CodeMail {
        brand: server::delivery::mail::Brand {
            name: Line::new("Wingtip Toys"),
            logo: None,
        },
        ..samples::code(MAILBOX)
    };
    let mail = code_mail(&mail, Locale::En);
    assert!(mail.logo.is_none() && !mail.html.contains("<img"));
    both_say(&mail, "Wingtip Toys");
}
