//! One row for each rule.

use crate::password::{
    BannedList, BannedRules, Finding, Outcome, OwnWords, PasswordRules, Rule, Verdict, checklist,
    judge,
};

/// Rules that ask for nothing; the tests switch on what they are about.
fn nothing_asked() -> PasswordRules {
    PasswordRules {
        min_length: 1,
        max_length: 256,
        min_classes: 0,
        banned: BannedRules {
            global: false,
            ..BannedRules::default()
        },
        min_strength: 0,
        history: 0,
        max_age_days: 0,
    }
}

fn findings(rules: &PasswordRules, candidate: &str) -> Vec<Finding> {
    judge(rules, &OwnWords::default(), candidate, None).findings
}

fn outcome(verdict: &Verdict, wanted: Rule) -> Outcome {
    let row = verdict.checks.iter().find(|(rule, _)| *rule == wanted);
    row.expect("the row is in the checklist").1
}

#[test]
fn length_is_counted_in_characters() {
    let rules = PasswordRules {
        min_length: 4,
        max_length: 6,
        ..nothing_asked()
    };
    let short = |length| vec![Finding::TooShort { length, min: 4 }];
    let long = |length| vec![Finding::TooLong { length, max: 6 }];
    let table = [
        ("abc", short(3)),
        ("abcd", vec![]),
        ("abcdef", vec![]),
        ("abcdefg", long(7)),
        ("ééé", short(3)),
        ("e\u{301}e\u{301}e\u{301}", short(3)),
        ("日本語字", vec![]),
        ("🦀🦀🦀", short(3)),
        ("    ", vec![]),
    ];
    for (candidate, expected) in table {
        assert_eq!(findings(&rules, candidate), expected, "{candidate:?}");
    }
}

#[test]
fn classes_are_lower_upper_digits_and_everything_else() {
    let rules = PasswordRules {
        min_classes: 3,
        ..nothing_asked()
    };
    let table = [
        ("abcdefgh", Some(1)),
        ("Abcdefgh", Some(2)),
        ("Abcdefg1", None),
        ("abcdefg1", Some(2)),
        ("abcdef 1", None),
        ("ABCDEF!1", None),
        ("éÉ٣", None),
        ("ñandú", Some(1)),
        ("密碼a1", None),
        ("密碼密碼", Some(1)),
    ];
    for (candidate, few) in table {
        let expected: Vec<Finding> = few
            .map(|found| Finding::TooFewClasses { found, min: 3 })
            .into_iter()
            .collect();
        assert_eq!(findings(&rules, candidate), expected, "{candidate}");
    }
}

#[test]
fn control_characters_are_refused_wherever_they_stand() {
    for control in ['\0', '\t', '\n', '\r', '\u{7f}', '\u{85}'] {
        let candidate = format!("Tulp{control}kade");
        let expected = [Finding::Control { at: 4 }];
        assert_eq!(findings(&nothing_asked(), &candidate), expected);
    }
    let verdict = judge(&nothing_asked(), &OwnWords::default(), "a\nb", None);
    assert!(!verdict.accepted());
}

#[test]
fn a_banned_word_is_reported_with_its_place_and_its_list() {
    let rules = PasswordRules {
        banned: BannedRules {
            global: true,
            custom: vec![" Wingtip ".to_owned()],
            min_score: 5,
        },
        ..nothing_asked()
    };
    let word = |start, end, list| Finding::BannedWord {
        start,
        end,
        list,
        score: 3,
        min: 5,
    };
    assert_eq!(
        findings(&rules, "W1ngt!p-Zomer"),
        [
            word(0, 7, BannedList::Custom),
            word(8, 13, BannedList::Global)
        ]
    );
    assert_eq!(findings(&rules, "W1ngt!p-Zomer-x"), []);
}

#[test]
fn a_term_on_both_lists_is_the_administrators() {
    let rules = PasswordRules {
        banned: BannedRules {
            custom: vec!["welkom".to_owned()],
            ..BannedRules::default()
        },
        ..nothing_asked()
    };
    let found = findings(&rules, "welkom");
    assert!(
        matches!(
            found[..],
            [Finding::BannedWord {
                list: BannedList::Custom,
                ..
            }]
        ),
        "{found:?}"
    );
}

#[test]
fn a_short_text_without_a_banned_word_is_not_called_banned() {
    let rules = PasswordRules {
        banned: BannedRules::default(),
        ..nothing_asked()
    };
    assert_eq!(findings(&rules, "Xq"), []);
}

#[test]
fn an_own_name_is_refused_in_any_spelling_and_at_any_place() {
    let own = OwnWords::new("o.jansen@wingtip.example", "Zoë Müller", "Wingtip Toys");
    let table = [
        ("xxJ4NS3Nxx", Some((2, 8))),
        ("muller-88", Some((0, 6))),
        ("MÜLLER-88", Some((0, 6))),
        ("so-w1ngt1p", Some((3, 10))),
        ("t0y5+janse", Some((0, 4))),
        ("zoëzoëzoë", None),
        ("jansonn", None),
    ];
    for (candidate, place) in table {
        let expected: Vec<Finding> = place
            .map(|(start, end)| Finding::OwnName { start, end })
            .into_iter()
            .collect();
        let verdict = judge(&nothing_asked(), &own, candidate, None);
        assert_eq!(verdict.findings, expected, "{candidate}");
    }
}

#[test]
fn strength_below_the_minimum_is_refused_and_a_missing_estimate_waits() {
    let rules = PasswordRules {
        min_strength: 3,
        ..nothing_asked()
    };
    let table = [
        (None, Outcome::Pending, false),
        (Some(2), Outcome::Unmet, false),
        (Some(3), Outcome::Met, true),
        (Some(4), Outcome::Met, true),
    ];
    for (estimate, expected, accepted) in table {
        let verdict = judge(&rules, &OwnWords::default(), "some text", estimate);
        assert_eq!(outcome(&verdict, Rule::Strength { min: 3 }), expected);
        assert_eq!(verdict.accepted(), accepted, "{estimate:?}");
        assert_eq!(verdict.strength, estimate);
    }
}

#[test]
fn the_history_waits_for_the_server() {
    let rules = PasswordRules {
        history: 2,
        ..nothing_asked()
    };
    let row = Rule::History { last: 2 };
    let verdict = judge(&rules, &OwnWords::default(), "some text", None);
    assert_eq!(outcome(&verdict, row), Outcome::Pending);
    assert!(verdict.accepted());
    let fresh = verdict.clone().with_history(Outcome::Met);
    assert!(fresh.accepted());
    let used = verdict.with_history(Outcome::Unmet);
    assert_eq!(outcome(&used, row), Outcome::Unmet);
    assert_eq!(used.findings, [Finding::UsedBefore { last: 2 }]);
    assert!(!used.accepted());
}

#[test]
fn nothing_typed_leaves_every_row_pending_and_is_not_accepted() {
    let rules = PasswordRules {
        history: 5,
        ..PasswordRules::nist()
    };
    let verdict = judge(&rules, &OwnWords::default(), "", None);
    let expected: Vec<_> = checklist(&rules)
        .into_iter()
        .map(|rule| (rule, Outcome::Pending))
        .collect();
    assert_eq!(verdict.checks, expected);
    assert_eq!(verdict.findings, []);
    assert!(!verdict.accepted());
}
