//! `regain policy of`: what holds for one person, why, and what it leads to.

use domain::eligibility::{self, Account, Obstacle};
use domain::identity::UserName;
use domain::policy::Policy;
use domain::registration::{Demand, demand};

use super::fault::CliFault;
use super::{in_force, say};
use crate::people::Lookup;
use crate::services::Services;
use crate::store::Person;

/// Tells the rule with its reason, what is asked, what the person has, and the outcome.
pub(super) async fn tell(services: &Services, user_name: &str) -> Result<(), CliFault> {
    let wrong = |why: &str| CliFault::Input(format!("{user_name}: {why}"));
    let name = UserName::parse(user_name).map_err(|fault| wrong(&fault.to_string()))?;
    let found = Lookup::of(services, &services.home, &name).await?;
    let person = found
        .person
        .ok_or_else(|| wrong("there is nobody with this user name"))?;
    let current = services.store.current_policy(&found.tenant.id).await?;
    let rule = current.policy.rule_for(&person.groups);
    let reason = rule.and_then(|rule| Some((rule.name.clone(), rule.reason(&person.groups)?)));
    let policy = services.policy_for(&found.tenant.id, &person).await?;
    let registered = services.store.registered(person.id.as_str()).await?;
    let holdings = person.holdings(registered);
    let all = eligibility::known(&holdings, &policy);
    let account = Account {
        disabled: person.disabled,
        groups: &person.groups,
        offers: &all,
    };
    let outcome = match eligibility::offers(account, &policy) {
        Ok(_) => "can reset".to_owned(),
        Err(obstacle) => format!("cannot reset: {}", why(obstacle)),
    };
    let has: Vec<String> = all
        .iter()
        .map(|offer| format!("{} {}", offer.method.name(), offer.hint))
        .collect();
    let now = services.now();
    let asked = demand(&holdings, &policy, &person.groups, person.asked, now);
    say(&text(&person, reason, &policy, &has, &outcome));
    say(&format!("  next sign-in  {}", at_sign_in(asked)));
    Ok(())
}

pub(super) const fn why(obstacle: Obstacle) -> &'static str {
    match obstacle {
        Obstacle::Disabled => "the account is disabled",
        Obstacle::ResetOff => "reset is off for everybody (scope)",
        Obstacle::OutOfScope => "not in a group that may reset (scope)",
        Obstacle::TooFewMethods => "has not registered enough",
    }
}

const fn at_sign_in(asked: Option<Demand>) -> &'static str {
    match asked {
        None => "asks for nothing more",
        Some(Demand::Confirm) => "asks to confirm what is registered",
        Some(Demand::Register { left: Some(_), .. }) => {
            "asks to register more, which may be put off"
        }
        Some(Demand::Register { left: None, .. }) => "stops until more is registered",
    }
}

fn text(
    person: &Person,
    rule: Option<(String, &str)>,
    policy: &Policy,
    has: &[String],
    outcome: &str,
) -> String {
    let rule = match rule {
        Some((rule, group)) => format!("{rule}, because of the group {group}"),
        None => "none: the policy itself".to_owned(),
    };
    let has = match has {
        [] => "nothing".to_owned(),
        _ => has.join(", "),
    };
    format!(
        "{} {outcome}\n  rule          {rule}\n{}\n  has           {has}",
        person.user_name,
        in_force::told(policy),
    )
}
