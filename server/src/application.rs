//! The composition root: puts the pieces together. Tests build the same with their own clock,
//! random source and carriers.

mod carriers;
mod site;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::captcha::{BuiltIn, CaptchaFault};
use crate::clock::{Clock, Random, SystemClock, SystemRandom};
use crate::config::{Config, ConfigFault, MailOut, VoiceOut};
use crate::delivery::folder::FolderCarrier;
use crate::delivery::link::Link;
use crate::delivery::logo::Logo;
use crate::delivery::{Carrier, SettingsFault};
use crate::http::{TwilioCalls, Web, router, serve};
use crate::keys::Keys;
use crate::moves::Moves;
use crate::passwords::{HashFault, Passwords};
use crate::pool::{Pool, spare_processors};
use crate::services::Services;
use crate::store::{NewTenant, Store, StoreError};
use crate::voice::prompts::PromptFault;
use crate::voice::sip::SipFault;
use crate::worker::{Worker, told_to_stop};

pub use carriers::{carriers, prompts};

/// Why the server does not start. Texts are for the operator at the terminal.
#[derive(Debug, thiserror::Error)]
pub enum StartFault {
    #[error(transparent)]
    Config(#[from] ConfigFault),
    #[error("the database cannot be used")]
    Store(#[from] StoreError),
    #[error("the configuration names no tenant")]
    NoTenant,
    #[error("the hashing parameters cannot be used")]
    Hash(#[from] HashFault),
    #[error("the typefaces or voices of the CAPTCHA cannot be read")]
    Captcha(#[from] CaptchaFault),
    #[error("the carriers cannot be set up")]
    Carrier(#[from] SettingsFault),
    #[error("what is said in calls is not complete")]
    Prompts(#[from] PromptFault),
    #[error("the telephone cannot be used")]
    Telephone(#[from] Box<SipFault>),
    #[error("configuration key `tenants.logo`: {0}: {1}")]
    Logo(PathBuf, String),
    #[error("cannot listen on {0}")]
    Listen(SocketAddr, #[source] std::io::Error),
}

/// A portal that is ready to serve.
pub struct Application {
    listener: TcpListener,
    router: Router,
    worker: Worker,
    carrier: Arc<dyn Carrier>,
    deadline: Duration,
}

/// The ports that a test replaces.
pub struct Outside {
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Random>,
}

impl Application {
    /// Builds the portal of a configuration: connects, brings the schema up to date, binds.
    ///
    /// # Errors
    /// [`StartFault`].
    pub async fn build(config: &Config) -> Result<Self, StartFault> {
        let outside = Outside {
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandom),
        };
        let services = services(config, outside).await?;
        let carrier: Arc<dyn Carrier> =
            Arc::new(carriers::with_telephone(carriers(config)?, config, &services).await?);
        let router = web(config, services.clone())?;
        let listener = TcpListener::bind(config.listen)
            .await
            .map_err(|e| StartFault::Listen(config.listen, e))?;
        Ok(Self {
            listener,
            router,
            worker: Worker::new(services, carrier.clone()),
            carrier,
            deadline: Duration::from_secs(config.shutdown_seconds.into()),
        })
    }

    /// The port that was bound, for configurations that ask for any.
    ///
    /// # Errors
    /// When the system does not tell.
    pub fn address(&self) -> std::io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Serves until told to stop. A message in hand is delivered first, and calls are hung up while pages
    /// can still ask how they ended.
    pub async fn run(self, stop: watch::Receiver<bool>) {
        let (hung_up, after_calls) = watch::channel(false);
        let (mut stopped, carrier) = (stop.clone(), self.carrier);
        let calls = async move {
            told_to_stop(&mut stopped).await;
            carrier.close().await;
            hung_up.send_replace(true);
        };
        let worker = tokio::spawn(self.worker.run(stop.clone()));
        let pages = serve::serve(self.listener, self.router, after_calls, self.deadline);
        let all = async {
            tokio::join!(calls, pages);
            worker.await
        };
        if before_deadline(all, stop, self.deadline).await.is_none() {
            tracing::warn!(
                "something was still under way at the deadline; a message is sent again once its lease has run out"
            );
        }
    }
}

/// Nothing when the process has been told to stop, and the deadline has passed since.
async fn before_deadline<T>(
    all: impl Future<Output = T>,
    mut stop: watch::Receiver<bool>,
    deadline: Duration,
) -> Option<T> {
    let late = async {
        told_to_stop(&mut stop).await;
        // An error is the time being over.
        let _ = tokio::time::timeout(deadline, std::future::pending::<()>()).await;
    };
    tokio::select! {
        done = all => Some(done),
        () = late => None,
    }
}

/// Connects to everything the use cases need, with the tenants of the configuration in place.
///
/// # Errors
/// [`StartFault`].
pub async fn services(config: &Config, outside: Outside) -> Result<Services, StartFault> {
    let store = Store::connect(config.database_url.expose()).await?;
    store.migrate().await?;
    ensure_tenants(config, &store, &*outside.clock).await?;
    let home = store.default_tenant().await?.ok_or(StartFault::NoTenant)?;
    Ok(Services {
        store,
        home,
        clock: outside.clock,
        random: outside.random,
        keys: Arc::new(Keys::derive(&config.secret_bytes()?)),
        passwords: Passwords::new(config.hashing)?,
        pool: Pool::new(spare_processors()),
        captcha: Arc::new(BuiltIn::load()?),
        logos: Arc::new(logos(config)?),
        portal: Link::parse(&config.public_url)?,
        time_zone: config.time_zone.as_str().into(),
        can_call: config.voice.is_some(),
        moves: Moves::default(),
    })
}

/// The router over given services.
///
/// # Errors
/// [`StartFault::Carrier`] when `public_url` is no web address, [`StartFault::Prompts`] when a recording
/// is missing.
pub fn web(config: &Config, services: Services) -> Result<Router, StartFault> {
    let portal = Link::parse(&config.public_url)?;
    let demo_outbox = match &config.mail {
        MailOut::Folder(folder) => Some(FolderCarrier::new(folder)),
        MailOut::Smtp(_) => None,
    };
    let twilio = match &config.voice {
        Some(VoiceOut::Twilio(settings)) => Some(TwilioCalls {
            auth_token: settings.auth_token.clone(),
            portal: portal.clone(),
            prompts: Arc::new(prompts(config)?),
        }),
        Some(VoiceOut::Sip(_) | VoiceOut::Folder(_)) | None => None,
    };
    let (leptos, meter_url) = site::site();
    Ok(router(Web {
        services: Arc::new(services),
        leptos,
        trusted_proxies: config.trusted_proxies.clone().into(),
        origin: portal.origin().into(),
        is_https: portal.as_str().starts_with("https:"),
        demo_outbox,
        twilio,
        meter_url: meter_url.into(),
    }))
}

/// The logos of the tenants that have one.
///
/// # Errors
/// When a file cannot be read or is no logo.
pub fn logos(config: &Config) -> Result<BTreeMap<String, Logo>, StartFault> {
    let mut logos = BTreeMap::new();
    for tenant in &config.tenants {
        if let Some(path) = &tenant.logo {
            let unusable = |reason: String| StartFault::Logo(path.clone(), reason);
            let bytes = std::fs::read(path).map_err(|e| unusable(e.to_string()))?;
            let logo = Logo::new(bytes).map_err(|e| unusable(e.to_string()))?;
            logos.insert(tenant.id.clone(), logo);
        }
    }
    Ok(logos)
}

async fn ensure_tenants(
    config: &Config,
    store: &Store,
    clock: &dyn Clock,
) -> Result<(), StoreError> {
    let mut change = store.begin().await?;
    for (i, tenant) in config.tenants.iter().enumerate() {
        let new = NewTenant {
            id: tenant.id.clone(),
            name: tenant.name.clone(),
            legacy_name: tenant.legacy_name.as_ref().map(|name| name.to_lowercase()),
            is_default: i == 0,
            domains: tenant
                .domains
                .iter()
                .map(|domain| domain.to_lowercase())
                .collect(),
        };
        change.put_tenant(&new, clock.now()).await?;
    }
    change.commit().await
}
