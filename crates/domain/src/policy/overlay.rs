//! Laying what a rule for groups differs in over the policy around it, setting by setting.

use serde_json::{Map, Value};

use super::{Policy, PolicyFault};

/// What may differ from group to group, and within it what alone may, where not all. The rest is decided
/// before anybody knows who it is, or counts for everybody together.
const MAY_DIFFER: [(&str, &[&str]); 11] = [
    ("gates", &[]),
    ("methods", &[]),
    ("strength", &[]),
    ("codes", &[]),
    ("questions", &[]),
    ("helpdesk", &[]),
    ("registration", &[]),
    ("notifications", &[]),
    (
        "limits",
        &[
            "failed_proofs",
            "number_checks",
            "mails",
            "texts",
            "calls",
            "countries",
        ],
    ),
    ("sign_in", &["session_seconds", "second_step"]),
    // Without `preset`: it would say anew what the organisation has decided.
    (
        "password",
        &[
            "min_length",
            "max_length",
            "min_classes",
            "banned",
            "min_strength",
            "history",
            "max_age_days",
        ],
    ),
];

/// The policy with what differs in its place, and without rules.
pub(super) fn differing(
    policy: &Policy,
    differs: &Map<String, Value>,
) -> Result<Policy, serde_json::Error> {
    let around = Policy {
        groups: Vec::new(),
        ..policy.clone()
    };
    let mut document = serde_json::to_value(around)?;
    for (key, value) in differs {
        lay(&mut document[key], value);
    }
    serde_json::from_value(document)
}

/// Tables setting by setting; a list or a value takes the place of the other.
fn lay(under: &mut Value, over: &Value) {
    match (under, over) {
        (Value::Object(under), Value::Object(over)) => {
            for (key, value) in over {
                lay(under.entry(key).or_insert(Value::Null), value);
            }
        }
        (under, over) => *under = over.clone(),
    }
}

/// What is wrong with what differs: keys that nobody knows, or what the policy becomes with it.
pub(super) fn faults(policy: &Policy, differs: &Map<String, Value>) -> Vec<PolicyFault> {
    let mut faults: Vec<PolicyFault> = differs
        .iter()
        .flat_map(|(key, value)| unknown(policy, key, value))
        .collect();
    if faults.is_empty() {
        match differing(policy, differs) {
            Ok(held) => faults = held.validate().err().unwrap_or_default(),
            Err(fault) => faults.push(PolicyFault {
                key: "*".to_owned(),
                problem: fault.to_string(),
            }),
        }
    }
    faults
}

