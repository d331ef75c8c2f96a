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
    /// A device of the person's: an app that shows codes, or a passkey. They are one channel, because
    /// both most often live on one telephone, or in one password manager, and from here nobody can tell.
    Authenticator,
    /// What the person knows.
    Memory,
    /// Somebody of the helpdesk who has checked who calls.
    Helpdesk,
    /// Leads nowhere: the channel of a decoy. The number keeps decoy channels apart.
    Nowhere(u8),
}

impl Channel {
    /// Whether both lead to the same place. Telephones behind one number do: who answers there may put
    /// through to any of them.
    pub fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Line(one), Self::Line(two)) => one.same_line(two),
            _ => self == other,
        }
    }
}

/// A method that a person may choose, with the channel behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    pub method: Method,
    pub channel: Channel,
    /// What a stranger may see of the channel.
    pub hint: String,
}

/// Where the proof of a method that nothing is sent for comes from.
const fn held(method: Method) -> Option<Channel> {
    match method {
        Method::Email | Method::Sms | Method::MobileCall | Method::OfficeCall => None,
        Method::Totp | Method::Passkey => Some(Channel::Authenticator),
        Method::Questions => Some(Channel::Memory),
        Method::HelpdeskPass => Some(Channel::Helpdesk),
    }
}

impl Offer {
    /// A method that nothing is sent for; `None` for those that need an address.
    pub fn held(method: Method) -> Option<Self> {
        Some(Self {
            method,
            channel: held(method)?,
            hint: String::new(),
        })
    }

    /// Whether this offer would prove the same thing twice.
    pub fn repeats(&self, method: Method, channel: &Channel) -> bool {
        self.method == method || self.channel.is(channel)
    }

    pub fn email(address: EmailAddress) -> Self {
        Self {
            method: Method::Email,
            hint: address.masked(),
            channel: Channel::Mailbox(address),
        }
    }

    pub fn sms(number: PhoneNumber) -> Self {
        Self::line(Method::Sms, number)
    }

    /// A method that uses a telephone line.
    pub fn line(method: Method, number: PhoneNumber) -> Self {
        Self {
            method,
            hint: number.masked(),
            channel: Channel::Line(number),
        }
    }
}

/// Whether `gates` of these offers, no two of one method or channel, are worth `strength` together.
pub fn can_pass<'a>(offers: impl IntoIterator<Item = &'a Offer>, gates: u8, strength: u8) -> bool {
    let offers: Vec<&Offer> = offers.into_iter().collect();
    enough(&offers, gates, strength)
}

fn enough(offers: &[&Offer], gates: u8, strength: u8) -> bool {
    let Some(further) = gates.checked_sub(1) else {
        return strength == 0;
    };
    offers.iter().any(|taken| {
        let left: Vec<&Offer> = offers
            .iter()
            .copied()
            .filter(|offer| !offer.repeats(taken.method, &taken.channel))
            .collect();
        let needed = strength.saturating_sub(taken.method.strength());
        enough(&left, further, needed)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offers(methods: &[Method]) -> Vec<Offer> {
        crate::decoy::all(methods)
    }

    #[test]
    fn enough_is_told_by_channels_and_by_strength() {
        use Method::{Email, Passkey, Questions, Sms, Totp};
        let cases: [(&[Method], u8, u8, bool); 11] = [
            (&[Email], 1, 0, true),
            (&[Email], 2, 0, false),
            (&[Email, Sms], 2, 3, true),
            (&[Email, Sms], 2, 4, false),
            (&[Email, Questions, Sms], 2, 3, true),
            (&[Email, Questions], 2, 3, false),
            (&[Email, Totp], 1, 3, true),
            (&[Email, Passkey], 2, 4, true),
            (&[Totp, Passkey], 1, 3, true),
            (&[Totp, Passkey], 2, 0, false),
            (&[], 1, 0, false),
        ];
        for (methods, gates, strength, expected) in cases {
            let found = can_pass(&offers(methods), gates, strength);
            assert_eq!(found, expected, "{methods:?} {gates} {strength}");
        }
    }

    #[test]
    fn telephones_behind_one_number_are_one_channel() {
        let line = |typed| Channel::Line(PhoneNumber::parse(typed).unwrap());
        let desk = line("+31 20 5550100 x12");
        assert!(desk.is(&line("+31 20 5550100 x13")) && desk.is(&line("+31 20 5550100")));
        assert!(!desk.is(&line("+31 20 5550101 x12")));
        assert!(!desk.is(&Channel::Memory) && Channel::Memory.is(&Channel::Memory));
    }

    #[test]
    fn one_channel_is_one_proof() {
        let same = offers(&[Method::Email, Method::Sms])
            .into_iter()
            .map(|offer| Offer {
                channel: Channel::Nowhere(0),
                ..offer
            });
        assert!(!can_pass(&same.collect::<Vec<_>>(), 2, 0));
    }
}
