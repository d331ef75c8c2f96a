//! What every use case works with.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::audit::{Act, Detail, Outcome};
use domain::method::{Kind, Method};
use domain::policy::Policy;
use domain::time::Timestamp;

use crate::captcha::Captcha;
use crate::clock::{Clock, Random};
use crate::delivery::link::Link;
use crate::delivery::logo::Logo;
use crate::delivery::moment::Moment;
use crate::keys::Keys;
use crate::method::passkey::RelyingParty;
use crate::moves::Moves;
use crate::passwords::Passwords;
use crate::pool::{Pool, PoolClosed};
use crate::store::{
    AuditEntry, Completed, Person, Store, StoreError, StoredChallenge, StoredPolicy, Tenant,
};

/// The ports and keys, shared by all requests.
#[derive(Clone)]
pub struct Services {
    pub store: Store,
    /// The organisation of bare names, whose name is on every page. Only a start changes it.
    pub home: Tenant,
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Random>,
    pub keys: Arc<Keys>,
    pub passwords: Passwords,
    /// For what takes a millisecond or some: it does not wait behind hashes, which take more.
    pub pool: Pool,
    pub captcha: Arc<dyn Captcha>,
    /// How tenants present themselves in mails, by id.
    pub logos: Arc<BTreeMap<String, Logo>>,
    /// `public_url`: the only source of links.
    pub portal: Link,
    pub time_zone: Arc<str>,
    /// Whether there is a way to call people.
    pub can_call: bool,
    pub moves: Moves,
}

/// Something that failed and that nobody at the screen can mend. Its text is for operators.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("the store failed")]
    Store(#[from] StoreError),
    #[error("hashing failed")]
    Hash(#[from] crate::passwords::HashFault),
    #[error("what takes long could not be done")]
    Pool(#[from] PoolClosed),
    #[error("a message could not be sealed")]
    Seal(#[from] crate::keys::SealBroken),
    #[error("passkeys do not work")]
    Passkey(#[from] crate::method::passkey::PasskeyFault),
    #[error("a document could not be written or read")]
    Message(#[from] serde_json::Error),
    #[error("the session store failed")]
    Session(#[from] tower_sessions::session::Error),
    #[error("the captcha could not be drawn")]
    Captcha(#[from] crate::captcha::CaptchaFault),
    #[error("the demo's folder could not be read")]
    Folder(#[from] std::io::Error),
    #[error("a link could not be made")]
    Link(#[from] crate::delivery::SettingsFault),
    #[error("the time cannot be told")]
    Moment(#[from] crate::delivery::moment::MomentFault),
}

impl Services {
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Decides a draw.
    pub fn seed(&self) -> u64 {
        let mut bytes = [0; 8];
        self.random.fill(&mut bytes);
        u64::from_be_bytes(bytes)
    }

    /// This portal, as passkeys know it; none where `public_url` is no address that they can be bound to.
    /// Made anew each time: it is a hash and a few words.
    pub(crate) fn relying_party(&self) -> Option<RelyingParty> {
        RelyingParty::of(&self.portal, &self.home.name)
    }

    /// Now, as mails tell it.
    pub fn moment(&self) -> Result<Moment, Failure> {
        Ok(Moment::new(self.now(), &self.time_zone)?)
    }

    /// A tenant by its id: most often the one that bare names are of.
    pub async fn tenant(&self, id: &str) -> Result<Tenant, Failure> {
        if *id == *self.home.id {
            return Ok(self.home.clone());
        }
        let name = self.store.tenant_name(id).await?;
        Ok(Tenant {
            id: id.to_owned(),
            name: name.unwrap_or_default(),
        })
    }

    /// The policy a challenge is held to: the version it began under, or the one in force, and the
    /// rule for the groups of the person.
    pub async fn policy_of(&self, stored: &StoredChallenge) -> Result<StoredPolicy, Failure> {
        let policy = match stored.challenge.policy_version() {
            Some(version) => {
                self.store
                    .policy_version(&stored.tenant_id, version)
                    .await?
            }
            None => self.store.current_policy(&stored.tenant_id).await?,
        };
        Ok(policy.under(stored.challenge.rule()))
    }

    /// The policy in force as it holds for this person, as far as it is possible anywhere.
    pub async fn policy_for(&self, tenant: &str, person: &Person) -> Result<Arc<Policy>, Failure> {
        let current = self.store.current_policy(tenant).await?;
        let held = current.for_groups(&person.groups).policy;
        Ok(self.as_far_as_possible(held, false))
    }

    /// The policy without the methods that cannot be used here: calls without a way out, passkeys in a
    /// portal without a name, or on the sign-in screen of a computer. People and decoys alike are offered
    /// what is left.
    pub fn as_far_as_possible(&self, mut policy: Arc<Policy>, at_logon: bool) -> Arc<Policy> {
        let impossible = |method: &Method| match method.kind() {
            Kind::Call => !self.can_call,
            Kind::Signature => at_logon || self.relying_party().is_none(),
            Kind::SentCode | Kind::HeldCode | Kind::Answers => false,
        };
        if policy.methods.iter().any(impossible) {
            let methods = &mut Arc::make_mut(&mut policy).methods;
            methods.retain(|method| !impossible(method));
        }
        policy
    }

    /// Opens an audit row before an act.
    pub async fn open_audit(
        &self,
        act: Act,
        tenant: &str,
        correlation: &str,
        address: Option<String>,
    ) -> Result<AuditEntry, Failure> {
        let entry = AuditEntry {
            id: self.random.uuid(),
            tenant_id: tenant.to_owned(),
            correlation_id: correlation.to_owned(),
            act,
            address,
        };
        self.store.open_audit(&entry, self.now()).await?;
        Ok(entry)
    }

    /// Does what an administrator asked for at the command line: the row is open before it, `done` completes
    /// it, and one that failed says so.
    pub async fn commanded<T, E: From<Failure>>(
        &self,
        act: Act,
        done: impl AsyncFnOnce(&AuditEntry) -> Result<T, E>,
    ) -> Result<T, E> {
        let entry = self.open_audit(act, "", "command line", None).await?;
        let result = done(&entry).await;
        if result.is_err() {
            self.audit_failed(&entry).await;
        }
        result
    }

    /// Completes the row of an act that failed. When that fails too, the row stays open and the
    /// background pass marks it.
    pub async fn audit_failed(&self, entry: &AuditEntry) {
        let detail = Detail::default();
        let completed = Completed {
            id: &entry.id,
            tenant: &entry.tenant_id,
            subject: None,
            outcome: Outcome::Failed,
            detail: &detail,
        };
        if let Err(error) = self.store.complete_audit(completed, self.now()).await {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "an audit row stays open"
            );
        }
    }
}
