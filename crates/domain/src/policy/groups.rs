//! What differs for the members of some groups. Exactly one rule applies to a person, or none.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Policy, PolicyFault, overlay};

/// A rule for groups. What it leaves out is as in the policy around it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupRule {
    /// Tells administrators which rule applied, and why.
    pub name: String,
    /// It applies to the members of any of these.
    pub groups: Vec<String>,
    /// Settings of the policy by their keys, as they were written.
    #[serde(flatten)]
    pub differs: Map<String, Value>,
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

    /// The policy as it holds under each of its rules, by their names. Of two rules with one name the first
    /// counts.
    ///
    /// # Errors
    /// A rule differs in what is no setting, which [`Policy::validate`] tells by its key.
    pub fn under_rules(&self) -> Result<BTreeMap<String, Self>, serde_json::Error> {
        let mut held = BTreeMap::new();
        for rule in self.groups.iter().rev() {
            held.insert(rule.name.clone(), overlay::differing(self, &rule.differs)?);
        }
        Ok(held)
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
        for fault in overlay::faults(policy, &rule.differs) {
            if !own.contains(&fault) {
                add(&fault.key, &fault.problem);
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::Method;

    /// Two rules: one is strict with administrators, one lenient with staff.
    fn policy() -> Policy {
        toml::from_str(
            r#"
            [[groups]]
            name = "strict"
            groups = ["Administrators"]
            methods = ["totp", "sms"]
            strength = 5

            [[groups]]
            name = "lenient"
            groups = ["Staff"]
            gates = 1
            "#,
        )
        .unwrap()
    }

    fn under(policy: &Policy, rule: &str) -> Policy {
        policy.under_rules().unwrap().remove(rule).unwrap()
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
        let strict = under(&policy(), "strict");
        let expected = Policy {
            methods: vec![Method::Totp, Method::Sms],
            strength: 5,
            groups: Vec::new(),
            ..policy()
        };
        assert_eq!(strict, expected);
        assert_eq!(under(&policy(), "lenient").gates, 1);
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
        policy.groups[1]
            .differs
            .insert("methods".to_owned(), Value::Array(Vec::new()));
        policy.groups[0]
            .differs
            .insert("gates".to_owned(), 3.into());
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
    fn rules_survive_their_document_as_they_were_written() {
        let mut policy = policy();
        let table = toml::from_str("min_length = 14").unwrap();
        policy.groups[0]
            .differs
            .insert("password".to_owned(), table);
        let text = toml::to_string(&policy).unwrap();
        assert_eq!(toml::from_str::<Policy>(&text).unwrap(), policy);
        assert!(
            text.contains("[groups.password]\nmin_length = 14\n"),
            "{text}"
        );
        let stored = serde_json::to_string(&policy).unwrap();
        assert_eq!(serde_json::from_str::<Policy>(&stored).unwrap(), policy);
    }
}
