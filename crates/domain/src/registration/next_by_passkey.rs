//! Passkeys: made by a device, several for one person, renamed and removed one by one.

use super::advance::Kept;
use super::next::Next;
use super::{PasskeyName, Renaming, Wish, Work};
use crate::method::PASSKEY_SECONDS;
use crate::refusal::Refusal;
use crate::time::Timestamp;

/// More than anybody has devices for; what a browser is told to leave out stays small.
pub const PASSKEYS_MAX: usize = 10;

impl Next<'_> {
    pub(super) fn ask_passkey(&self) -> Work {
        Work::Passkey {
            until: self.around.now.plus_seconds(PASSKEY_SECONDS),
        }
    }

    /// A refusal is no guess at anything: it does not count.
    pub(super) fn passkey(
        &mut self,
        wish: Wish,
        until: Timestamp,
        made: Result<(), Refusal>,
    ) -> Option<Work> {
        let made = match made {
            Ok(()) if self.around.now >= until => Err(Refusal::PasskeyExpired),
            Ok(()) if self.around.holdings.passkeys.len() >= PASSKEYS_MAX => {
                Err(Refusal::TooManyPasskeys)
            }
            made => made,
        };
        match made {
            Ok(()) => self.keep(wish, Kept::Passkey),
            Err(why) => {
                self.notice = Some(why);
                Some(self.ask_passkey())
            }
        }
    }

    pub(super) fn remove_passkey(&mut self, wish: Wish, id: String) -> Option<Work> {
        let held = &self.around.holdings.passkeys;
        if held.iter().any(|passkey| passkey.id == id) {
            return self.keep(wish, Kept::PasskeysBut { id });
        }
        self.notice = Some(Refusal::MethodUnavailable);
        Some(Work::Remove)
    }

    /// A name that is refused stays in its field.
    pub(super) fn name_passkey(&mut self, wish: Wish, renaming: Renaming) -> Option<Work> {
        let held = &self.around.holdings.passkeys;
        let place = held.iter().position(|passkey| passkey.id == renaming.id);
        let Some(row) = place.and_then(|place| u8::try_from(place + 1).ok()) else {
            self.notice = Some(Refusal::MethodUnavailable);
            return Some(Work::Rename { refused: None });
        };
        match PasskeyName::parse(&renaming.typed, row) {
            Ok(name) => {
                let id = renaming.id;
                self.keep(wish, Kept::PasskeyName { id, name })
            }
            Err(why) => {
                self.notice = Some(why);
                Some(Work::Rename {
                    refused: Some(renaming),
                })
            }
        }
    }
}
