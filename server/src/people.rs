//! Finding the person behind a typed name. Every name takes the same path.

use domain::identity::UserName;

use crate::keys::hex;
use crate::services::{Failure, Services};
use crate::store::{Found, Person, Tenant};

/// A name, looked up.
pub(crate) struct Lookup {
    pub(crate) tenant: Tenant,
    pub(crate) person: Option<Person>,
    /// Whose rows are read, so that every name takes as long: of somebody else where nobody has it.
    pub(crate) read: String,
    /// The key its failures are counted under: the person's id, or a keyed hash of the name, which
    /// is the same for all its notations.
    pub(crate) counted_as: String,
    /// What decoys are drawn from.
    pub(crate) digest: [u8; 32],
    /// The first letter of the name, with which the addresses of most people begin too.
    pub(crate) initial: char,
}

impl Lookup {
    /// Finds tenant and person; `here` is the tenant of bare names. A name of a domain that is not
    /// ours is looked up too, under an account that nobody can have.
    pub(crate) async fn of(
        services: &Services,
        here: &Tenant,
        name: &UserName,
    ) -> Result<Self, Failure> {
        let store = &services.store;
        let typed = store.find_tenant(name.domain().unwrap_or_default()).await?;
        let (tenant, account) = match (typed, name.domain()) {
            (Some(tenant), _) => (tenant, name.account().to_owned()),
            (None, None) => (here.clone(), name.account().to_owned()),
            (None, Some(domain)) => (here.clone(), format!("{}@{domain}", name.account())),
        };
        let Found { person, read } = store.find_person(&tenant.id, &account).await?;
        let digest = services.keys.name_digest(&tenant.id, &account);
        let counted_as = match &person {
            Some(person) => person.id.as_str().to_owned(),
            None => hex(&digest),
        };
        Ok(Self {
            tenant,
            person,
            read,
            counted_as,
            digest,
            initial: account.chars().next().unwrap_or_default(),
        })
    }
}
