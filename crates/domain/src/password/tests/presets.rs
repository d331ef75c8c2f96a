//! The presets, their file form and the faults that a file can have.

use crate::password::{BannedRules, PasswordRules, Rule, RulesFault, checklist};

#[test]
fn both_presets_are_valid() {
    assert_eq!(PasswordRules::entra().validate(), Ok(()));
    assert_eq!(PasswordRules::nist().validate(), Ok(()));
    assert_eq!(PasswordRules::default(), PasswordRules::entra());
}

#[test]
fn the_checklist_has_a_row_for_each_rule_that_applies() {
    let length = |min| Rule::Length { min, max: 256 };
    assert_eq!(
        checklist(&PasswordRules::entra()),
        [
            length(8),
            Rule::Classes { min: 3 },
            Rule::Banned,
            Rule::OwnName
        ]
    );
    assert_eq!(
        checklist(&PasswordRules::nist()),
        [
            length(15),
            Rule::Banned,
            Rule::OwnName,
            Rule::Strength { min: 3 }
        ]
    );
}

#[test]
fn a_file_states_only_what_differs() {
    let rules: PasswordRules =
        toml::from_str("min_length = 12\n[banned]\ncustom = [\"wingtip\"]").expect("valid");
    let expected = PasswordRules {
        min_length: 12,
        banned: BannedRules {
            custom: vec!["wingtip".to_owned()],
            ..BannedRules::default()
        },
        ..PasswordRules::entra()
    };
    assert_eq!(rules, expected);
    let written = toml::to_string(&rules).expect("rules are plain data");
    assert_eq!(toml::from_str(&written), Ok(rules));
}

#[test]
fn an_unknown_key_is_named() {
    for (file, key) in [
        ("min_lenght = 12", "min_lenght"),
        ("[banned]\nlist = []", "list"),
    ] {
        let fault = toml::from_str::<PasswordRules>(file).expect_err("the key is unknown");
        assert!(fault.to_string().contains(key), "{fault}");
    }
}

#[test]
fn every_setting_out_of_bounds_is_a_fault_of_its_own() {
    let rules = PasswordRules {
        min_length: 3,
        max_length: 257,
        min_classes: 5,
        banned: BannedRules {
            global: true,
            custom: ["abc", "  abcd  ", "wingtip", "seventeen-letters"]
                .map(str::to_owned)
                .to_vec(),
            min_score: 0,
        },
        min_strength: 5,
        history: 25,
        max_age_days: 3651,
    };
    let faults = rules.validate().expect_err("nothing in it is allowed");
    let messages: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        messages,
        [
            "min_length is 3; it must be 4 to 64",
            "max_length is 257; it must be 8 to 256",
            "min_classes is 5; it must be 0 to 4",
            "banned.min_score is 0; it must be 1 to 15",
            "min_strength is 5; it must be 0 to 4",
            "history is 25; it must be 0 to 24",
            "max_age_days is 3651; it must be 0 to 3650",
            "banned.custom[0] has 3 characters; a term has 4 to 16",
            "banned.custom[3] has 17 characters; a term has 4 to 16",
        ]
    );
    assert_eq!(faults[3].field(), "banned.min_score");
}

#[test]
fn lengths_must_not_cross_and_a_list_must_not_be_endless() {
    let crossed = PasswordRules {
        min_length: 20,
        max_length: 10,
        ..PasswordRules::entra()
    };
    let fault = RulesFault::LengthsCrossed {
        min_length: 20,
        max_length: 10,
    };
    assert_eq!(crossed.validate(), Err(vec![fault]));

    let endless = PasswordRules {
        banned: BannedRules {
            custom: vec!["wingtip".to_owned(); 1001],
            ..BannedRules::default()
        },
        ..PasswordRules::entra()
    };
    let fault = RulesFault::TooManyTerms { count: 1001 };
    assert_eq!(endless.validate(), Err(vec![fault]));
}
