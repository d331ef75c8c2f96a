//! What the mail to somebody new says.

use domain::locale::Locale;
use server::delivery::mail::welcome_mail;

use crate::mails::both_say;
use crate::samples;

#[test]
fn the_welcome_mail_says_who_one_is_here_and_where_to_choose_a_password() {
    for (locale, subject) in [
        (Locale::En, "Choose your password for Wingtip Toys"),
        (Locale::Nl, "Kies je wachtwoord voor Wingtip Toys"),
    ] {
        let mail = welcome_mail(&samples::welcome("Jo Berry"), locale);
        assert_eq!(mail.subject, subject);
        for words in ["Jo Berry", "jo@wingtip.example", "/reset?username=jo"] {
            both_say(&mail, words);
        }
    }
}

#[test]
fn a_name_in_the_welcome_mail_is_no_markup() {
    let mail = welcome_mail(&samples::welcome("<b>Jo</b>"), Locale::En);
    assert!(!mail.html.contains("<b>Jo"), "{}", mail.html);
}
