//! From a [`Mail`] to the message of RFC 5322.

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message as Letter};

use crate::delivery::DeliveryFault;
use crate::delivery::line::Line;
use crate::delivery::logo::Logo;
use crate::delivery::message::Mail;

/// Builds the letter: both forms, the logo inside, and headers that keep auto-responders silent.
pub(super) fn letter(
    mail: &Mail,
    from: &Address,
    message_id: &str,
) -> Result<Letter, DeliveryFault> {
    let to: Address = mail
        .to
        .parse()
        .map_err(|_| DeliveryFault::permanent("the address of the recipient is not valid"))?;
    Letter::builder()
        .from(Mailbox::new(
            Some(Line::new(&mail.from_name).to_string()),
            from.clone(),
        ))
        .to(Mailbox::new(None, to))
        .subject(Line::new(&mail.subject).as_str())
        .message_id(Some(message_id.to_owned()))
        // RFC 3834: a program wrote this, so no vacation notice should answer it.
        .raw_header(header("Auto-Submitted", "auto-generated"))
        // The same for Exchange, which does not read RFC 3834 (MS-OXCMAIL 2.1.3.2.14).
        .raw_header(header("X-Auto-Response-Suppress", "All"))
        .raw_header(header("Content-Language", mail.language.tag()))
        .multipart(parts(mail)?)
        .map_err(|_| unbuilt())
}

fn parts(mail: &Mail) -> Result<MultiPart, DeliveryFault> {
    let text = SinglePart::plain(mail.text.clone());
    let html = SinglePart::html(mail.html.clone());
    let both = MultiPart::alternative().singlepart(text);
    let Some(logo) = &mail.logo else {
        return Ok(both.singlepart(html));
    };
    let related = MultiPart::related()
        .singlepart(html)
        .singlepart(picture(logo)?);
    Ok(both.multipart(related))
}

fn picture(logo: &Logo) -> Result<SinglePart, DeliveryFault> {
    let media_type = ContentType::parse(logo.media_type()).map_err(|_| unbuilt())?;
    Ok(Attachment::new_inline("logo".to_owned()).body(logo.bytes().to_vec(), media_type))
}

fn unbuilt() -> DeliveryFault {
    DeliveryFault::permanent("the mail could not be built")
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}
