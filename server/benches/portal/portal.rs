//! A portal inside this process: the real router, worker and SQLite file behind a TCP port.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::identity::PersonId;
use domain::method::Method;
use domain::policy::{Limits, Policy};
use domain::secret::Secret;
use domain::throttle::Limit;
use server::application::{Outside, services, web};
use server::calls::CallDesk;
use server::clock::{SystemClock, SystemRandom};
use server::config::Config;
use server::delivery::link::Link;
use server::http::serve::serve;
use server::passwords::HashCost;
use server::services::Services;
use server::store::{ContactKind, NewPerson};
use server::voice::prompts::Prompts;
use server::voice::sip::{SipCarrier, SipSettings};
use server::worker::Worker;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::watch;

use crate::client::Client;
use crate::outside::{Mailbox, TellingCaptcha};
use crate::telephones::recordings;

/// Whatever takes longer does not come any more.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);
/// More than anything here asks for.
const PLENTY: Limit = Limit::new(u32::MAX, 86_400);

/// The running portal; dropped, it stops.
pub(crate) struct Portal {
    pub(crate) captcha: Arc<TellingCaptcha>,
    pub(crate) mailbox: Arc<Mailbox>,
    pub(crate) cost: HashCost,
    services: Services,
    address: SocketAddr,
    origin: String,
    stop: watch::Sender<bool>,
    runtime: Runtime,
    _folder: TempDir,
}

impl Portal {
    pub(crate) fn start() -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let folder = tempfile::tempdir().expect("a temporary folder");
        let config =
            Config::demo(folder.path(), &Secret::new("5a".repeat(32))).expect("a configuration");
        log_to(&folder.path().join("log"));
        let (captcha, mailbox) = (Arc::new(TellingCaptcha::new()), Arc::<Mailbox>::default());
        let outside = Outside {
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandom),
        };
        let mut services = runtime
            .block_on(services(&config, outside))
            .expect("services");
        services.captcha = captcha.clone();
        let router = web(&config, services.clone()).expect("a router");
        let listener = runtime
            .block_on(TcpListener::bind(("127.0.0.1", 0)))
            .expect("a free port");
        let address = listener.local_addr().expect("an address");
        let (stop, stopped) = watch::channel(false);
        runtime.spawn(Worker::new(services.clone(), mailbox.clone()).run(stopped.clone()));
        runtime.spawn(serve(listener, router, stopped, Duration::from_secs(5)));
        let portal = Self {
            captcha,
            mailbox,
            cost: config.hashing,
            services,
            address,
            origin: Link::parse(&config.public_url)
                .expect("an address")
                .origin(),
            stop,
            runtime,
            _folder: folder,
        };
        portal.raise_limits();
        portal
    }

    pub(crate) fn client(&self) -> Client {
        Client::connect(self.address, &self.origin)
    }

    /// Puts people into the directory who have all that a reset asks for, and never had a password.
    pub(crate) fn add_people(&self, numbers: std::ops::Range<usize>) {
        self.runtime.block_on(async {
            let mut change = self.services.store.begin().await.expect("a transaction");
            for number in numbers {
                let added = change
                    .add_person(
                        "wingtip",
                        &person(number, &self.services),
                        self.services.now(),
                    )
                    .await;
                added.expect("the store answers").expect("the name is free");
            }
            change.commit().await.expect("stored");
        });
    }

    /// Returns once a page waits for the end of a call.
    pub(crate) fn until_a_page_waits(&self) {
        let late = Instant::now() + PATIENCE;
        while self.services.moves.listeners() == 0 {
            assert!(Instant::now() < late, "no page waits for a call");
            std::thread::yield_now();
        }
    }

    /// Calls over a telephone system on this port, as many at once.
    pub(crate) fn call_through(&self, port: u16, most_calls: usize) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        recordings(folder.path());
        let prompts = Prompts::read(folder.path(), ["wingtip"]).expect("recordings");
        let settings = format!(
            "server = \"127.0.0.1:{port}\"\ntransport = \"udp\"\nuser = \"portal\"\n\
             local = \"127.0.0.1\"\nmost_calls = {most_calls}\nprompts = \"\"\n"
        );
        let settings: SipSettings = toml::from_str(&settings).expect("settings");
        let desk = CallDesk::new(self.services.clone());
        let telephone = self.wait_for(SipCarrier::open(&settings, &prompts, desk));
        self.mailbox.call_through(telephone.expect("a telephone"));
    }

    /// Does something that is not the portal's on its threads.
    pub(crate) fn wait_for<T>(&self, something: impl Future<Output = T>) -> T {
        self.runtime.block_on(something)
    }

    /// The caps that are not a person's would end the measurement: all requests come from one address.
    fn raise_limits(&self) {
        let limits = Limits {
            texts_per_prefix: PLENTY,
            sends_per_address: PLENTY,
            texts_per_tenant: PLENTY,
            mails_per_tenant: PLENTY,
            names_per_address: PLENTY,
            ..Limits::default()
        };
        let mut methods = Policy::default().methods;
        methods.push(Method::MobileCall);
        let policy = Policy {
            methods,
            limits,
            ..Policy::default()
        };
        policy.validate().expect("a valid policy");
        self.runtime.block_on(async {
            let mut change = self.services.store.begin().await.expect("a transaction");
            change
                .set_policy("wingtip", &policy, self.services.now())
                .await
                .expect("stored");
            change.commit().await.expect("stored");
        });
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        self.stop.send_replace(true);
    }
}

pub(crate) fn account(number: usize) -> String {
    format!("person{number}")
}

pub(crate) fn mail_of(number: usize) -> String {
    format!("person{number}@home.example")
}

pub(crate) fn mobile_of(number: usize) -> String {
    format!("+316{number:08}")
}

fn person(number: usize, services: &Services) -> NewPerson {
    NewPerson {
        id: PersonId::new(services.random.uuid()),
        account: account(number),
        user_name: format!("{}@wingtip.example", account(number)),
        display_name: "Kim Akers".to_owned(),
        language: None,
        password_hash: None,
        disabled: false,
        groups: vec!["Staff".to_owned()],
        contacts: vec![
            (ContactKind::AlternateEmail, mail_of(number)),
            (ContactKind::Mobile, mobile_of(number)),
        ],
    }
}

/// The lines that a server in service writes, into a file: their cost belongs to the figures.
fn log_to(file: &Path) {
    let file = std::fs::File::create(file).expect("a log file");
    server::logging::start_into(server::config::LogFormat::Text, std::sync::Mutex::new(file));
}
