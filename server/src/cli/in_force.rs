//! The numbers of a policy, in words: what a rule changes is seen, and so is what it leaves alone.

use domain::method::Method;
use domain::policy::{Policy, RegistrationRules, SecondStep};

/// One line for each part.
pub(super) fn told(policy: &Policy) -> String {
    let lines = [
        ("asks", asks(policy)),
        ("questions", questions(policy)),
        ("password", password(policy)),
        ("registration", registration(&policy.registration)),
        (
            "second step",
            second_step(policy.sign_in.second_step).to_owned(),
        ),
        ("wrong codes", wrong_codes(policy)),
    ];
    let lines = lines.map(|(part, numbers)| format!("  {part:<12}  {numbers}"));
    lines.join("\n")
}

fn asks(policy: &Policy) -> String {
    let allowed: Vec<_> = policy.methods.iter().map(|method| method.name()).collect();
    format!(
        "{} of {}; strengths that add up to {}",
        policy.gates,
        allowed.join(", "),
        policy.strength,
    )
}

fn questions(policy: &Policy) -> String {
    if !policy.methods.contains(&Method::Questions) {
        return "not allowed".to_owned();
    }
    let rules = &policy.questions;
    format!(
        "{} registered, {} asked, out of {}",
        rules.register,
        rules.ask,
        rules.pool.len()
    )
}

fn password(policy: &Policy) -> String {
    let rules = &policy.password;
    let banned = format!(
        "{} and {} own words banned (score {})",
        if rules.banned.global {
            "common"
        } else {
            "no common"
        },
        rules.banned.custom.len(),
        rules.banned.min_score,
    );
    format!(
        "{} to {} characters, {} kinds; strength {}; {banned}; differs from the last {}; {}",
        rules.min_length,
        rules.max_length,
        rules.min_classes,
        rules.min_strength,
        rules.history,
        after_days(rules.max_age_days, "changed"),
    )
}

fn registration(rules: &RegistrationRules) -> String {
    let asked = match rules.required {
        false => "not required".to_owned(),
        true => format!(
            "required; put off {} times, {} days; {}",
            rules.skips(),
            rules.grace_days,
            after_days(rules.reconfirm_days, "confirmed"),
        ),
    };
    let known = match rules.prepopulated_counts {
        true => "what the directory knows counts",
        false => "what the directory knows counts once confirmed",
    };
    format!("{asked}; {known}")
}

fn after_days(days: u16, what: &str) -> String {
    match days {
        0 => format!("never {what}"),
        days => format!("{what} after {days} days"),
    }
}

const fn second_step(rule: SecondStep) -> &'static str {
    match rule {
        SecondStep::Never => "never",
        SecondStep::WhenRegistered => "whoever has an authenticator types its code",
        SecondStep::Required => "everybody has an authenticator and types its code",
    }
}

fn wrong_codes(policy: &Policy) -> String {
    let limit = policy.limits.failed_proofs;
    format!(
        "{}, then locked for {} seconds",
        limit.max, limit.per_seconds
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_of_a_rule_and_those_around_it_are_told() {
        let text = "methods = [\"email\", \"questions\"]\n\
            [questions]\npool = [\"first_pet\", \"first_street\", \"favourite_food\", \"stuffed_toy\", \"first_job_city\"]\n\
            [password]\nhistory = 7\n[registration]\nrequired = true\n\
            [[groups]]\nname = \"some\"\ngroups = [\"Some\"]\n\
            [groups.questions]\nask = 4\n[groups.password]\nmin_length = 14";
        let policy: Policy = toml::from_str(text).unwrap();
        policy.validate().unwrap();
        let told = told(&policy.under_rules().unwrap()["some"]);
        for words in [
            "5 registered, 4 asked, out of 5",
            "14 to 256 characters, 3 kinds",
            "differs from the last 7",
            "put off 3 times",
            "5, then locked for 86400 seconds",
        ] {
            assert!(told.contains(words), "{words}: {told}");
        }
    }
}
