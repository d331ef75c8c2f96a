//! The published examples of the service that this product replaces.

use crate::password::banned::cut;
use crate::password::fold::fold;
use crate::password::{BannedRules, Finding, OwnWords, PasswordRules, judge};

fn banned(terms: &[&str], global: bool) -> BannedRules {
    BannedRules {
        global,
        custom: terms.iter().map(ToString::to_string).collect(),
        min_score: 5,
    }
}

fn points(candidate: &str, rules: &BannedRules) -> usize {
    let folded: Vec<char> = candidate.chars().map(fold).collect();
    cut(&folded, rules, &mut || {})
        .expect("short enough to be cut")
        .points
}

#[test]
fn the_published_scores_come_out() {
    let terms = ["contoso", "blank"];
    let table = [("Bl@nK", 1), ("C0ntos0Blank12", 4), ("ContoS0Bl@nkf9!", 5)];
    for (candidate, expected) in table {
        for global in [false, true] {
            let found = points(candidate, &banned(&terms, global));
            assert_eq!(found, expected, "{candidate}, global list: {global}");
        }
    }
}

#[test]
fn the_published_verdicts_come_out() {
    let rules = PasswordRules {
        banned: banned(&["contoso", "blank", "abcdef"], true),
        min_length: 5,
        min_classes: 0,
        ..PasswordRules::entra()
    };
    let table = [
        ("Bl@nK", false),
        ("C0ntos0Blank12", false),
        ("ContoS0Bl@nkf9!", true),
        ("abcdef", false),
        ("abcdeg", false),
        ("abcdefg", false),
        ("abcde", false),
    ];
    for (candidate, accepted) in table {
        let verdict = judge(&rules, &OwnWords::default(), candidate, None);
        assert_eq!(verdict.accepted(), accepted, "{candidate}: {verdict:?}");
    }
}

#[test]
fn a_password_with_the_persons_name_in_it_is_refused() {
    let poll = OwnWords::new("poll@wingtip.example", "", "");
    let rules = PasswordRules {
        min_classes: 0,
        ..PasswordRules::entra()
    };
    let verdict = judge(&rules, &poll, "p0LL23fb", None);
    assert_eq!(verdict.findings, [Finding::OwnName { start: 0, end: 4 }]);
    assert!(judge(&rules, &OwnWords::default(), "p0LL23fb", None).accepted());
}

#[test]
fn one_edit_of_a_banned_term_is_still_one_word() {
    let rules = banned(&["abcdef"], false);
    for (candidate, expected) in [("abcdeg", 1), ("abcde", 1), ("abcxdef", 1), ("abcdefg", 2)] {
        assert_eq!(points(candidate, &rules), expected, "{candidate}");
    }
    assert_eq!(points("Zomer2025!", &BannedRules::default()), 3);
}

#[test]
fn a_short_term_inside_a_misspelt_long_one_does_not_hide_it() {
    // `pass` stands in it exactly, and is a term too; the cheapest cut takes `passward`.
    let rules = banned(&["pass", "password"], false);
    assert_eq!(points("Passward1", &rules), 2);
}

#[test]
fn common_passwords_with_the_usual_trimmings_are_refused() {
    let rules = PasswordRules::entra();
    for candidate in [
        "P@ssw0rd",
        "Password1!",
        "Welkom01!",
        "W3lkom2024!",
        "Wachtw00rd!",
        "Zomer2025!",
        "Summer2024!",
        "Herfst-2023",
        "September2024!",
        "Qwerty123!",
        "1qaz@WSX",
        "!QAZ2wsx",
        "Feyenoord1!",
        "Amsterdam020",
    ] {
        let verdict = judge(&rules, &OwnWords::default(), candidate, None);
        assert!(!verdict.accepted(), "{candidate}");
        assert!(
            verdict
                .findings
                .iter()
                .any(|finding| matches!(finding, Finding::BannedWord { .. })),
            "{candidate}: {verdict:?}"
        );
    }
}

#[test]
fn passwords_that_are_not_common_are_accepted() {
    let rules = PasswordRules::entra();
    for candidate in [
        "Tulp-kade 88",
        "vK7#mQ2x",
        "correct Horse battery staple 1",
        "Onze kat spint om 6 uur",
        "пароль-Ёлка-17",
        "雨の日 Regen 3",
    ] {
        let verdict = judge(&rules, &OwnWords::default(), candidate, None);
        assert!(verdict.accepted(), "{candidate}: {verdict:?}");
    }
}
