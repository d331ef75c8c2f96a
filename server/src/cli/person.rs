//! `regain person …`

use std::path::PathBuf;

use clap::{Args, Subcommand};
use domain::audit::{Act, Detail, Outcome};
use domain::identity::{EmailAddress, PersonId, UserName};
use domain::locale::Locale;
use domain::phone::PhoneNumber;
use domain::secret::Password;

use super::fault::CliFault;
use super::{import, say};
use crate::demo;
use crate::people::Lookup;
use crate::services::{Failure, Services};
use crate::store::{Completed, ContactKind, NewPerson, Tenant};

#[derive(Subcommand)]
pub(super) enum PersonCommand {
    /// Add one person; the password, if any, is read from standard input
    Add(Details),
    /// Add many people from a CSV file with a header line: user_name, display_name, and any of
    /// language, work_email, alternate_email, mobile, groups (separated by ;)
    Import { file: PathBuf },
}

/// One person as typed.
#[derive(Args, Clone, Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Details {
    /// Like kim@wingtip.example
    pub(super) user_name: String,
    #[arg(long)]
    pub(super) display_name: String,
    /// en or nl
    #[arg(long)]
    #[serde(default)]
    pub(super) language: Option<String>,
    /// Is told of changes; no proof of identity
    #[arg(long)]
    #[serde(default)]
    pub(super) work_email: Option<String>,
    /// Receives codes
    #[arg(long)]
    #[serde(default)]
    pub(super) alternate_email: Option<String>,
    /// Receives codes, like "+31 6 12345678"
    #[arg(long)]
    #[serde(default)]
    pub(super) mobile: Option<String>,
    /// Separated by ;
    #[arg(long)]
    #[serde(default)]
    pub(super) groups: Option<String>,
    /// Read a first password from standard input
    #[arg(long)]
    #[serde(skip)]
    pub(super) password_stdin: bool,
}

impl PersonCommand {
    pub(super) async fn run(self, services: &Services) -> Result<(), CliFault> {
        match self {
            Self::Add(details) => {
                let password = if details.password_stdin {
                    Some(typed_password()?)
                } else {
                    None
                };
                let entry = services
                    .open_audit(Act::PersonAdd, "", "command line", None)
                    .await?;
                let new = parsed(services, &details).await?;
                add(services, &new, password).await?;
                complete(services, &entry.id, &new.tenant.id, 1).await?;
                say(&format!("Added {}.", details.user_name));
                Ok(())
            }
            Self::Import { file } => import::import(services, &file).await,
        }
    }
}

/// A person as typed, understood.
pub(super) struct Parsed {
    pub(super) tenant: Tenant,
    account: String,
    user_name: String,
    display_name: String,
    language: Option<Locale>,
    groups: Vec<String>,
    contacts: Vec<(ContactKind, String)>,
}

impl Parsed {
    pub(super) fn user_name(&self) -> &str {
        &self.user_name
    }

    pub(super) async fn exists(&self, services: &Services) -> Result<bool, CliFault> {
        Ok(services
            .store
            .find_person(&self.tenant.id, &self.account)
            .await?
            .is_some())
    }
}

/// Understands every field, or names the first that is wrong.
pub(super) async fn parsed(services: &Services, details: &Details) -> Result<Parsed, CliFault> {
    let wrong = |field: &str, why: &str| CliFault::Input(format!("{field}: {why}"));
    let name =
        UserName::parse(&details.user_name).map_err(|e| wrong("user_name", &e.to_string()))?;
    let here = services
        .store
        .default_tenant()
        .await?
        .ok_or(Failure::NoTenant)?;
    let found = Lookup::of(services, &here, &name).await?;
    let domains = services.store.tenant_domains(&found.tenant.id).await?;
    let domain = match name.domain() {
        Some(domain) if domains.iter().any(|known| known == domain) => domain.to_owned(),
        Some(_) => {
            return Err(wrong(
                "user_name",
                "its domain belongs to no tenant of the configuration",
            ));
        }
        None => domains.first().cloned().unwrap_or_default(),
    };
    let mut contacts = Vec::new();
    for (field, kind, value) in [
        ("work_email", ContactKind::WorkEmail, &details.work_email),
        (
            "alternate_email",
            ContactKind::AlternateEmail,
            &details.alternate_email,
        ),
    ] {
        if let Some(text) = filled(value) {
            let mail = EmailAddress::parse(text).map_err(|e| wrong(field, &e.to_string()))?;
            contacts.push((kind, mail.into()));
        }
    }
    if let Some(text) = filled(&details.mobile) {
        let number = PhoneNumber::parse(text)
            .map_err(|_| wrong("mobile", "is not a complete number such as +31 6 12345678"))?;
        contacts.push((ContactKind::Mobile, number.into()));
    }
    let language = match filled(&details.language) {
        Some(tag) => Some(Locale::from_tag(tag).ok_or_else(|| wrong("language", "is en or nl"))?),
        None => None,
    };
    let groups = filled(&details.groups).unwrap_or_default().split(';');
    Ok(Parsed {
        tenant: found.tenant,
        account: name.account().to_owned(),
        user_name: format!("{}@{domain}", name.account()),
        display_name: details.display_name.trim().to_owned(),
        language,
        groups: groups
            .map(str::trim)
            .filter(|group| !group.is_empty())
            .map(str::to_owned)
            .collect(),
        contacts,
    })
}

/// Stores a person.
pub(super) async fn add(
    services: &Services,
    parsed: &Parsed,
    password: Option<Password>,
) -> Result<(), CliFault> {
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
    let mut change = services.store.begin().await?;
    let added = change
        .add_person(&parsed.tenant.id, &new, services.now())
        .await?;
    added.map_err(|exists| CliFault::Input(format!("user_name: {exists}")))?;
    change.commit().await?;
    Ok(())
}

pub(super) async fn complete(
    services: &Services,
    id: &str,
    tenant: &str,
    count: u32,
) -> Result<(), CliFault> {
    let completed = Completed {
        id,
        tenant,
        subject: None,
        outcome: Outcome::Done,
        detail: &Detail {
            count: Some(count),
            ..Detail::default()
        },
    };
    services
        .store
        .complete_audit(completed, services.now())
        .await?;
    Ok(())
}

/// Puts the demo's people in place; those who are there already stay as they are.
pub(super) async fn add_demo_people(services: &Services) -> Result<(), CliFault> {
    let tenant = services
        .store
        .default_tenant()
        .await?
        .ok_or(Failure::NoTenant)?;
    let password = Password::new(demo::PASSWORD);
    let hash = services
        .passwords
        .hash(password)
        .await
        .map_err(Failure::from)?;
    for person in demo::people() {
        let new = NewPerson {
            id: PersonId::new(services.random.uuid()),
            account: person.account.to_owned(),
            user_name: person.user_name(),
            display_name: person.display_name.to_owned(),
            language: Locale::from_tag(person.language),
            password_hash: person.has_password.then(|| hash.clone()),
            disabled: person.disabled,
            groups: person
                .groups
                .iter()
                .map(|group| (*group).to_owned())
                .collect(),
            contacts: person.contacts(),
        };
        let mut change = services.store.begin().await?;
        let _there_already = change.add_person(&tenant.id, &new, services.now()).await?;
        change.commit().await?;
    }
    Ok(())
}

fn filled(value: &Option<String>) -> Option<&str> {
    value
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty())
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
