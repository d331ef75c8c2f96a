//! What holds for every text.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::password::banned::{Cut, cut};
use crate::password::fold::fold;
use crate::password::{
    BannedRules, Finding, Outcome, OwnWords, PasswordRules, Verdict, judge, nfc,
};

fn any_rules() -> impl Strategy<Value = PasswordRules> {
    let terms = prop::collection::vec("\\PC{0,20}", 0..8);
    let banned =
        (any::<bool>(), terms, 0..20_u8).prop_map(|(global, custom, min_score)| BannedRules {
            global,
            custom,
            min_score,
        });
    let numbers = (0..300_u16, 0..300_u16, 0..6_u8, 0..6_u8, 0..3_u8);
    (numbers, banned).prop_map(
        |((min, max, classes, strength, history), banned)| PasswordRules {
            min_length: min,
            max_length: max,
            min_classes: classes,
            banned,
            min_strength: strength,
            history,
            max_age_days: 0,
        },
    )
}

/// Words of the lists, disguised and not, among other characters.
fn near_banned() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("wingtip".to_owned()),
        Just("W1ngt!p".to_owned()),
        Just("welkom".to_owned()),
        Just("zomr".to_owned()),
        Just("passw".to_owned()),
        "[a-z0-9!-]{1,3}",
        "\\PC",
    ];
    prop::collection::vec(part, 0..7).prop_map(|parts| parts.concat())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        near_banned(),
        "[a-c\u{300}-\u{303}\u{ac00}-\u{ac20}]*"
    ]
}

fn own() -> OwnWords {
    OwnWords::new("kimberley", "Zoë Müller", "Wingtip Toys")
}

fn cut_of(text: &str, rules: &BannedRules) -> Cut {
    let folded: Vec<char> = text.nfc().map(fold).collect();
    let unbounded = BannedRules {
        min_score: u8::MAX,
        ..rules.clone()
    };
    cut(&folded, &unbounded, &mut || {}).expect("the text is short")
}

fn with_terms(terms: &[&str]) -> BannedRules {
    BannedRules {
        custom: terms.iter().map(ToString::to_string).collect(),
        ..BannedRules::default()
    }
}

fn is_inside(finding: &Finding, length: u32) -> bool {
    match *finding {
        Finding::BannedWord { start, end, .. } | Finding::OwnName { start, end } => {
            start < end && end <= length
        }
        Finding::Control { at } => at < length,
        Finding::TooShort { .. }
        | Finding::TooLong { .. }
        | Finding::TooFewClasses { .. }
        | Finding::TooWeak { .. }
        | Finding::UsedBefore { .. } => true,
    }
}

proptest! {
    #[test]
    fn any_text_under_any_rules_is_judged_with_positions_inside_it(
        rules in any_rules(), text in any_text(), estimate in prop::option::of(0..5_u8),
    ) {
        let verdict = judge(&rules, &own(), &text, estimate);
        let length = u32::try_from(nfc(&text).chars().count()).expect("a short text");
        for finding in &verdict.findings {
            prop_assert!(is_inside(finding, length), "{finding:?}");
        }
    }

    #[test]
    fn a_row_is_unmet_when_and_only_when_a_finding_says_why(
        rules in any_rules(), text in any_text(), estimate in prop::option::of(0..5_u8),
    ) {
        let Verdict { checks, findings, .. } = judge(&rules, &own(), &text, estimate);
        let unmet = checks.iter().any(|(_, outcome)| *outcome == Outcome::Unmet);
        let reason = findings.iter().any(|found| !matches!(found, Finding::Control { .. }));
        prop_assert_eq!(unmet, reason);
    }

    #[test]
    fn composed_and_decomposed_forms_get_the_same_verdict(rules in any_rules(), text in any_text()) {
        let composed: String = text.nfc().collect();
        let decomposed: String = text.nfd().collect();
        let verdict = judge(&rules, &own(), &text, None);
        prop_assert_eq!(&verdict, &judge(&rules, &own(), &composed, None));
        prop_assert_eq!(&verdict, &judge(&rules, &own(), &decomposed, None));
    }

    #[test]
    fn letter_case_makes_no_difference_to_the_score(text in "[a-zA-Z0-9!@-]{0,30}") {
        let rules = with_terms(&["wingtip"]);
        let upper = cut_of(&text.to_ascii_uppercase(), &rules);
        prop_assert_eq!(cut_of(&text, &rules), upper);
    }

    #[test]
    fn one_more_character_adds_at_most_one_point(text in near_banned(), more in any::<char>()) {
        let rules = with_terms(&["wingtip"]);
        let longer: String = text.nfc().chain([fold(more)]).collect();
        let folded = |text: &str| -> Vec<char> { text.chars().map(fold).collect() };
        let points = |text: &[char]| {
            let rules = BannedRules { min_score: u8::MAX, ..rules.clone() };
            cut(text, &rules, &mut || {}).expect("the text is short").points
        };
        let text: String = text.nfc().collect();
        prop_assert!(points(&folded(&longer)) <= points(&folded(&text)) + 1);
    }

    #[test]
    fn one_more_banned_term_never_raises_a_score(text in near_banned(), term in "[a-z]{4,8}") {
        let before = cut_of(&text, &with_terms(&["wingtip"]));
        let after = cut_of(&text, &with_terms(&["wingtip", &term]));
        prop_assert!(after.points <= before.points);
    }

    #[test]
    fn a_banned_word_alone_is_worth_one_point(at in 0..3_usize) {
        let word = ["w1ngtip", "Welk0m", "zomer"][at];
        prop_assert_eq!(cut_of(word, &with_terms(&["wingtip"])).points, 1);
    }

    #[test]
    fn pieces_and_single_characters_add_up_to_the_points(text in near_banned()) {
        let Cut { points, pieces } = cut_of(&text, &with_terms(&["wingtip"]));
        let covered: usize = pieces.iter().map(|piece| piece.end - piece.start).sum();
        prop_assert_eq!(points, pieces.len() + text.nfc().count() - covered);
        prop_assert!(pieces.windows(2).all(|two| two[0].end <= two[1].start));
    }
}

#[cfg(feature = "strength")]
proptest! {
    // The estimator is slow without optimisation.
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_text_has_a_strength(text in any_text()) {
        prop_assert!(crate::password::estimate(&text, &own()) <= 4);
    }
}
