//! Mail over real SMTP.

use server::delivery::smtp::{Security, SmtpCarrier, SmtpSettings};
use server::delivery::{Carrier, DeliveryFault};

use crate::certificates::Certificates;
use crate::mail_server::{MailServer, login};
use crate::peer::free_ports;
use crate::samples::{CODE, KEY, MAILBOX, PICTURE, mail, refused, text};

fn carrier(settings: &SmtpSettings) -> SmtpCarrier {
    SmtpCarrier::new(settings).expect("the settings work")
}

#[tokio::test]
async fn a_mail_arrives_over_starttls_in_both_forms() {
    let server = MailServer::start();

    let receipt = carrier(&server.settings(Security::Starttls))
        .carry(KEY, &mail(MAILBOX))
        .await
        .expect("carried");

    let taken = server.mail();
    assert!(taken.encrypted && taken.authenticated);
    assert_eq!(taken.defects, Vec::<String>::new());
    assert_eq!(
        (taken.sender.as_str(), taken.recipients.as_slice()),
        ("portal@regain.example", &[MAILBOX.to_owned()][..])
    );
    assert_eq!(
        taken.header("From"),
        ["Wingtip Toys <portal@regain.example>"]
    );
    assert_eq!(taken.header("To"), [MAILBOX]);
    assert_eq!(taken.header("Subject"), ["Je code voor Wingtip Toys"]);
    assert_eq!(
        taken.header("Message-ID"),
        [format!("<{KEY}@regain.example>")]
    );
    assert_eq!(taken.header("Message-ID"), [receipt.reference]);
    assert_eq!(taken.header("Auto-Submitted"), ["auto-generated"]);
    assert_eq!(taken.header("X-Auto-Response-Suppress"), ["All"]);
    assert_eq!(taken.header("Content-Language"), ["nl"]);
    assert_eq!(taken.header("Date").len(), 1);
    assert!(taken.header("Reply-To").is_empty());
    assert!(taken.plain[0].contains(CODE) && taken.plain[0].contains("werkt één keer"));
    assert!(taken.html[0].contains(CODE) && taken.html[0].contains("werkt één keer"));
}

#[tokio::test]
async fn the_logo_travels_inside_the_mail() {
    let server = MailServer::start();

    carrier(&server.settings(Security::Tls))
        .carry(KEY, &mail(MAILBOX))
        .await
        .expect("carried");

    let taken = server.mail();
    assert!(taken.encrypted && taken.authenticated);
    let structure = [
        "multipart/alternative",
        "text/plain",
        "multipart/related",
        "text/html",
        "image/png",
    ];
    assert_eq!(taken.structure, structure);
    assert!(taken.html[0].contains(r#"src="cid:logo""#));
    let bytes: String = PICTURE.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(taken.images, [("<logo>".to_owned(), bytes)]);
}

#[tokio::test]
async fn a_retry_brings_the_same_message_id() {
    let server = MailServer::start();
    let carrier = carrier(&server.settings(Security::Starttls));

    carrier.carry(KEY, &mail(MAILBOX)).await.expect("carried");
    let first = server.mail();
    carrier
        .carry(KEY, &mail(MAILBOX))
        .await
        .expect("carried again");

    assert_eq!(
        server.mail().header("Message-ID"),
        first.header("Message-ID")
    );
}

#[tokio::test]
async fn a_server_without_starttls_gets_neither_password_nor_mail() {
    let server = MailServer::start();

    let fault = refused(&carrier(&server.settings_of_downgrade()), &mail(MAILBOX)).await;

    assert!(
        matches!(&fault, DeliveryFault::Permanent(text) if text.contains("STARTTLS")),
        "{fault}"
    );
    assert_eq!(server.conversation(), Vec::<String>::new());
}

#[tokio::test]
async fn a_wrong_password_is_a_permanent_fault() {
    let server = MailServer::start();
    let settings = SmtpSettings {
        login: Some(login("wrong")),
        ..server.settings(Security::Starttls)
    };

    let fault = refused(&carrier(&settings), &mail(MAILBOX)).await;

    assert!(
        matches!(&fault, DeliveryFault::Permanent(text) if text.contains("535")),
        "{fault}"
    );
    assert_eq!(server.conversation(), ["auth"]);
}

#[tokio::test]
async fn a_certificate_of_another_authority_is_refused_before_anything_is_said() {
    let server = MailServer::start();
    let others = Certificates::new();
    for security in [Security::Starttls, Security::Tls] {
        let settings = SmtpSettings {
            ca_file: Some(others.ca()),
            ..server.settings(security)
        };

        let fault = refused(&carrier(&settings), &mail(MAILBOX)).await;

        assert!(
            fault.to_string().contains("invalid peer certificate"),
            "{fault}"
        );
    }
    // Had the mail been taken, it would stand before this one.
    carrier(&server.settings(Security::Tls))
        .carry(KEY, &mail("late@wingtip.example"))
        .await
        .expect("carried");
    assert_eq!(server.mail().recipients, ["late@wingtip.example"]);
}

#[tokio::test]
async fn greylisting_is_transient_and_an_unknown_mailbox_permanent() {
    let server = MailServer::start();
    let carrier = carrier(&server.settings(Security::Starttls));

    let greylisted = refused(&carrier, &mail("greylist@wingtip.example")).await;
    let unknown = refused(&carrier, &mail("reject@wingtip.example")).await;

    assert!(
        matches!(&greylisted, DeliveryFault::Transient(text) if text.contains("451")),
        "{greylisted}"
    );
    assert!(
        matches!(&unknown, DeliveryFault::Permanent(text) if text.contains("550")),
        "{unknown}"
    );
}

#[tokio::test]
async fn a_server_that_is_down_is_transient() {
    let server = MailServer::start();
    let [nobody] = free_ports();
    let settings = SmtpSettings {
        port: Some(nobody),
        ..server.settings(Security::Starttls)
    };

    let fault = refused(&carrier(&settings), &mail(MAILBOX)).await;

    assert!(fault.is_transient(), "{fault}");
}

#[tokio::test]
async fn an_address_that_smuggles_a_header_or_a_second_recipient_is_refused() {
    let server = MailServer::start();
    let carrier = carrier(&server.settings(Security::Starttls));
    for to in [
        "kim@wingtip.example\r\nBcc: eve@evil.example",
        "kim@wingtip.example, eve@evil.example",
        "",
        "kim",
    ] {
        let fault = refused(&carrier, &mail(to)).await;

        assert!(!fault.is_transient(), "{to:?}: {fault}");
    }
}

#[tokio::test]
async fn smtp_carries_no_texts_and_no_odd_keys() {
    let server = MailServer::start();
    let carrier = carrier(&server.settings(Security::Starttls));

    assert!(!refused(&carrier, &text("hello")).await.is_transient());
    for key in ["", "a b", "a>\r\nBcc: eve@evil.example", "../x"] {
        assert!(carrier.carry(key, &mail(MAILBOX)).await.is_err(), "{key:?}");
    }
}
