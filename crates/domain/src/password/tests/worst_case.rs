//! What the banned-word search may cost at most, counted in tree nodes looked at.

use crate::password::BannedRules;
use crate::password::banned::cut;
use crate::password::fold::fold;

fn steps(text: &str, rules: &BannedRules) -> (bool, u64) {
    let folded: Vec<char> = text.chars().map(fold).collect();
    let mut steps = 0;
    let was_cut = cut(&folded, rules, &mut || steps += 1).is_some();
    (was_cut, steps)
}

/// 1000 terms that differ in the first letter alone, and a text that nearly spells them all at
/// every place.
fn crafted_list() -> BannedRules {
    let first = ('\u{4e00}'..).take(1000);
    BannedRules {
        global: true,
        custom: first
            .map(|letter| format!("{letter}aaaaaaaaaaaaaab"))
            .collect(),
        min_score: 5,
    }
}

#[test]
fn a_text_too_long_to_be_refused_is_not_searched() {
    assert_eq!(steps(&"a".repeat(69), &crafted_list()), (false, 0));
    assert_eq!(steps(&"password".repeat(32), &crafted_list()), (false, 0));
    assert!(steps(&"a".repeat(68), &crafted_list()).0);
}

#[test]
fn a_list_and_a_text_made_to_be_slow_stay_within_the_bound() {
    let (_, steps) = steps(&"a".repeat(68), &crafted_list());
    // 68 places, at most five looks at each node of the terms' tree; the shipped list adds little.
    assert!(steps < 68 * 5 * 16_001, "{steps}");
    assert!(steps > 68 * 1000, "the case is no longer slow: {steps}");
}

#[test]
fn the_shipped_list_costs_little_for_any_text() {
    let rules = BannedRules::default();
    for text in [
        "password1234567890qwertyuiopasdfghjklzxcvbnmwachtwoordwelkomzomerxyz",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "1111111111111111111111111111111111111111111111111111111111111111111",
        "sesesesesesesesesesesesesesesesesesesesesesesesesesesesesesesesesese",
    ] {
        let (_, steps) = steps(text, &rules);
        assert!(steps < 68 * 3000, "{text}: {steps}");
    }
}
