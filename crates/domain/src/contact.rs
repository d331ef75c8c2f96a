//! Where a person can be reached, and what of it the wizard may show.

use serde::{Deserialize, Serialize};

use crate::identity::EmailAddress;
use crate::method::Method;
use crate::phone::PhoneNumber;

/// One independent way to reach a person: the same mailbox or the same line never counts twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "to", rename_all = "snake_case")]
pub enum Channel {
    Mailbox(EmailAddress),
    Line(PhoneNumber),
    /// Leads nowhere: the channel of a decoy. The number keeps decoy channels apart.
    Nowhere(u8),
}

/// A method that a person may choose, with the channel behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    pub method: Method,
    pub channel: Channel,
    /// What a stranger may see of the channel.
    pub hint: String,
}

impl Offer {
    pub fn email(address: EmailAddress) -> Self {
        Self {
            method: Method::Email,
            hint: address.masked(),
            channel: Channel::Mailbox(address),
        }
    }

    pub fn sms(number: PhoneNumber) -> Self {
        Self {
            method: Method::Sms,
            hint: number.masked(),
            channel: Channel::Line(number),
        }
    }
}

/// How many gates these offers can pass: the number of different channels among them.
pub fn distinct_channels(offers: &[Offer]) -> usize {
    offers
        .iter()
        .enumerate()
        .filter(|(i, offer)| {
            offers[..*i]
                .iter()
                .all(|earlier| earlier.channel != offer.channel)
        })
        .count()
}
