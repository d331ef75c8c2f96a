//! Policies of every kind.

use domain::method::Method::{self, Email, MobileCall, OfficeCall, Passkey, Questions, Sms, Totp};
use domain::policy::{Disclosure, GroupRule, Policy, Scope};
use domain::questions::Question;
use serde::de::DeserializeOwned;

use super::people::Person;
use crate::support::{QUESTIONS, TestApp, lift, rule};

const MORE: &str = "gates = 2\nstrength = 5\nmethods = [\"passkey\", \"sms\", \"email\"]";

/// All but what anybody may ask for.
const WITHOUT_PASS: [Method; 7] = [Email, Sms, MobileCall, OfficeCall, Totp, Passkey, Questions];

/// A policy, and where the wizard is opened.
pub(super) struct Rules {
    pub(super) name: &'static str,
    pub(super) policy: Policy,
    pub(super) at_a_screen: bool,
}

/// What is asked of a person.
pub(super) struct Asked {
    pub(super) methods: Vec<Method>,
    pub(super) gates: u8,
    pub(super) strength: u8,
}

impl Rules {
    /// Puts them in force.
    pub(super) async fn hold(&self, app: &TestApp, disclosure: Disclosure) {
        let policy = Policy {
            disclosure,
            ..self.policy.clone()
        };
        app.set_policy(policy).await;
    }

    pub(super) fn of(&self, person: &Person) -> Asked {
        let policy = &self.policy;
        let fits = |rule: &&GroupRule| {
            let of_person = |group: &String| person.groups.contains(&group.as_str());
            rule.groups.iter().any(of_person)
        };
        let rule = policy.groups.iter().find(fits);
        Asked {
            methods: differing(rule, "methods").unwrap_or_else(|| policy.methods.clone()),
            gates: differing(rule, "gates").unwrap_or(policy.gates),
            strength: differing(rule, "strength").unwrap_or(policy.strength),
        }
    }
}

/// What a rule says of a setting, if it says anything.
fn differing<T: DeserializeOwned>(rule: Option<&GroupRule>, key: &str) -> Option<T> {
    let value = rule?.differs.get(key)?.clone();
    Some(serde_json::from_value(value).expect("a setting"))
}

fn of_gates(name: &'static str, gates: u8, strength: u8, methods: &[Method]) -> Rules {
    let mut policy = Policy {
        gates,
        strength,
        methods: methods.to_vec(),
        ..Policy::default()
    };
    policy.questions.pool = QUESTIONS.map(Question::new).to_vec();
    lift(&mut policy.limits);
    Rules {
        name,
        policy,
        at_a_screen: false,
    }
}

fn changed(name: &'static str, change: impl FnOnce(&mut Rules)) -> Rules {
    let mut rules = of_gates(name, 2, 0, &WITHOUT_PASS);
    change(&mut rules);
    rules
}

pub(super) fn rules() -> Vec<Rules> {
    vec![
        of_gates("two gates", 2, 0, &WITHOUT_PASS),
        of_gates("two gates and passes", 2, 0, &Method::ALL),
        of_gates("one gate", 1, 0, &WITHOUT_PASS),
        of_gates("two strong gates", 2, 5, &WITHOUT_PASS),
        of_gates("one strong gate", 1, 3, &WITHOUT_PASS),
        of_gates("some strong ones", 2, 4, &[Questions, Email, Totp]),
        of_gates("telephones", 2, 0, &[OfficeCall, MobileCall, Sms]),
        changed("what is confirmed, in another order", |rules| {
            rules.policy.methods.reverse();
            rules.policy.registration.prepopulated_counts = false;
        }),
        changed("the board alone", |rules| {
            let groups = vec!["Board".to_owned()];
            rules.policy.scope = Scope::Groups { groups };
        }),
        changed("nobody", |rules| rules.policy.scope = Scope::Nobody),
        changed("less of the board", |rules| {
            rules.policy.groups = vec![rule("Board", "gates = 1\nmethods = [\"email\", \"sms\"]")];
        }),
        changed("more of the board", |rules| {
            rules.policy.gates = 1;
            rules.policy.groups = vec![rule("Board", MORE)];
        }),
        changed("at a sign-in screen", |rules| {
            rules.policy.methods = vec![Passkey, Email, Questions];
            rules.at_a_screen = true;
        }),
    ]
}
