//! What an organisation has decided: policy is data, versioned, validated before it is stored.

use serde::{Deserialize, Serialize};

use crate::method::Method;
use crate::password::PasswordRules;
use crate::throttle::Limit;

/// The policy of one tenant. Every key has a default, so an empty document is a good policy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Policy {
    /// How many different methods a person proves: 1 or 2.
    pub gates: u8,
    /// What may be chosen, in the order in which it is offered.
    pub methods: Vec<Method>,
    pub disclosure: Disclosure,
    pub scope: Scope,
    pub challenge: ChallengeRules,
    pub codes: CodeRules,
    pub captcha: CaptchaRules,
    pub limits: Limits,
    pub sign_in: SignInRules,
    pub help: Help,
    pub password: PasswordRules,
}

/// How much a stranger learns about a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Disclosure {
    /// Names that cannot reset see the same pages as names that can.
    Strict,
    /// The reason is shown, with its code.
    Helpful,
}

/// Who may reset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case", tag = "reset")]
pub enum Scope {
    Nobody,
    Groups { groups: Vec<String> },
    Everybody,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ChallengeRules {
    /// How long one reset may take.
    pub lifetime_seconds: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CodeRules {
    pub digits: u8,
    pub lifetime_seconds: u32,
    /// Wrong tries that one code survives.
    pub wrong_max: u32,
    /// The wait before another one can be asked for.
    pub resend_seconds: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CaptchaRules {
    pub lifetime_seconds: u32,
    /// Tries that one picture survives.
    pub tries: u32,
}

/// Caps. The first four are per person, the others hold toll fraud and floods in check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Wrong codes; when full, locked until `per_seconds` after the last try.
    pub failed_proofs: Limit,
    /// Complete numbers typed before a text is sent.
    pub number_checks: Limit,
    pub mails: Limit,
    pub texts: Limit,
    pub texts_per_number: Limit,
    /// Per first two digits of the number.
    pub texts_per_prefix: Limit,
    /// Mails and texts asked for from one network address.
    pub sends_per_address: Limit,
    pub texts_per_tenant: Limit,
    pub mails_per_tenant: Limit,
    /// Names tried from one network address.
    pub names_per_address: Limit,
    /// Letters to the administrator from one network address.
    pub contacts_per_address: Limit,
    /// Country codes that texts may go to, without `+`; empty for all.
    pub countries: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SignInRules {
    /// Wrong passwords in a row before a lock.
    pub failures: u32,
    /// The first lock; each further failure doubles it, up to a day.
    pub lock_seconds: u32,
    /// How long somebody stays signed in.
    pub session_seconds: u32,
}

/// Where people who cannot help themselves are sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Help {
    /// The mailbox that receives "please help me" letters. Empty: none.
    pub email: String,
    /// A page (`https://…`) or address (`mailto:…`) shown instead of the letter. Empty: none.
    pub link: String,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            gates: 2,
            methods: Method::ALL.to_vec(),
            disclosure: Disclosure::Strict,
            scope: Scope::Everybody,
            challenge: ChallengeRules::default(),
            codes: CodeRules::default(),
            captcha: CaptchaRules::default(),
            limits: Limits::default(),
            sign_in: SignInRules::default(),
            help: Help::default(),
            password: PasswordRules::default(),
        }
    }
}

impl Default for ChallengeRules {
    fn default() -> Self {
        Self {
            lifetime_seconds: 900,
        }
    }
}

impl Default for CodeRules {
    fn default() -> Self {
        Self {
            digits: 6,
            lifetime_seconds: 300,
            wrong_max: 5,
            resend_seconds: 30,
        }
    }
}

impl Default for CaptchaRules {
    fn default() -> Self {
        Self {
            lifetime_seconds: 180,
            tries: 5,
        }
    }
}

const HOUR: u32 = 3600;
const DAY: u32 = 24 * HOUR;

impl Default for Limits {
    fn default() -> Self {
        Self {
            failed_proofs: Limit::new(5, DAY),
            number_checks: Limit::new(5, HOUR),
            mails: Limit::new(10, 600),
            texts: Limit::new(5, HOUR),
            texts_per_number: Limit::new(5, HOUR),
            texts_per_prefix: Limit::new(500, HOUR),
            sends_per_address: Limit::new(60, HOUR),
            texts_per_tenant: Limit::new(2_000, DAY),
            mails_per_tenant: Limit::new(20_000, DAY),
            names_per_address: Limit::new(120, HOUR),
            contacts_per_address: Limit::new(3, HOUR),
            countries: Vec::new(),
        }
    }
}

impl Default for SignInRules {
    fn default() -> Self {
        Self {
            failures: 10,
            lock_seconds: 60,
            session_seconds: 8 * HOUR,
        }
    }
}

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
            "limits.failed_proofs.max",
            self.limits.failed_proofs.max,
            1,
            20,
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
        for (key, limit) in self.limits.named() {
            check(limit.max > 0, key, "max must be at least 1");
            check(
                (1..=31 * DAY).contains(&limit.per_seconds),
                key,
                "per_seconds must be between 1 and 2678400",
            );
        }
        let country =
            |c: &String| (1..=3).contains(&c.len()) && c.bytes().all(|b| b.is_ascii_digit());
        check(
            self.limits.countries.iter().all(country),
            "limits.countries",
            "are country codes without +, like \"31\"",
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
        if faults.is_empty() {
            Ok(())
        } else {
            Err(faults)
        }
    }
}

impl Limits {
    fn named(&self) -> [(&'static str, Limit); 11] {
        [
            ("limits.failed_proofs", self.failed_proofs),
            ("limits.number_checks", self.number_checks),
            ("limits.mails", self.mails),
            ("limits.texts", self.texts),
            ("limits.texts_per_number", self.texts_per_number),
            ("limits.texts_per_prefix", self.texts_per_prefix),
            ("limits.sends_per_address", self.sends_per_address),
            ("limits.texts_per_tenant", self.texts_per_tenant),
            ("limits.mails_per_tenant", self.mails_per_tenant),
            ("limits.names_per_address", self.names_per_address),
            ("limits.contacts_per_address", self.contacts_per_address),
        ]
    }
}

fn within(check: &mut impl FnMut(bool, &str, &str), key: &str, value: u32, low: u32, high: u32) {
    let ok = (low..=high).contains(&value);
    check(ok, key, &format!("must be between {low} and {high}"));
}

#[cfg(test)]
mod tests {
    use super::*;

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
