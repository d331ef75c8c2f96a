//! What holds for every mail, in every language.

use domain::call::Unasked;
use domain::locale::Locale;
use server::delivery::Mail;
use server::delivery::mail::{
    Obstacle, alarm_mail, call_alarm_mail, call_reported_mail, changed_mail, code_mail,
    contact_mail, expiring_mail, ineligible_mail, invitation_mail, registered_mail, reported_mail,
    welcome_mail,
};

use crate::mails::both_say;
use crate::samples::{self, MAILBOX, portal};

/// Every mail in `locale`.
fn all(locale: Locale) -> [Mail; 16] {
    [
        code_mail(&samples::code(MAILBOX), locale),
        changed_mail(&samples::changed(), locale),
        ineligible_mail(&samples::ineligible(Obstacle::Locked { hours: 24 }), locale),
        contact_mail(&samples::contact("kim"), locale),
        reported_mail(&samples::reported(), locale),
        alarm_mail(&samples::alarm("kim"), locale),
        welcome_mail(&samples::welcome("Jo Berry"), locale),
        invitation_mail(&samples::invitation(Some(samples::moment())), locale),
        expiring_mail(&samples::expiring(7), locale),
        call_reported_mail(&samples::call_reported(Unasked::Reset), locale),
        call_reported_mail(&samples::call_reported(Unasked::FinishedReset), locale),
        call_reported_mail(&samples::call_reported(Unasked::Registration), locale),
        call_alarm_mail(&samples::call_alarm("kim", Unasked::Reset), locale),
        call_alarm_mail(&samples::call_alarm("kim", Unasked::FinishedReset), locale),
        call_alarm_mail(&samples::call_alarm("kim", Unasked::Registration), locale),
        registered_mail(&samples::registered(), locale),
    ]
}

#[test]
fn a_mail_fetches_nothing_and_links_only_into_the_portal() {
    for locale in Locale::ALL {
        for mail in all(locale) {
            for attribute in ["src=\"", "href=\"", "url(", "@import"] {
                for (at, _) in mail.html.match_indices(attribute) {
                    let target = &mail.html[at + attribute.len()..];
                    let ours =
                        target.starts_with("cid:logo") || target.starts_with(portal().as_str());
                    assert!(
                        ours,
                        "{}: {}",
                        mail.subject,
                        &target[..target.len().min(60)]
                    );
                }
            }
        }
    }
}

#[test]
fn every_page_names_its_language_and_both_colour_schemes() {
    for locale in Locale::ALL {
        for mail in all(locale) {
            assert!(
                mail.html
                    .contains(&format!("<html lang=\"{}\"", locale.tag()))
            );
            assert!(mail.html.contains("content=\"light dark\"") && mail.html.contains("<h1"));
            assert_eq!(
                mail.html.matches("<table").count(),
                mail.html.matches("<table role=\"presentation\"").count()
            );
            assert!(
                !mail.text.contains("{{") && !mail.html.contains("{{") && !mail.html.contains("{%")
            );
            assert!(!mail.subject.is_empty() && !mail.subject.contains('\n'));
        }
    }
}

#[test]
fn an_unwanted_call_is_told_to_the_person_and_to_the_administrator() {
    let name = "kim@wingtip.example";
    for (unasked, advice, known) in [
        (
            Unasked::Reset,
            "Your password is unchanged",
            "Het wachtwoord is niet veranderd",
        ),
        (
            Unasked::FinishedReset,
            "nobody can sign in with it",
            "Geef een tijdelijk wachtwoord",
        ),
        (
            Unasked::Registration,
            "somebody knows your password",
            "kent iemand het wachtwoord",
        ),
    ] {
        let person = call_reported_mail(&samples::call_reported(unasked), Locale::En);
        for words in ["24 hours", "R7-42QX", advice] {
            both_say(&person, words);
        }
        let administrator = call_alarm_mail(&samples::call_alarm(name, unasked), Locale::Nl);
        for words in [name, "R7-42QX", known] {
            both_say(&administrator, words);
        }
    }
}
