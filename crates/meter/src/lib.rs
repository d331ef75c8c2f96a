//! The password rules as a browser module of its own: the dictionaries are fetched on the password
//! step and nowhere else.

use domain::password::{OwnWords, PasswordRules};
use wasm_bindgen::prelude::wasm_bindgen;

/// The JSON of the `Verdict` on a candidate, strength included; `null` when the rules or the
/// person's own words are not what this version of the portal writes.
#[wasm_bindgen]
pub fn judge(candidate: &str, rules_json: &str, own_json: &str) -> String {
    verdict(candidate, rules_json, own_json).unwrap_or_else(|_| "null".to_owned())
}

fn verdict(candidate: &str, rules_json: &str, own_json: &str) -> serde_json::Result<String> {
    let rules: PasswordRules = serde_json::from_str(rules_json)?;
    let own: OwnWords = serde_json::from_str(own_json)?;
    let strength = (!candidate.is_empty()).then(|| domain::password::estimate(candidate, &own));
    serde_json::to_string(&domain::password::judge(&rules, &own, candidate, strength))
}

#[cfg(test)]
mod tests {
    use domain::password::{PasswordRules, Verdict};

    use super::judge;

    fn nist() -> String {
        serde_json::to_string(&PasswordRules::nist()).expect("rules are plain data")
    }

    #[test]
    fn the_answer_is_a_verdict_with_its_strength() {
        let json = judge("Tulp-Kade-88-regen", &nist(), r#"["kimberley"]"#);
        let verdict: Verdict = serde_json::from_str(&json).expect("a verdict");
        assert!(verdict.accepted(), "{json}");
        assert!(verdict.strength >= Some(3), "{json}");
    }

    #[test]
    fn the_persons_own_words_are_refused() {
        let json = judge("K1mberley-Kade-88-regen", &nist(), r#"["kimberley"]"#);
        assert!(
            json.contains(r#"{"own_name":{"start":0,"end":9}}"#),
            "{json}"
        );
    }

    #[test]
    fn what_cannot_be_read_gives_null() {
        for (rules, own) in [
            ("", "[]"),
            ("{", "[]"),
            (r#"{"no_such_rule":1}"#, "[]"),
            (r#"{"min_length":-1}"#, "[]"),
            ("{}", ""),
            ("{}", "{}"),
        ] {
            assert_eq!(judge("secret", rules, own), "null", "{rules} {own}");
        }
    }
}
