//! Names that strangers wrote: they must not become headers, markup or deception.

use domain::locale::Locale;
use server::delivery::line::Line;
use server::delivery::link::Link;
use server::delivery::logo::Logo;
use server::delivery::mail::{Brand, CodeMail, code_mail, contact_mail};
use server::delivery::smtp::{Security, SmtpCarrier};
use server::delivery::{Carrier, Message};

use crate::mail_server::MailServer;
use crate::samples::{self, KEY, MAILBOX};

const MARKUP: &str =
    r#"<img src=x onerror=alert(1)>"' & </title></style></bdi><a href="https://evil.example">"#;
const HEADERS: &str = "Kim\r\nBcc: eve@evil.example\r\nX-Evil: yes\r\n\r\nbody";

fn named(name: &str) -> CodeMail {
    CodeMail {
        brand: Brand::named(name),
        helpdesk: Some(Line::new(name)),
        ..samples::code(MAILBOX)
    }
}

#[test]
fn a_name_with_markup_stays_text() {
    for locale in Locale::ALL {
        for mail in [
            code_mail(&named(MARKUP), locale),
            contact_mail(&samples::contact(MARKUP), locale),
        ] {
            for broken in [
                "<img src=x",
                "</bdi><a",
                "evil.example\">",
                "</title></style>",
            ] {
                assert!(
                    !mail.html.contains(broken),
                    "{broken:?} is in\n{}",
                    mail.html
                );
            }
            assert!(mail.html.contains("&#60;img src=x") || mail.html.contains("&lt;img src=x"));
            assert!(
                mail.text.contains("<img src=x"),
                "text is not escaped:\n{}",
                mail.text
            );
        }
    }
}

#[test]
fn a_line_keeps_honest_names_and_drops_what_deceives() {
    for (raw, line) in [
        ("Wingtip Toys", "Wingtip Toys"),
        ("  Łukasz \t O'Neill-Ὀδυσσεύς ", "Łukasz O'Neill-Ὀδυσσεύς"),
        ("می\u{200C}خواهم", "می\u{200C}خواهم"),
        (HEADERS, "Kim Bcc: eve@evil.example X-Evil: yes body"),
        ("moc.\u{202E}elpmaxe\u{2066}.evil", "moc.elpmaxe.evil"),
        ("a\u{0}b\u{7}c\u{1b}[31m\u{200B}\u{FEFF}\u{AD}", "abc[31m"),
        ("one\u{2028}two\u{85}three", "one two three"),
        ("a \u{202E} b", "a b"),
        ("\r\n", ""),
    ] {
        assert_eq!(Line::new(raw).as_str(), line, "{raw:?}");
    }
    let long = Line::new(&"é".repeat(500));
    assert_eq!(long.as_str().chars().count(), 120);
    assert!(long.as_str().ends_with('…'));
}

#[tokio::test]
async fn a_name_with_line_breaks_adds_no_header_to_the_mail() {
    let server = MailServer::start();
    let carrier =
        SmtpCarrier::new(&server.settings(Security::Starttls)).expect("the settings work");
    let mut mail = code_mail(&named(HEADERS), Locale::En);
    // As if a caller had filled the fields without the constructors.
    mail.from_name = HEADERS.to_owned();
    mail.subject = HEADERS.to_owned();

    carrier
        .carry(KEY, &Message::Mail(mail))
        .await
        .expect("carried");

    let taken = server.mail();
    assert_eq!(taken.recipients, [MAILBOX]);
    assert!(taken.header("Bcc").is_empty() && taken.header("X-Evil").is_empty());
    assert_eq!(
        taken.header("Subject"),
        ["Kim Bcc: eve@evil.example X-Evil: yes body"]
    );
    assert!(
        taken.header("From")[0].ends_with("<portal@regain.example>"),
        "{:?}",
        taken.header("From")
    );
    assert_eq!((taken.header("From").len(), taken.defects.len()), (1, 0));
}

#[tokio::test]
async fn a_name_that_looks_like_an_address_stays_a_name() {
    let server = MailServer::start();
    let carrier =
        SmtpCarrier::new(&server.settings(Security::Starttls)).expect("the settings work");
    for name in [
        "Boss <boss@evil.example>",
        "a, b; c: \"d\" \\",
        "Ζωή Łódź 漢字",
        "",
    ] {
        let mail = code_mail(&named(name), Locale::En);

        carrier
            .carry(KEY, &Message::Mail(mail))
            .await
            .expect("carried");

        let taken = server.mail();
        assert!(
            taken.header("From")[0].ends_with("portal@regain.example>") || name.is_empty(),
            "{:?}",
            taken.header("From")
        );
        assert_eq!(taken.defects, Vec::<String>::new(), "{name:?}");
        assert_eq!(taken.sender, "portal@regain.example");
    }
}

#[test]
fn a_link_never_leads_out_of_the_portal() {
    let portal = samples::portal();
    assert_eq!(portal.host(), "reset.wingtip.example");
    assert_eq!(
        portal.page("signin").expect("a page").as_str(),
        "https://reset.wingtip.example/portal/signin"
    );
    for path in [
        "//evil.example/portal/x",
        "https://evil.example",
        "javascript:alert(1)",
        "/elsewhere",
        "../x",
        "\\\\evil.example",
    ] {
        assert!(portal.page(path).is_err(), "{path:?}");
    }
    for url in [
        "javascript:alert(1)",
        "reset.example",
        "https://",
        "ftp://reset.example",
        "https://user:pw@reset.example",
    ] {
        assert!(Link::parse(url).is_err(), "{url:?}");
    }
}

#[test]
fn a_logo_is_a_small_picture() {
    assert_eq!(
        Logo::new(samples::PICTURE.to_vec())
            .expect("a PNG")
            .media_type(),
        "image/png"
    );
    assert_eq!(
        Logo::new(b"\xff\xd8\xff\xe0rest".to_vec())
            .expect("a JPEG")
            .media_type(),
        "image/jpeg"
    );
    assert!(Logo::new(b"<svg onload='alert(1)'/>".to_vec()).is_err());
    assert!(Logo::new([samples::PICTURE, &[0; 64 * 1024]].concat()).is_err());
    assert!(serde_json::from_str::<Logo>("\"PHN2Zy8+\"").is_err());
}
