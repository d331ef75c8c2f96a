//! What people are told without having asked.

use serde::{Deserialize, Serialize};

use super::PolicyFault;

/// More would be noise.
const MOST: usize = 10;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Notifications {
    /// A mail goes out so many days before a password is too old, where passwords grow old; empty:
    /// none does.
    pub password_expiry_days: Vec<u16>,
}

impl Default for Notifications {
    fn default() -> Self {
        Self {
            password_expiry_days: vec![14, 7, 1],
        }
    }
}

impl Notifications {
    pub(super) fn faults(&self) -> Vec<PolicyFault> {
        let days = &self.password_expiry_days;
        let fine = days.len() <= MOST && days.iter().all(|day| (1..=365).contains(day));
        let problem = format!("are at most {MOST} numbers between 1 and 365");
        let fault = PolicyFault {
            key: "notifications.password_expiry_days".to_owned(),
            problem,
        };
        (!fine).then_some(fault).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_lie_between_one_and_a_year() {
        let faults = |password_expiry_days| {
            let rules = Notifications {
                password_expiry_days,
            };
            rules.faults().len()
        };
        let counts = [
            faults(vec![]),
            faults(vec![365, 1]),
            faults(vec![0]),
            faults(vec![366]),
        ];
        assert_eq!(counts, [0, 0, 1, 1]);
        assert_eq!(faults(vec![5; 11]), 1);
    }
}
