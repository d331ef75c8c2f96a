//! Messages and their parts, as the tests send them.

use domain::call::Unasked;
use domain::locale::Locale;
use domain::method::Method;
use domain::registration::Change;
use domain::secret::Code;
use domain::time::Timestamp;
use server::delivery::line::Line;
use server::delivery::link::Link;
use server::delivery::logo::Logo;
use server::delivery::mail::{
    AlarmMail, Brand, CallAlarmMail, CallReportedMail, ChangedMail, CodeMail, ContactMail,
    ExpiringMail, IneligibleMail, InvitationMail, Obstacle, RegisteredMail, ReportedMail,
    WelcomeMail, code_mail,
};
use server::delivery::moment::Moment;
use server::delivery::text::CodeText;
use server::delivery::{Carrier, DeliveryFault, Message, TextMessage};

pub(crate) const KEY: &str = "0192f3c4-5d6e-7f80-9123-456789abcdef";
pub(crate) const MAILBOX: &str = "kim@wingtip.example";
pub(crate) const NUMBER: &str = "+31612345678";
pub(crate) const CODE: &str = "408135";

/// The smallest head of a PNG file; mails do not look further into it.
pub(crate) const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\nrest";

pub(crate) fn brand() -> Brand {
    Brand {
        name: Line::new("Wingtip Toys"),
        logo: Some(Logo::new(PICTURE.to_vec()).expect("a PNG")),
    }
}

pub(crate) fn portal() -> Link {
    Link::parse("https://reset.wingtip.example/portal").expect("a link")
}

pub(crate) fn moment() -> Moment {
    Moment::new(
        Timestamp::from_unix_ms(1_795_434_300_000),
        "Europe/Amsterdam",
    )
    .expect("a moment")
}

pub(crate) fn code(to: &str) -> CodeMail {
    CodeMail {
        to: to.to_owned(),
        brand: brand(),
        code: Code::new(CODE),
        minutes: 5,
        helpdesk: Some(Line::new("helpdesk@wingtip.example")),
    }
}

pub(crate) fn changed() -> ChangedMail {
    ChangedMail {
        to: MAILBOX.to_owned(),
        brand: brand(),
        at: moment(),
        helpdesk: None,
        support_code: Line::new("R7-42QX"),
        reset: Some(portal().page("reset?lang=nl").expect("a page")),
    }
}

pub(crate) fn ineligible(obstacle: Obstacle) -> IneligibleMail {
    IneligibleMail {
        to: MAILBOX.to_owned(),
        brand: brand(),
        obstacle,
        helpdesk: Some(Line::new("+31 20 555 0100")),
        support_code: Line::new("R7-42QX"),
        contact: Some(portal().page("contact").expect("a page")),
    }
}

pub(crate) fn contact(user_name: &str) -> ContactMail {
    ContactMail {
        to: "admin@wingtip.example".to_owned(),
        brand: brand(),
        user_name: Line::new(user_name),
        at: moment(),
        support_code: Line::new("R7-42QX"),
    }
}

pub(crate) fn reported() -> ReportedMail {
    ReportedMail {
        forgets_days: Some(30),
        to: MAILBOX.to_owned(),
        brand: brand(),
        at: moment(),
        helpdesk: Some(Line::new("+31 20 555 0100")),
        support_code: Line::new("R7-42QX"),
        reset: portal().page("reset").expect("a page"),
        setup: portal().page("setup").expect("a page"),
    }
}

pub(crate) fn alarm(user_name: &str) -> AlarmMail {
    AlarmMail {
        forgets_days: Some(30),
        to: "admin@wingtip.example".to_owned(),
        brand: brand(),
        user_name: Line::new(user_name),
        at: moment(),
        support_code: Line::new("R7-42QX"),
    }
}

pub(crate) fn call_reported(unasked: Unasked) -> CallReportedMail {
    CallReportedMail {
        to: MAILBOX.to_owned(),
        brand: brand(),
        unasked,
        at: moment(),
        hours: 24,
        helpdesk: Some(Line::new("servicedesk@wingtip.example")),
        support_code: Line::new("R7-42QX"),
    }
}

pub(crate) fn call_alarm(user_name: &str, unasked: Unasked) -> CallAlarmMail {
    CallAlarmMail {
        to: MAILBOX.to_owned(),
        brand: brand(),
        unasked,
        user_name: Line::new(user_name),
        at: moment(),
        support_code: Line::new("R7-42QX"),
    }
}

pub(crate) fn registered() -> RegisteredMail {
    RegisteredMail {
        to: MAILBOX.to_owned(),
        brand: brand(),
        method: Method::Totp,
        change: Change::Add,
        at: moment(),
        helpdesk: None,
        support_code: Line::new("R7-42QX"),
        setup: Some(portal()),
    }
}

pub(crate) fn welcome(display_name: &str) -> WelcomeMail {
    WelcomeMail {
        to: MAILBOX.to_owned(),
        brand: brand(),
        display_name: Line::new(display_name),
        user_name: Line::new("jo@wingtip.example"),
        helpdesk: None,
        reset: portal().page("reset?username=jo").expect("a page"),
    }
}

pub(crate) fn invitation(until: Option<Moment>) -> InvitationMail {
    InvitationMail {
        to: MAILBOX.to_owned(),
        brand: brand(),
        display_name: Line::new("Jo Berry"),
        user_name: Line::new("jo@wingtip.example"),
        helpdesk: Some(Line::new("+31 20 555 0100")),
        setup: portal().page("setup").expect("a page"),
        until,
    }
}

pub(crate) fn expiring(days_left: u32) -> ExpiringMail {
    ExpiringMail {
        to: MAILBOX.to_owned(),
        brand: brand(),
        user_name: Line::new("jo@wingtip.example"),
        days_left,
        end: moment(),
        helpdesk: None,
        change: portal().page("signin?next=password").expect("a page"),
    }
}

pub(crate) fn code_text(name: &str) -> CodeText {
    CodeText {
        to: NUMBER.to_owned(),
        name: Line::new(name),
        code: Code::new(CODE),
        minutes: 5,
        portal: portal(),
    }
}

/// A finished mail to `to`.
pub(crate) fn mail(to: &str) -> Message {
    Message::Mail(code_mail(&code(to), Locale::Nl))
}

/// A finished text with this body.
pub(crate) fn text(body: &str) -> Message {
    Message::Text(TextMessage {
        to: NUMBER.to_owned(),
        body: body.to_owned(),
    })
}

/// Carries a message that must not get through.
pub(crate) async fn refused(carrier: &impl Carrier, message: &Message) -> DeliveryFault {
    carrier
        .carry(KEY, message)
        .await
        .expect_err("it should not have been carried")
}
