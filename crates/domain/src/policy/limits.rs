//! What may be set as a limit.

use super::defaults::DAY;
use super::{Limits, PolicyFault};
use crate::phone::PhoneNumber;
use crate::throttle::Limit;

impl Limits {
    fn named(&self) -> [(&'static str, Limit); 12] {
        [
            ("limits.failed_proofs", self.failed_proofs),
            ("limits.number_checks", self.number_checks),
            ("limits.mails", self.mails),
            ("limits.texts", self.texts),
            ("limits.calls", self.calls),
            ("limits.texts_per_number", self.texts_per_number),
            ("limits.texts_per_prefix", self.texts_per_prefix),
            ("limits.sends_per_address", self.sends_per_address),
            ("limits.texts_per_tenant", self.texts_per_tenant),
            ("limits.mails_per_tenant", self.mails_per_tenant),
            ("limits.names_per_address", self.names_per_address),
            ("limits.contacts_per_address", self.contacts_per_address),
        ]
    }

    /// Whether texts and calls may go to this number's country.
    pub fn allow(&self, number: &PhoneNumber) -> bool {
        self.countries.is_empty() || self.countries.iter().any(|code| number.has_prefix(code))
    }

    /// What is wrong with them.
    pub(super) fn faults(&self) -> Vec<PolicyFault> {
        let fault = |key: &str, problem: &str| PolicyFault {
            key: key.to_owned(),
            problem: problem.to_owned(),
        };
        let mut faults = Vec::new();
        for (key, limit) in self.named() {
            if limit.max == 0 {
                faults.push(fault(key, "max must be at least 1"));
            }
            if !(1..=31 * DAY).contains(&limit.per_seconds) {
                faults.push(fault(key, "per_seconds must be between 1 and 2678400"));
            }
        }
        let is_code =
            |c: &String| (1..=3).contains(&c.len()) && c.bytes().all(|b| b.is_ascii_digit());
        if !self.countries.iter().all(is_code) {
            let problem = "are country codes without +, like \"31\"";
            faults.push(fault("limits.countries", problem));
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_of_nothing_and_a_country_with_a_plus_are_named() {
        let limits = Limits {
            calls: Limit::new(0, 3600),
            countries: vec!["+31".to_owned()],
            ..Limits::default()
        };
        let keys: Vec<_> = limits.faults().into_iter().map(|fault| fault.key).collect();
        assert_eq!(keys, ["limits.calls", "limits.countries"]);
        assert!(Limits::default().faults().is_empty());
    }
}
