//! `regain person pass`: a short-lived code that the helpdesk reads out.

use domain::audit::{Act, Detail, Outcome};
use domain::identity::UserName;
use domain::method::Method;

use super::fault::CliFault;
use super::say;
use crate::method::pass_digest;
use crate::people::Lookup;
use crate::services::Services;
use crate::store::Completed;

/// Makes the pass of a person, which replaces an earlier one, and says it.
pub(super) async fn make(services: &Services, user_name: &str) -> Result<(), CliFault> {
    let wrong = |why: &str| CliFault::Input(format!("{user_name}: {why}"));
    let name = UserName::parse(user_name).map_err(|fault| wrong(&fault.to_string()))?;
    let entry = services
        .open_audit(Act::PersonPass, "", "command line", None)
        .await?;
    let found = Lookup::of(services, &services.home, &name).await?;
    let person = found
        .person
        .ok_or_else(|| wrong("there is nobody with this user name"))?;
    let policy = services.store.current_policy(&found.tenant.id).await?;
    let policy = policy.policy;
    if !policy.methods.contains(&Method::HelpdeskPass) {
        return Err(wrong(
            "the policy does not allow helpdesk_pass: add it to methods with regain policy set",
        ));
    }
    let now = services.now();
    let code = services.random.code(policy.helpdesk.digits);
    let digest = pass_digest(&services.keys, person.id.as_str(), &code);
    let expires_at = now.plus_seconds(policy.helpdesk.lifetime_seconds);
    let mut change = services.store.begin().await?;
    change
        .set_helpdesk_pass(
            &person.id,
            &services.random.uuid(),
            &digest,
            expires_at,
            now,
        )
        .await?;
    let completed = Completed {
        id: &entry.id,
        tenant: &found.tenant.id,
        subject: Some(person.id.as_str()),
        outcome: Outcome::Done,
        detail: &Detail {
            method: Some(Method::HelpdeskPass),
            ..Detail::default()
        },
    };
    change.complete_audit(completed, now).await?;
    change.commit().await?;
    let minutes = policy.helpdesk.lifetime_seconds.div_ceil(60);
    let told = grouped(code.expose());
    say(&format!(
        "Pass of {}, for {minutes} minutes and one use: {told}",
        person.user_name
    ));
    Ok(())
}

/// In groups of four, which are easier to say and to hear.
fn grouped(code: &str) -> String {
    let digits: Vec<char> = code.chars().collect();
    let groups: Vec<String> = digits.chunks(4).map(|four| four.iter().collect()).collect();
    groups.join(" ")
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn a_pass_is_told_in_groups_of_four() {
        assert_eq!(grouped("12345678"), "1234 5678");
        assert_eq!(grouped("123456"), "1234 56");
    }
}
