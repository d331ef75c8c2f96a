//! How people register what they prove themselves with, and when they are asked to.

use serde::{Deserialize, Serialize};

use super::PolicyFault;

/// The rules of the setup page and of what sign-in asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RegistrationRules {
    /// Contact data of the directory counts; otherwise only after its owner has confirmed it.
    pub prepopulated_counts: bool,
    /// How long a password that was typed is good for changes of what is registered.
    pub fresh_proof_seconds: u32,
    /// Signing in stops at the setup page until enough is registered for a reset. Off unless an
    /// organisation says so: it reaches everybody at once, and is best begun with one group.
    pub required: bool,
    /// How many sign-ins that may be put off; 0: no such bound. Left out: three, or none where days are
    /// the bound. Both bounds 0: it cannot be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skips: Option<u16>,
    /// Until how many days after it was first asked for; 0: no such bound.
    pub grace_days: u16,
    /// Where registration is required, what is known is looked at again after so many days; 0: never.
    pub reconfirm_days: u16,
    /// How long a link that begins a registration is good.
    pub invitation_hours: u16,
    /// "This was not me" forgets what was registered so many days before: a thief may have registered it,
    /// and would come back with it. 0: nothing.
    pub report_forgets_days: u16,
}

/// Where a policy names no bound.
const SKIPS: u16 = 3;

impl Default for RegistrationRules {
    fn default() -> Self {
        Self {
            prepopulated_counts: true,
            fresh_proof_seconds: 300,
            required: false,
            skips: None,
            grace_days: 0,
            reconfirm_days: 180,
            invitation_hours: 72,
            report_forgets_days: 30,
        }
    }
}

impl RegistrationRules {
    /// What was registered so many days before a report is forgotten with it.
    pub fn report_forgets(&self) -> Option<u16> {
        (self.report_forgets_days > 0).then_some(self.report_forgets_days)
    }

    /// How many sign-ins may put it off; 0: as many as there are.
    pub fn skips(&self) -> u16 {
        let left_out = if self.grace_days == 0 { SKIPS } else { 0 };
        self.skips.unwrap_or(left_out)
    }

    pub(super) fn faults(&self) -> Vec<PolicyFault> {
        let bounds = [
            ("fresh_proof_seconds", self.fresh_proof_seconds, 30, 3600),
            ("skips", self.skips().into(), 0, 100),
            ("grace_days", self.grace_days.into(), 0, 365),
            ("reconfirm_days", self.reconfirm_days.into(), 0, 730),
            ("invitation_hours", self.invitation_hours.into(), 1, 720),
            (
                "report_forgets_days",
                self.report_forgets_days.into(),
                0,
                365,
            ),
        ];
        let wrong = bounds
            .into_iter()
            .filter(|(_, value, low, high)| !(low..=high).contains(&value));
        wrong
            .map(|(key, _, low, high)| PolicyFault {
                key: format!("registration.{key}"),
                problem: format!("must be between {low} and {high}"),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bound_is_checked_by_its_own_key() {
        assert_eq!(RegistrationRules::default().faults(), []);
        let wrong = RegistrationRules {
            fresh_proof_seconds: 29,
            skips: Some(101),
            grace_days: 366,
            reconfirm_days: 731,
            invitation_hours: 0,
            report_forgets_days: 366,
            ..RegistrationRules::default()
        };
        let keys: Vec<_> = wrong.faults().into_iter().map(|f| f.key).collect();
        let keys: Vec<_> = keys.iter().map(|key| key.split_once('.')).collect();
        let named = [
            "fresh_proof_seconds",
            "skips",
            "grace_days",
            "reconfirm_days",
            "invitation_hours",
            "report_forgets_days",
        ];
        assert_eq!(keys, named.map(|key| Some(("registration", key))));
    }

    #[test]
    fn days_alone_are_the_only_bound() {
        let rules = |text| toml::from_str::<RegistrationRules>(text).unwrap();
        assert_eq!(rules("").skips(), 3);
        assert_eq!(rules("grace_days = 14").skips(), 0);
        assert_eq!(rules("grace_days = 14\nskips = 2").skips(), 2);
        assert_eq!(rules("skips = 0").skips(), 0);
    }

    #[test]
    fn nobody_is_asked_where_an_organisation_did_not_say_so() {
        let rules: RegistrationRules = toml::from_str("").unwrap();
        assert_eq!((rules.required, rules.reconfirm_days), (false, 180));
    }
}
