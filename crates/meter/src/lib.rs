//! The password rules as a browser module of its own: the dictionaries are fetched on the password
//! step and nowhere else.

use domain::password::{Finding, Outcome, OwnWords, PasswordRules, Wording};
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;

/// What a page shows of a verdict.
#[derive(Serialize)]
struct Shown {
    /// For each row of the checklist.
    outcomes: Vec<Outcome>,
    /// The zxcvbn score, 0 to 4; empty before anything was typed.
    score: String,
    status: String,
    /// What the checklist does not say by itself.
    reasons: Vec<String>,
}

/// The JSON of what is shown of a candidate; `null` when the rules, the person's own words or the
/// wording are not what this version of the portal writes.
#[wasm_bindgen]
pub fn judge(candidate: &str, rules_json: &str, own_json: &str, wording_json: &str) -> String {
    shown(candidate, rules_json, own_json, wording_json).unwrap_or_else(|_| "null".to_owned())
}

fn shown(
    candidate: &str,
    rules_json: &str,
    own_json: &str,
    wording_json: &str,
) -> serde_json::Result<String> {
    let rules: PasswordRules = serde_json::from_str(rules_json)?;
    let own: OwnWords = serde_json::from_str(own_json)?;
    let wording: Wording = serde_json::from_str(wording_json)?;
    let strength = (!candidate.is_empty()).then(|| domain::password::estimate(candidate, &own));
    let verdict = domain::password::judge(&rules, &own, candidate, strength);
    serde_json::to_string(&Shown {
        outcomes: verdict.checks.iter().map(|(_, outcome)| *outcome).collect(),
        score: strength.map_or_else(String::new, |score| score.to_string()),
        status: wording.status(&verdict),
        reasons: verdict
            .findings
            .iter()
            .filter(|finding| tells_more(finding))
            .map(|finding| wording.finding(finding))
            .collect(),
    })
}

fn tells_more(finding: &Finding) -> bool {
    match finding {
        Finding::TooLong { .. }
        | Finding::Control { .. }
        | Finding::BannedWord { .. }
        | Finding::OwnName { .. }
        | Finding::UsedBefore { .. } => true,
        Finding::TooShort { .. } | Finding::TooFewClasses { .. } | Finding::TooWeak { .. } => false,
    }
}

#[cfg(test)]
mod tests {
    use domain::password::PasswordRules;
    use serde_json::{Value, json};

    use super::judge;

    fn nist() -> String {
        serde_json::to_string(&PasswordRules::nist()).expect("rules are plain data")
    }

    fn wording() -> String {
        json!({
            "too_short": "Too short.",
            "too_long": "{length} of {max}.",
            "control": "Sign {at}.",
            "too_few_classes": "{found} of {min}.",
            "banned_global": "{start} to {end} is common.",
            "banned_custom": "{start} to {end} is blocked.",
            "own_name": "{start} to {end} is a name.",
            "too_weak": "Weak.",
            "used_before": "One of {last}.",
            "strengths": ["zero", "one", "two", "three", "four"],
            "status": "{strength}: {met} of {all}.",
        })
        .to_string()
    }

    fn shown(candidate: &str, own: &str) -> Value {
        let json = judge(candidate, &nist(), own, &wording());
        serde_json::from_str(&json).expect("JSON")
    }

    #[test]
    fn a_good_password_is_said_to_be_strong_and_nothing_is_wrong() {
        let shown = shown("Tulp-Kade-88-regen", r#"["kimberley"]"#);
        assert_eq!(shown["reasons"], json!([]), "{shown}");
        assert_eq!(shown["score"], "4", "{shown}");
        let all = shown["outcomes"].as_array().expect("an array");
        assert!(all.iter().all(|outcome| outcome == "met"), "{shown}");
        let said = format!("four: {n} of {n}.", n = all.len());
        assert_eq!(shown["status"], said, "{shown}");
    }

    #[test]
    fn the_persons_own_words_are_refused() {
        let shown = shown("K1mberley-Kade-88-regen", r#"["kimberley"]"#);
        assert_eq!(shown["reasons"], json!(["1 to 9 is a name."]), "{shown}");
    }

    #[test]
    fn what_the_checklist_says_is_not_said_again() {
        let shown = shown("Tu", "[]");
        assert_eq!(shown["reasons"], json!([]), "{shown}");
        assert_eq!(shown["outcomes"][0], "unmet", "{shown}");
    }

    #[test]
    fn before_anything_is_typed_there_is_nothing_to_say() {
        let shown = shown("", "[]");
        assert_eq!(shown["score"], "", "{shown}");
        assert_eq!(shown["status"], "", "{shown}");
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
            assert_eq!(
                judge("secret", rules, own, &wording()),
                "null",
                "{rules} {own}"
            );
        }
        assert_eq!(judge("secret", "{}", "[]", "{}"), "null");
    }
}
