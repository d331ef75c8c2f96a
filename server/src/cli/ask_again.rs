//! `regain person ask-again`: people confirm at sign-in what they have registered.

use clap::Args;
use domain::identity::UserName;

use super::fault::CliFault;
use super::policy_of::why;
use super::say;
use crate::ask_again::{AskFault, ask_group, ask_person};
use crate::services::Services;

/// Who is asked.
#[derive(Args)]
#[group(required = true, multiple = false)]
pub(super) struct Whom {
    /// Like kim@wingtip.example
    user_names: Vec<String>,
    /// Every member of this group
    #[arg(long, value_name = "GROUP")]
    group: Option<String>,
}

/// Asks one after the other. Whoever cannot be asked is named at the end.
pub(super) async fn ask(services: &Services, whom: &Whom) -> Result<(), CliFault> {
    if let Some(group) = &whom.group {
        return match ask_group(services, &services.home, group).await {
            Ok(members) => {
                say(&format!(
                    "{} people of {group} are asked to confirm.",
                    members.all
                ));
                if members.kept_out > 0 {
                    say(&format!(
                        "{} of them are disabled or may not reset (scope): they are asked once that ends.",
                        members.kept_out
                    ));
                }
                Ok(())
            }
            Err(fault) => Err(told(group, fault)),
        };
    }
    let mut faults = Vec::new();
    for typed in &whom.user_names {
        let Ok(name) = UserName::parse(typed) else {
            faults.push(format!("{typed}: this is not a user name"));
            continue;
        };
        match ask_person(services, &name).await {
            Ok(Ok(())) => say(&format!("{typed} is asked to confirm.")),
            Ok(Err(obstacle)) => say(&format!(
                "{typed} is asked to confirm once that is no longer so: {}.",
                why(obstacle)
            )),
            Err(AskFault::Failure(failure)) => return Err(failure.into()),
            Err(fault) => faults.push(format!("{typed}: {fault}")),
        }
    }
    if faults.is_empty() {
        return Ok(());
    }
    Err(CliFault::Input(faults.join("\n  ")))
}

fn told(whom: &str, fault: AskFault) -> CliFault {
    match fault {
        AskFault::Failure(failure) => failure.into(),
        fault => CliFault::Input(format!("{whom}: {fault}")),
    }
}
