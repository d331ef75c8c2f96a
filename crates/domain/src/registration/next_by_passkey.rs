//! Passkeys: made by a device, several for one person, removed one by one.

use super::advance::Kept;
use super::next::Next;
use super::{Wish, Work};
use crate::method::PASSKEY_SECONDS;
use crate::refusal::Refusal;
use crate::time::Timestamp;

/// More than anybody has devices for; what a browser is told to leave out stays small.
pub(super) const PASSKEYS_MAX: usize = 10;

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
}
