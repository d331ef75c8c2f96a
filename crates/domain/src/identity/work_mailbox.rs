//! The mailbox that opens with the password that is to be reset.

use super::EmailAddress;

/// The work mailbox of a person, by all its names: who is locked out cannot read it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkMailbox(Vec<EmailAddress>);

impl WorkMailbox {
    /// By the address that the directory has for it, and by a user name that is an address.
    pub fn of(address: Option<&EmailAddress>, user_name: &str) -> Self {
        let user_name = EmailAddress::parse(user_name).ok();
        Self(address.cloned().into_iter().chain(user_name).collect())
    }

    /// Whether mail to this address is read there.
    pub fn is(&self, address: &EmailAddress) -> bool {
        self.0.iter().any(|work| work.same_mailbox(address))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_work_mailbox_is_known_by_its_address_by_the_user_name_and_by_labels() {
        let address = |typed| EmailAddress::parse(typed).unwrap();
        let work = address("k.akers@wingtip.example");
        let both = WorkMailbox::of(Some(&work), "kim@wingtip.example");
        for typed in [
            "k.akers@wingtip.example",
            "K.Akers+regain@Wingtip.example",
            "kim@wingtip.example",
            "KIM+1@wingtip.example",
        ] {
            assert!(both.is(&address(typed)), "{typed}");
        }
        assert!(!both.is(&address("kim@home.example")));
        for name in ["kim", r"WINGTIP\kim", ""] {
            let one = WorkMailbox::of(None, name);
            assert!(!one.is(&address("kim@wingtip.example")), "{name}");
        }
    }
}
