//! A person as typed on the command line or in a file.

use clap::Args;
use domain::identity::{EmailAddress, UserName, WorkMailbox};
use domain::locale::Locale;

use super::fault::CliFault;
use crate::numbers::understood;
use crate::people::Lookup;
use crate::services::Services;
use crate::store::{ContactKind, Tenant};

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
    /// The number of the desk, with an extension if need be, like "+31 20 5550100 x12"
    #[arg(long)]
    #[serde(default)]
    pub(super) office_phone: Option<String>,
    /// Separated by ;
    #[arg(long)]
    #[serde(default)]
    pub(super) groups: Option<String>,
    /// Read a first password from standard input
    #[arg(long)]
    #[serde(skip)]
    pub(super) password_stdin: bool,
    /// Let the person keep that password, instead of changing it at the first sign-in
    #[arg(long, requires = "password_stdin")]
    #[serde(skip)]
    pub(super) keep_password: bool,
}

/// A person as typed, understood.
pub(super) struct Parsed {
    pub(super) tenant: Tenant,
    pub(super) account: String,
    pub(super) user_name: String,
    pub(super) display_name: String,
    pub(super) language: Option<Locale>,
    pub(super) groups: Vec<String>,
    pub(super) contacts: Vec<(ContactKind, String)>,
}

impl Parsed {
    pub(super) async fn exists(&self, services: &Services) -> Result<bool, CliFault> {
        let found = services.store.find_person(&self.tenant.id, &self.account);
        Ok(found.await?.person.is_some())
    }
}

/// Understands every field, or names the first that is wrong.
pub(super) async fn parsed(services: &Services, details: &Details) -> Result<Parsed, CliFault> {
    let wrong = |field: &str, why: &str| CliFault::Input(format!("{field}: {why}"));
    let name =
        UserName::parse(&details.user_name).map_err(|e| wrong("user_name", &e.to_string()))?;
    let found = Lookup::of(services, &services.home, &name).await?;
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
    let policy = services
        .store
        .current_policy(&found.tenant.id)
        .await?
        .policy;
    let user_name = format!("{}@{domain}", name.account());
    let mail = |field: &str, value: &Option<String>| {
        let parsed = filled(value).map(EmailAddress::parse).transpose();
        parsed.map_err(|e| wrong(field, &e.to_string()))
    };
    let work = mail("work_email", &details.work_email)?;
    let own = mail("alternate_email", &details.alternate_email)?;
    let of_work = WorkMailbox::of(work.as_ref(), &user_name);
    if own.as_ref().is_some_and(|own| of_work.is(own)) {
        return Err(wrong(
            "alternate_email",
            "is the work mailbox, which somebody who is locked out cannot read",
        ));
    }
    let mails = [
        (ContactKind::WorkEmail, work),
        (ContactKind::AlternateEmail, own),
    ];
    let mut contacts: Vec<(ContactKind, String)> = mails
        .into_iter()
        .filter_map(|(kind, address)| Some((kind, address?.into())))
        .collect();
    for (field, kind, value) in [
        ("mobile", ContactKind::Mobile, &details.mobile),
        (
            "office_phone",
            ContactKind::OfficePhone,
            &details.office_phone,
        ),
    ] {
        if let Some(text) = filled(value) {
            let number = understood(text, &policy.default_country)
                .ok_or_else(|| wrong(field, "is not a complete number such as +31 6 12345678"))?;
            contacts.push((kind, number.into()));
        }
    }
    let language = match filled(&details.language) {
        Some(tag) => Some(Locale::from_tag(tag).ok_or_else(|| wrong("language", "is en or nl"))?),
        None => None,
    };
    let groups = filled(&details.groups).unwrap_or_default().split(';');
    Ok(Parsed {
        tenant: found.tenant,
        account: name.account().to_owned(),
        user_name,
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

fn filled(value: &Option<String>) -> Option<&str> {
    value
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty())
}
