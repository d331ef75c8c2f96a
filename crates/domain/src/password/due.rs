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

/// What a mail says beforehand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// Which one it is, of those that policy wants.
    pub days_before: u16,
    /// Begun ones count.
    pub days_left: u32,
    pub end: Timestamp,
}

impl PasswordAge {
    /// The mail that is due by now: the last one, should several be. Not for a password that is to be
    /// changed already, nor sooner than a password can be old.
    pub fn reminder(
        self,
        max_age_days: u16,
        days_before: &[u16],
        now: Timestamp,
    ) -> Option<Reminder> {
        if max_age_days == 0 || self.due(max_age_days, now).is_some() {
            return None;
        }
        let end = self
            .set_at?
            .plus_seconds(u32::from(max_age_days) * DAY_SECONDS);
        let seconds_left = end.seconds_after(now);
        let is_due =
            |days: &u16| *days < max_age_days && seconds_left <= u32::from(*days) * DAY_SECONDS;
        let days_before = days_before.iter().copied().filter(is_due).min()?;
        Some(Reminder {
            days_before,
            days_left: seconds_left.div_ceil(DAY_SECONDS),
            end,
        })
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

    #[test]
    fn the_last_reminder_that_is_due_goes_out() {
        let at =
            |days: u32| Timestamp::from_unix_ms(1_700_000_000_000).plus_seconds(days * DAY_SECONDS);
        let own = PasswordAge {
            set_at: Some(at(0)),
            set_by_administrator: false,
        };
        let told = |age: PasswordAge, max_age_days, day| {
            let found = age.reminder(max_age_days, &[1, 14, 7], at(day))?;
            assert_eq!(found.end, at(90));
            Some((found.days_before, found.days_left))
        };
        assert_eq!(told(own, 90, 75), None);
        assert_eq!(told(own, 90, 76), Some((14, 14)));
        assert_eq!(told(own, 90, 80), Some((14, 10)));
        assert_eq!(told(own, 90, 83), Some((7, 7)));
        assert_eq!(told(own, 90, 89), Some((1, 1)));
        assert_eq!(told(own, 90, 90), None, "it is too old now");
        assert_eq!(told(own, 0, 80), None);
        let given = PasswordAge {
            set_by_administrator: true,
            ..own
        };
        assert_eq!(told(given, 90, 80), None);
        let unknown = PasswordAge {
            set_at: None,
            ..own
        };
        assert_eq!(told(unknown, 90, 80), None);
        assert_eq!(own.reminder(14, &[14, 7], at(1)), None, "it is new");
        assert_eq!(own.reminder(90, &[], at(89)), None);
    }
}
