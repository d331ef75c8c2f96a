//! `regain person …`

use std::path::PathBuf;

use clap::Subcommand;
use domain::audit::{Act, Detail};
use domain::identity::PersonId;
use domain::secret::Password;

use super::details::{Details, Parsed, parsed};
use super::fault::CliFault;
use super::{ask_again, import, invite, pass, say, temporary_password};
use crate::invite::LeadsTo;
use crate::services::{Failure, Services};
use crate::store::{AuditEntry, Change, NewPerson};

#[derive(Subcommand)]
pub(super) enum PersonCommand {
    /// Add one person; the password, if any, is read from standard input
    Add(Details),
    /// Add many people from a CSV file with a header line: user_name, display_name, and any of
    /// language, work_email, alternate_email, mobile, office_phone, groups (separated by ;)
    Import {
        file: PathBuf,
        /// Write to each of them where to choose a first password
        #[arg(long)]
        invite: bool,
        /// Write where to register instead
        #[arg(long, requires = "invite")]
        setup: bool,
    },
    /// Write to people where to choose their first password: nobody needs a temporary one
    Invite {
        /// Where to register what a reset asks for, instead
        #[arg(long)]
        setup: bool,
        /// Like kim@wingtip.example
        #[arg(required = true)]
        user_names: Vec<String>,
    },
    /// Have people confirm at sign-in that what they have registered is right
    AskAgain {
        #[command(flatten)]
        whom: ask_again::Whom,
    },
    /// Make a pass for somebody whose identity you have checked, and read it out to them
    Pass {
        /// Like kim@wingtip.example
        user_name: String,
    },
    /// Set a temporary password for somebody whose identity you have checked and who has too little
    /// for a reset, and read it out to them
    Password {
        /// Like kim@wingtip.example
        user_name: String,
    },
}

impl PersonCommand {
    pub(super) async fn run(self, services: &Services) -> Result<(), CliFault> {
        match self {
            Self::Add(details) => {
                let add = async |entry: &AuditEntry| add_one(services, &details, entry).await;
                services.commanded(Act::PersonAdd, add).await?;
                say(&format!("Added {}.", details.user_name));
                Ok(())
            }
            Self::Import {
                file,
                invite,
                setup,
            } => {
                let added = import::import(services, &file).await?;
                if !invite {
                    return Ok(());
                }
                invite::invite_all(services, &added, leads_to(setup)).await
            }
            Self::Invite { setup, user_names } => {
                invite::invite_all(services, &user_names, leads_to(setup)).await
            }
            Self::AskAgain { whom } => ask_again::ask(services, &whom).await,
            Self::Pass { user_name } => pass::say_pass(services, &user_name).await,
            Self::Password { user_name } => {
                temporary_password::say_password(services, &user_name).await
            }
        }
    }
}

const fn leads_to(setup: bool) -> LeadsTo {
    if setup {
        LeadsTo::Setup
    } else {
        LeadsTo::Reset
    }
}

async fn add_one(
    services: &Services,
    details: &Details,
    entry: &AuditEntry,
) -> Result<(), CliFault> {
    let password = match details.password_stdin {
        true => Some(typed_password()?),
        false => None,
    };
    let new = parsed(services, details).await?;
    let mut change = services.store.begin().await?;
    let given = password.is_some() && !details.keep_password;
    let id = add(services, &mut change, &new, password).await?;
    if given {
        change.require_password_change(&id).await?;
    }
    complete(services, &mut change, entry, &new.tenant.id, 1).await?;
    Ok(change.commit().await?)
}

/// Stores a person and gives the id.
pub(super) async fn add(
    services: &Services,
    change: &mut Change,
    parsed: &Parsed,
    password: Option<Password>,
) -> Result<PersonId, CliFault> {
    let password_hash = match password {
        Some(password) => Some(
            services
                .passwords
                .hash(password)
                .await
                .map_err(Failure::from)?,
        ),
        None => None,
    };
    let new = NewPerson {
        id: PersonId::new(services.random.uuid()),
        account: parsed.account.clone(),
        user_name: parsed.user_name.clone(),
        display_name: parsed.display_name.clone(),
        language: parsed.language,
        password_hash,
        disabled: false,
        groups: parsed.groups.clone(),
        contacts: parsed.contacts.clone(),
    };
    let added = change
        .add_person(&parsed.tenant.id, &new, services.now())
        .await?;
    added.map_err(|exists| CliFault::Input(format!("user_name: {exists}")))?;
    Ok(new.id)
}

/// Completes the row of a command together with what it did.
pub(super) async fn complete(
    services: &Services,
    change: &mut Change,
    entry: &AuditEntry,
    tenant: &str,
    count: u32,
) -> Result<(), CliFault> {
    let detail = Detail {
        count: Some(count),
        ..Detail::default()
    };
    let completed = entry.ended(tenant, None, &detail);
    Ok(change.complete_audit(completed, services.now()).await?)
}

fn typed_password() -> Result<Password, CliFault> {
    let mut line = String::new();
    std::io::stdin()
        .read_line(&mut line)
        .map_err(|e| CliFault::Read("standard input".into(), e))?;
    let password = line.trim_end_matches(['\r', '\n']);
    if password.is_empty() {
        return Err(CliFault::Input(
            "the password on standard input is empty".to_owned(),
        ));
    }
    Ok(Password::new(domain::password::nfc(password).as_str()))
}
