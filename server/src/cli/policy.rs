//! `regain policy …`

use std::path::PathBuf;

use clap::Subcommand;
use domain::audit::Act;
use domain::policy::Policy;

use super::fault::CliFault;
use super::person::complete;
use super::{policy_of, say};
use crate::numbers::is_country;
use crate::services::Services;
use crate::store::{AuditEntry, Tenant};

#[derive(Subcommand)]
pub(super) enum PolicyCommand {
    /// Print the policy in force as TOML
    Show {
        /// The tenant's id; the first one of the configuration if left out
        #[arg(long)]
        tenant: Option<String>,
    },
    /// Say which rule applies to a person and why, and whether the person could reset now
    Of {
        /// Like kim@wingtip.example
        user_name: String,
    },
    /// Put a new version in force; running resets keep the one they began under
    Set {
        file: PathBuf,
        /// The tenant's id; the first one of the configuration if left out
        #[arg(long)]
        tenant: Option<String>,
    },
}

impl PolicyCommand {
    pub(super) async fn run(self, services: &Services) -> Result<(), CliFault> {
        match self {
            Self::Show { tenant } => {
                let tenant = chosen(services, tenant).await?;
                let stored = services.store.current_policy(&tenant.id).await?;
                let text =
                    toml::to_string(&*stored.policy).map_err(|e| CliFault::Input(e.to_string()))?;
                say(&format!(
                    "# {}, version {}\n{text}",
                    tenant.name, stored.version
                ));
                Ok(())
            }
            Self::Of { user_name } => policy_of::tell(services, &user_name).await,
            Self::Set { file, tenant } => {
                let tenant = chosen(services, tenant).await?;
                let text =
                    std::fs::read_to_string(&file).map_err(|e| CliFault::Read(file.clone(), e))?;
                let policy = read(&text)?;
                let put = async |entry: &AuditEntry| put(services, &tenant, &policy, entry).await;
                let version = services.commanded(Act::PolicySet, put).await?;
                say(&format!(
                    "Version {version} of the policy of {} is in force.",
                    tenant.name
                ));
                Ok(())
            }
        }
    }
}

async fn put(
    services: &Services,
    tenant: &Tenant,
    policy: &Policy,
    entry: &AuditEntry,
) -> Result<u32, CliFault> {
    let mut change = services.store.begin().await?;
    let now = services.now();
    let version = change.set_policy(&tenant.id, policy, now).await?;
    complete(services, &mut change, entry, &tenant.id, 1).await?;
    change.commit().await?;
    Ok(version)
}

/// Reads a policy document and checks it.
fn read(text: &str) -> Result<Policy, CliFault> {
    let policy: Policy = toml::from_str(text).map_err(|e| CliFault::Input(e.to_string()))?;
    policy.validate().map_err(|faults| {
        let lines: Vec<_> = faults.iter().map(ToString::to_string).collect();
        CliFault::Input(format!(
            "the policy is not accepted:\n  {}",
            lines.join("\n  ")
        ))
    })?;
    let country = &policy.default_country;
    if !country.is_empty() && !is_country(country) {
        return Err(CliFault::Input(format!(
            "default_country: {country:?} is no country"
        )));
    }
    Ok(policy)
}

async fn chosen(services: &Services, id: Option<String>) -> Result<Tenant, CliFault> {
    match id {
        None => Ok(services.home.clone()),
        Some(id) => match services.store.tenant_name(&id).await? {
            Some(name) => Ok(Tenant { id, name }),
            None => Err(CliFault::Input(format!("there is no tenant {id:?}"))),
        },
    }
}
