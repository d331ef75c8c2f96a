//! When a password has to be changed before anything else is done.

use serde::{Deserialize, Serialize};

use crate::time::Timestamp;

const DAY_SECONDS: u32 = 86_400;

/// Why a password that is right does not let somebody in completely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Due {
    /// Somebody else chose it, and may still know it.
    SetByAdministrator,
    /// It is older than policy allows.
    Expired,
}

/// What is known of a password besides its hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordAge {
    /// When it was set; before anybody kept such times, nobody knows.
    pub set_at: Option<Timestamp>,
    pub set_by_administrator: bool,
}

impl PasswordAge {
    /// Whether the password is to be changed now. `max_age_days` 0: it never grows too old.
    pub fn due(self, max_age_days: u16, now: Timestamp) -> Option<Due> {
        if self.set_by_administrator {
            return Some(Due::SetByAdministrator);
        }
        if max_age_days == 0 {
            return None;
        }
        let set_at = self.set_at.unwrap_or(Timestamp::from_unix_ms(0));
        let end = set_at.plus_seconds(u32::from(max_age_days) * DAY_SECONDS);
        (now >= end).then_some(Due::Expired)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_due_when_it_is_too_old_or_was_set_by_somebody_else() {
        let at =
            |days: u32| Timestamp::from_unix_ms(1_700_000_000_000).plus_seconds(days * DAY_SECONDS);
        let own = PasswordAge {
            set_at: Some(at(0)),
            set_by_administrator: false,
        };
        let given = PasswordAge {
            set_by_administrator: true,
            ..own
        };
        let unknown = PasswordAge {
            set_at: None,
            ..own
        };
        let nearly = Timestamp::from_unix_ms(at(90).unix_ms() - 1);
        let cases = [
            (own, 0, at(3650), None),
            (own, 90, at(0), None),
            (own, 90, nearly, None),
            (own, 90, at(90), Some(Due::Expired)),
            (own, 3650, at(3650), Some(Due::Expired)),
            (given, 0, at(0), Some(Due::SetByAdministrator)),
            (given, 90, at(91), Some(Due::SetByAdministrator)),
            (unknown, 0, at(1), None),
            (unknown, 3650, at(1), Some(Due::Expired)),
        ];
        for (age, max_age_days, now, expected) in cases {
            assert_eq!(
                age.due(max_age_days, now),
                expected,
                "{age:?} {max_age_days}"
            );
        }
    }
}
