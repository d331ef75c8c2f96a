//! No sentence is empty, and none shows a placeholder.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::{self, Display, Formatter};

use domain::locale::Locale;
use domain::password::{BannedList, Finding, PasswordRules, checklist};
use domain::refusal::Refusal;
use serde::Deserialize as _;
use serde::de::{self, value::MapDeserializer};
use serde_json::json;

use super::*;

#[expect(
    dead_code,
    reason = "only the comparison of the languages is under test"
)]
#[path = "../../build.rs"]
mod build_script;

/// All refusals, as their own reader knows them: a new one is among them by itself.
fn refusals() -> Vec<Refusal> {
    let nonsense = [("why", "")];
    let reader = MapDeserializer::<_, Variants>::new(nonsense.into_iter());
    let Err(Variants(names)) = Refusal::deserialize(reader) else {
        panic!("nonsense is no refusal");
    };
    let refusal = |name| serde_json::from_value(json!({"why": name, "seconds": 17, "row": 2}));
    let all = names.iter().map(refusal);
    all.collect::<Result<_, _>>()
        .expect("seconds and row are all that a refusal holds")
}

/// The error of a reader that met another name: the names that there are.
#[derive(Debug)]
struct Variants(&'static [&'static str]);

impl Display for Variants {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

impl Error for Variants {}

impl de::Error for Variants {
    fn custom<T: Display>(_: T) -> Self {
        Self(&[])
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self(expected)
    }
}

fn complete(sentence: &str) {
    assert!(sentence.ends_with(['.', ')']), "{sentence}");
    assert!(!sentence.contains(['{', '}']), "{sentence}");
    assert!(!sentence.contains("  "), "{sentence}");
}

#[test]
fn every_refusal_is_a_whole_sentence_of_its_own_in_every_language() {
    for locale in Locale::ALL {
        let all = refusals().into_iter();
        let sentences: Vec<_> = all.map(|r| refusal_text(texts(locale), r)).collect();
        assert!(sentences.len() > 50, "{}", sentences.len());
        for (i, sentence) in sentences.iter().enumerate() {
            complete(sentence);
            assert!(!sentences[..i].contains(sentence), "{sentence}");
        }
    }
}

#[test]
fn a_wait_and_a_support_code_are_part_of_the_sentence() {
    let en = texts(Locale::En);
    assert!(refusal_text(en, Refusal::ResendTooSoon { seconds: 17 }).contains("17 seconds"));
    assert!(refusal_text(en, Refusal::SignInWait { seconds: 121 }).contains("3 minutes"));
    assert!(refusal_text(en, Refusal::ResetOff).contains("SSPR_0009"));
}

#[test]
fn every_reason_of_a_verdict_is_a_whole_sentence() {
    let findings = [
        Finding::TooShort { length: 3, min: 8 },
        Finding::TooLong {
            length: 300,
            max: 256,
        },
        Finding::Control { at: 2 },
        Finding::TooFewClasses { found: 1, min: 3 },
        Finding::BannedWord {
            start: 0,
            end: 8,
            list: BannedList::Global,
            score: 2,
            min: 5,
        },
        Finding::BannedWord {
            start: 0,
            end: 8,
            list: BannedList::Custom,
            score: 2,
            min: 5,
        },
        Finding::OwnName { start: 2, end: 9 },
        Finding::TooWeak { score: 1, min: 3 },
        Finding::UsedBefore { last: 5 },
    ];
    for locale in Locale::ALL {
        for finding in &findings {
            complete(&wording(texts(locale)).finding(finding));
        }
    }
    let own = wording(texts(Locale::En)).finding(&findings[6]);
    assert!(own.contains("3 to 9"), "{own}");
}

#[test]
fn every_rule_has_a_row() {
    let rules = PasswordRules {
        min_strength: 3,
        history: 5,
        ..PasswordRules::entra()
    };
    for locale in Locale::ALL {
        for rule in checklist(&rules) {
            let row = rule_text(texts(locale), rule);
            assert!(!row.is_empty() && !row.contains('{'), "{row}");
        }
    }
}

fn language(texts: &[(&str, &str)]) -> BTreeMap<String, String> {
    texts
        .iter()
        .map(|(key, text)| ((*key).to_owned(), (*text).to_owned()))
        .collect()
}

#[test]
fn languages_that_differ_are_named_by_file_and_key() {
    let en = language(&[("a", "A"), ("b", "{n} days"), ("c", "C")]);
    let nl = language(&[("b", "{m} dagen"), ("c", " "), ("d", "D")]);
    let faults = build_script::faults(&[("en", en), ("nl", nl)]);
    assert_eq!(
        faults,
        [
            "nl.json: the key `a` is missing",
            "nl.json: `b` needs the placeholders {\"n\"}",
            "nl.json: `c` is empty",
            "nl.json: `d` is not in en.json",
        ]
    );
}
