//! What differs for the members of some groups. Exactly one rule applies to a person, or none.

use serde::{Deserialize, Serialize};

use super::{Policy, PolicyFault, RegistrationRules};
use crate::method::Method;
use crate::password::PasswordRules;
use crate::questions::QuestionRules;

/// A rule for groups. What it leaves out is as in the policy around it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupRule {
    /// Tells administrators which rule applied, and why.
    pub name: String,
    /// It applies to the members of any of these.
    pub groups: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gates: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub methods: Option<Vec<Method>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strength: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub questions: Option<QuestionRules>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<PasswordRules>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registration: Option<RegistrationRules>,
}

impl GroupRule {
    /// The group of this person because of which the rule applies.
    pub fn reason<'a>(&self, groups: &'a [String]) -> Option<&'a str> {
        let of_rule = |group: &&String| self.groups.contains(group);
        groups.iter().find(of_rule).map(String::as_str)
    }
}

impl Policy {
    /// The rule for a member of these groups: the first that fits, because their order is their
    /// priority.
    pub fn rule_for(&self, groups: &[String]) -> Option<&GroupRule> {
        self.groups
            .iter()
            .find(|rule| rule.reason(groups).is_some())
    }

    /// The rule that a name which leads nowhere is shown, so that a rule does not tell real names
    /// from others. `digest` is the keyed hash of the name.
    pub fn rule_of_decoy(&self, digest: [u8; 32]) -> Option<&GroupRule> {
        let choices = self.groups.len() + 1;
        let drawn = usize::from(u16::from_be_bytes([digest[24], digest[25]])) % choices;
        self.groups.get(drawn)
    }

    /// The policy as it holds under a rule. A name that no rule has changes nothing.
    #[must_use]
    pub fn under(&self, rule: &str) -> Self {
        let mut policy = self.clone();
        let Some(rule) = self.groups.iter().find(|found| found.name == rule) else {
            return policy;
        };
        let rule = rule.clone();
        policy.gates = rule.gates.unwrap_or(policy.gates);
        policy.methods = rule.methods.unwrap_or(policy.methods);
        policy.strength = rule.strength.unwrap_or(policy.strength);
        policy.questions = rule.questions.unwrap_or(policy.questions);
        policy.password = rule.password.unwrap_or(policy.password);
        policy.registration = rule.registration.unwrap_or(policy.registration);
        policy
    }
}

/// What is wrong with the rules, each judged with the policy around it. `own` is what is wrong with that
/// policy already: it is not said again for each rule.
pub(super) fn faults(policy: &Policy, own: &[PolicyFault]) -> Vec<PolicyFault> {
    let mut faults = Vec::new();
    for (i, rule) in policy.groups.iter().enumerate() {
        let mut add = |key: &str, problem: &str| {
            faults.push(PolicyFault {
                key: format!("groups.{}.{key}", rule.name),
                problem: problem.to_owned(),
            });
        };
        if rule.name.trim().is_empty() {
            add("name", "must not be empty");
        }
        if policy.groups[..i]
            .iter()
            .any(|other| other.name == rule.name)
        {
            add("name", "is the name of another rule too");
            continue;
        }
        if rule.groups.is_empty() {
            add("groups", "needs at least one group");
        }
        let held = Policy {
            groups: Vec::new(),
            ..policy.under(&rule.name)
        };
        let found = held.validate().err().unwrap_or_default();
        for fault in found.iter().filter(|fault| !own.contains(fault)) {
            add(&fault.key, &fault.problem);
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(name: &str, group: &str) -> GroupRule {
        GroupRule {
            name: name.to_owned(),
            groups: vec![group.to_owned()],
            gates: None,
            methods: None,
            strength: None,
            questions: None,
            password: None,
            registration: None,
        }
    }

    fn policy() -> Policy {
        let strict = GroupRule {
            methods: Some(vec![Method::Totp, Method::Sms]),
            strength: Some(5),
            ..rule("strict", "Administrators")
        };
        let lenient = GroupRule {
            gates: Some(1),
            ..rule("lenient", "Staff")
        };
        Policy {
            groups: vec![strict, lenient],
            ..Policy::default()
        }
    }

    fn groups(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn the_first_rule_that_fits_applies_and_no_other() {
        let policy = policy();
        let name = |of: &[&str]| policy.rule_for(&groups(of)).map(|rule| rule.name.clone());
        assert_eq!(
            name(&["Staff", "Administrators"]).as_deref(),
            Some("strict")
        );
        assert_eq!(name(&["Staff"]).as_deref(), Some("lenient"));
        assert_eq!(name(&["Guests"]), None);
    }

    #[test]
    fn a_rule_changes_what_it_names_and_nothing_else() {
        let strict = policy().under("strict");
        assert_eq!(
            (strict.gates, strict.strength, strict.methods.len()),
            (2, 5, 2)
        );
        assert_eq!(strict.limits, policy().limits);
        assert_eq!(policy().under("lenient").gates, 1);
        assert_eq!(policy().under("no such rule"), policy());
    }

    #[test]
    fn decoys_are_shown_every_rule_and_the_same_one_each_time() {
        let policy = policy();
        let name = |byte| {
            let mut digest = [0; 32];
            digest[25] = byte;
            policy.rule_of_decoy(digest).map(|rule| rule.name.clone())
        };
        let mut seen: Vec<_> = (0..30).map(name).collect();
        assert_eq!(seen, (0..30).map(name).collect::<Vec<_>>());
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 3);
    }

    #[test]
    fn a_rule_is_judged_with_the_policy_around_it() {
        let mut policy = policy();
        policy.validate().unwrap();
        policy.groups[1].methods = Some(vec![]);
        policy.groups[0].gates = Some(3);
        policy.groups[0].groups.clear();
        let faults = policy.validate().unwrap_err();
        let keys: Vec<_> = faults.iter().map(|fault| fault.key.as_str()).collect();
        assert!(keys.contains(&"groups.strict.gates"), "{keys:?}");
        assert!(keys.contains(&"groups.strict.groups"), "{keys:?}");
        assert!(keys.contains(&"groups.lenient.methods"), "{keys:?}");
        policy.groups[1].name = "strict".to_owned();
        assert!(policy.validate().is_err());
    }

    #[test]
    fn rules_survive_their_document() {
        let text = toml::to_string(&policy()).unwrap();
        assert_eq!(toml::from_str::<Policy>(&text).unwrap(), policy());
    }
}
