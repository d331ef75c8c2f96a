//! Checking a policy: every setting on its own, and against the others.

use super::defaults::DAY;
use super::{Policy, Scope, SecondStep, groups, links};
use crate::contact::can_pass;
use crate::decoy;
use crate::method::Method;

/// One thing wrong with a policy: where, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{key}: {problem}")]
pub struct PolicyFault {
    /// The dotted key in the document.
    pub key: String,
    pub problem: String,
}

impl Policy {
    /// Checks the settings on their own and against each other.
    ///
    /// # Errors
    /// Every fault at once, so that a document is mended in one go.
    pub fn validate(&self) -> Result<(), Vec<PolicyFault>> {
        let mut faults = Vec::new();
        let mut check = |ok: bool, key: &str, problem: &str| {
            if !ok {
                faults.push(PolicyFault {
                    key: key.to_owned(),
                    problem: problem.to_owned(),
                });
            }
        };
        check((1..=2).contains(&self.gates), "gates", "must be 1 or 2");
        check(!self.methods.is_empty(), "methods", "needs at least one");
        check(
            self.methods.len() >= usize::from(self.gates),
            "methods",
            "needs at least as many as there are gates",
        );
        let passable = can_pass(&decoy::all(&self.methods), self.gates, self.strength);
        check(
            passable || self.methods.len() < usize::from(self.gates),
            "strength",
            "is more than the strongest allowed methods add up to",
        );
        let repeated =
            (1..self.methods.len()).any(|i| self.methods[..i].contains(&self.methods[i]));
        check(!repeated, "methods", "names a method twice");
        if let Scope::Groups { groups } = &self.scope {
            check(
                !groups.is_empty(),
                "scope.groups",
                "needs at least one group",
            );
        }
        within(
            &mut check,
            "challenge.lifetime_seconds",
            self.challenge.lifetime_seconds,
            60,
            7200,
        );
        within(
            &mut check,
            "codes.digits",
            u32::from(self.codes.digits),
            6,
            10,
        );
        within(
            &mut check,
            "codes.lifetime_seconds",
            self.codes.lifetime_seconds,
            30,
            self.challenge.lifetime_seconds,
        );
        within(&mut check, "codes.wrong_max", self.codes.wrong_max, 1, 10);
        within(
            &mut check,
            "codes.resend_seconds",
            self.codes.resend_seconds,
            5,
            self.codes.lifetime_seconds,
        );
        within(
            &mut check,
            "captcha.lifetime_seconds",
            self.captcha.lifetime_seconds,
            30,
            900,
        );
        within(&mut check, "captcha.tries", self.captcha.tries, 1, 10);
        within(
            &mut check,
            "helpdesk.digits",
            u32::from(self.helpdesk.digits),
            6,
            12,
        );
        within(
            &mut check,
            "helpdesk.lifetime_seconds",
            self.helpdesk.lifetime_seconds,
            60,
            DAY,
        );
        let named = &self.default_country;
        check(
            named.is_empty() || named.len() == 2 && named.bytes().all(|b| b.is_ascii_uppercase()),
            "default_country",
            "is the two letters of a country, like \"NL\"",
        );
        let asks = self.methods.contains(&Method::Questions);
        if let Err(fault) = self.questions.validate(asks) {
            check(false, "questions", &fault.to_string());
        }
        within(
            &mut check,
            "limits.failed_proofs.max",
            self.limits.failed_proofs.max,
            1,
            20,
        );
        check(
            self.sign_in.second_step != SecondStep::Required
                || self.methods.contains(&Method::Totp),
            "sign_in.second_step",
            "needs \"totp\" in methods where it is required",
        );
        within(
            &mut check,
            "sign_in.failures",
            self.sign_in.failures,
            3,
            100,
        );
        within(
            &mut check,
            "sign_in.lock_seconds",
            self.sign_in.lock_seconds,
            10,
            DAY,
        );
        within(
            &mut check,
            "sign_in.session_seconds",
            self.sign_in.session_seconds,
            60,
            30 * DAY,
        );
        let link = &self.help.link;
        check(
            link.is_empty()
                || ["https://", "http://", "mailto:"]
                    .iter()
                    .any(|s| link.starts_with(s)),
            "help.link",
            "must begin with https:// or mailto:",
        );
        let email = &self.help.email;
        check(
            email.is_empty() || crate::identity::EmailAddress::parse(email).is_ok(),
            "help.email",
            "must be a mail address",
        );
        if let Err(rules) = self.password.validate() {
            for fault in rules {
                check(false, "password", &fault.to_string());
            }
        }
        faults.extend(self.limits.faults());
        faults.extend(self.registration.faults());
        faults.extend(self.notifications.faults());
        faults.extend(links::faults(&self.links));
        let of_groups = groups::faults(self, &faults);
        faults.extend(of_groups);
        if faults.is_empty() {
            Ok(())
        } else {
            Err(faults)
        }
    }
}

fn within(check: &mut impl FnMut(bool, &str, &str), key: &str, value: u32, low: u32, high: u32) {
    let ok = (low..=high).contains(&value);
    check(ok, key, &format!("must be between {low} and {high}"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::CodeRules;

    #[test]
    fn the_default_policy_is_valid() {
        assert_eq!(Policy::default().validate(), Ok(()));
    }

    #[test]
    fn an_empty_document_is_the_default_policy() {
        assert_eq!(toml::from_str::<Policy>("").unwrap(), Policy::default());
    }

    #[test]
    fn a_policy_survives_its_document() {
        let policy = Policy {
            scope: Scope::Groups {
                groups: vec!["Sales".to_owned()],
            },
            links: vec![crate::policy::AppLink {
                title: "Mail".to_owned(),
                url: "https://mail.example.com/".to_owned(),
            }],
            ..Policy::default()
        };
        let text = toml::to_string(&policy).unwrap();
        assert_eq!(toml::from_str::<Policy>(&text).unwrap(), policy);
    }

    #[test]
    fn an_unknown_key_is_refused_by_name() {
        let fault = toml::from_str::<Policy>("gatez = 2").unwrap_err();
        assert!(fault.to_string().contains("gatez"));
    }

    #[test]
    fn every_fault_is_named_at_once() {
        let policy = Policy {
            gates: 3,
            methods: vec![Method::Email, Method::Email],
            codes: CodeRules {
                digits: 4,
                ..CodeRules::default()
            },
            ..Policy::default()
        };
        let keys: Vec<_> = policy
            .validate()
            .unwrap_err()
            .into_iter()
            .map(|f| f.key)
            .collect();
        assert_eq!(keys, ["gates", "methods", "methods", "codes.digits"]);
    }
}
