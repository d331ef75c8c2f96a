//! Mails that ask for something: to register, or to change a password in time.

use domain::locale::Locale;
use server::delivery::mail::{expiring_mail, invitation_mail};

use crate::mails::both_say;
use crate::samples::{self, moment};

#[test]
fn an_invitation_says_until_when_its_link_works_and_not_to_hand_it_on() {
    for (locale, words) in [
        (
            Locale::En,
            [
                "The link works once, until",
                "Do not forward",
                "jo@wingtip.example",
            ],
        ),
        (
            Locale::Nl,
            [
                "De link werkt één keer, tot",
                "Stuur dit bericht niet door",
                "jo@wingtip.example",
            ],
        ),
    ] {
        let mail = invitation_mail(&samples::invitation(Some(moment())), locale);
        for word in words {
            both_say(&mail, word);
        }
        both_say(&mail, "https://reset.wingtip.example/portal/setup");
        let plain = invitation_mail(&samples::invitation(None), locale);
        assert!(!plain.text.contains(words[0]) && !plain.html.contains(words[0]));
    }
}

#[test]
fn a_reminder_says_how_long_and_where() {
    let mail = expiring_mail(&samples::expiring(7), Locale::En);
    assert_eq!(
        mail.subject,
        "Your password for Wingtip Toys expires in 7 days"
    );
    both_say(
        &mail,
        "https://reset.wingtip.example/portal/signin?next=password",
    );
    let mail = expiring_mail(&samples::expiring(1), Locale::En);
    assert_eq!(
        mail.subject,
        "Your password for Wingtip Toys expires within a day"
    );
    let mail = expiring_mail(&samples::expiring(1), Locale::Nl);
    assert_eq!(
        mail.subject,
        "Je wachtwoord voor Wingtip Toys verloopt binnen een dag"
    );
    let mail = expiring_mail(&samples::expiring(14), Locale::Nl);
    assert_eq!(
        mail.subject,
        "Je wachtwoord voor Wingtip Toys verloopt over 14 dagen"
    );
}