/// What of one setting is none.
fn unknown(policy: &Policy, key: &str, value: &Value) -> Vec<PolicyFault> {
    let fault = |key: String, problem: &str| PolicyFault {
        key,
        problem: problem.to_owned(),
    };
    let none = "is no setting in which a group can differ";
    let Some((_, alone)) = MAY_DIFFER.iter().find(|(may, _)| *may == key) else {
        return vec![fault(key.to_owned(), none)];
    };
    let within = value.as_object().into_iter().flat_map(Map::keys);
    let unknown: Vec<_> = within
        .filter(|within| !alone.is_empty() && !alone.contains(&within.as_str()))
        .map(|within| fault(format!("{key}.{within}"), none))
        .collect();
    if !unknown.is_empty() {
        return unknown;
    }
    let one = Map::from_iter([(key.to_owned(), value.clone())]);
    let read = differing(policy, &one).err();
    read.map(|error| fault(key.to_owned(), &error.to_string()))
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(text: &str) -> Policy {
        toml::from_str(text).unwrap()
    }

    /// The policy with one rule that differs in this.
    fn with_rule(text: &str, differs: &str) -> Policy {
        let rule = format!("[[groups]]\nname = \"some\"\ngroups = [\"Some\"]\n{differs}");
        policy(&format!("{text}\n{rule}"))
    }

    fn held(text: &str, differs: &str) -> Policy {
        let policy = with_rule(text, differs);
        policy.validate().unwrap();
        policy.under_rules().unwrap().remove("some").unwrap()
    }

    #[test]
    fn what_a_table_leaves_out_is_as_the_organisation_said() {
        let organisation = "methods = [\"email\", \"sms\", \"totp\"]\n\
            [password]\npreset = \"nist\"\nhistory = 7\n\
            [password.banned]\ncustom = [\"wingtip\"]\nmin_score = 6\n\
            [registration]\nrequired = true\nreconfirm_days = 30\n\
            [limits.failed_proofs]\nmax = 4\nper_seconds = 600\n\
            [codes]\ndigits = 8";
        let held = held(
            organisation,
            "[groups.password]\nmin_length = 20\n\
             [groups.password.banned]\nmin_score = 9\n\
             [groups.registration]\nskips = 1\n\
             [groups.limits.failed_proofs]\nmax = 3\n\
             [groups.sign_in]\nsecond_step = \"when_registered\"",
        );
        let mut expected = policy(organisation);
        expected.password.min_length = 20;
        expected.password.banned.min_score = 9;
        expected.registration.skips = Some(1);
        expected.limits.failed_proofs.max = 3;
        expected.sign_in.second_step = crate::policy::SecondStep::WhenRegistered;
        assert_eq!(held, expected);
    }

    #[test]
    fn lists_take_the_place_of_lists() {
        let held = held(
            "[password.banned]\ncustom = [\"wingtip\", \"tailspin\"]",
            "[groups.password.banned]\ncustom = [\"contoso\"]",
        );
        assert_eq!(held.password.banned.custom, ["contoso"]);
    }

    #[test]
    fn what_is_no_setting_of_a_group_is_named() {
        let cases = [
            ("gatez = 1", "groups.some.gatez"),
            ("gates = \"two\"", "groups.some.gates"),
            ("disclosure = \"helpful\"", "groups.some.disclosure"),
            ("scope = { reset = \"nobody\" }", "groups.some.scope"),
            ("sign_in = { failures = 9 }", "groups.some.sign_in.failures"),
            (
                "limits = { names_per_address = { max = 1, per_seconds = 60 } }",
                "groups.some.limits.names_per_address",
            ),
            (
                "password = { preset = \"nist\" }",
                "groups.some.password.preset",
            ),
            (
                "password = { min_lenght = 9 }",
                "groups.some.password.min_lenght",
            ),
            ("password = 14", "groups.some.password"),
            ("codes = { digits = 4 }", "groups.some.codes.digits"),
        ];
        for (differs, key) in cases {
            let faults = with_rule("", differs).validate().unwrap_err();
            let keys: Vec<_> = faults.iter().map(|fault| fault.key.as_str()).collect();
            assert_eq!(keys, [key], "{differs}");
        }
        let faults = with_rule("", "codes = { digitz = 8 }")
            .validate()
            .unwrap_err();
        assert_eq!(faults[0].key, "groups.some.codes");
        assert!(faults[0].problem.contains("digitz"), "{}", faults[0]);
    }

    #[test]
    fn a_document_of_before_is_read_with_its_whole_tables() {
        let stored = r#"{"password": {"min_length": 8, "max_length": 256, "min_classes": 3,
            "banned": {"global": true, "custom": ["wingtip"], "min_score": 5}, "min_strength": 0,
            "history": 3, "max_age_days": 0},
            "groups": [{"name": "some", "groups": ["Some"], "gates": 1,
            "password": {"min_length": 14, "max_length": 256, "min_classes": 3,
            "banned": {"global": true, "custom": [], "min_score": 5}, "min_strength": 0,
            "history": 0, "max_age_days": 30}}]}"#;
        let policy: Policy = serde_json::from_str(stored).unwrap();
        policy.validate().unwrap();
        let held = policy.under_rules().unwrap().remove("some").unwrap();
        assert_eq!((held.gates, held.password.min_length), (1, 14));
        assert!(held.password.banned.custom.is_empty(), "as it was then");
    }
}
