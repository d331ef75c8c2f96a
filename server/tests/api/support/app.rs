//! The portal under test.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use domain::identity::PersonId;
use domain::policy::Policy;
use domain::secret::{Password, Secret};
use server::application::{Outside, services, web};
use server::clock::Random;
use server::config::Config;
use server::delivery::Message;
use server::delivery::link::Link;
use server::passwords::HashCost;
use server::services::Services;
use server::store::{ContactKind, NewPerson};
use server::worker::Worker;

use super::browser::Browser;
use super::database::Database;
use super::outside::{CountedRandom, HeldClock, Mailbox, TellingCaptcha};
use super::rows::Rows;
use super::seed::Seed;
use super::wizard::Wizard;

/// A portal with one organisation. Dropped, it fails if messages were left unexamined.
pub(crate) struct TestApp {
    pub(crate) services: Services,
    pub(crate) router: Router,
    pub(crate) clock: Arc<HeldClock>,
    pub(crate) captcha: Arc<TellingCaptcha>,
    pub(crate) mailbox: Arc<Mailbox>,
    pub(crate) worker: Worker,
    pub(crate) rows: Rows,
    origin: String,
    database: Database,
}

impl TestApp {
    pub(crate) async fn on(database: Database) -> Self {
        Self::configured(database, |_| {}).await
    }

    /// As [`TestApp::on`], with another configuration.
    pub(crate) async fn configured(database: Database, change: impl FnOnce(&mut Config)) -> Self {
        let clock = Arc::new(HeldClock::new());
        let mailbox = Arc::new(Mailbox::new());
        Self::built(
            database,
            clock,
            Arc::new(CountedRandom::new()),
            mailbox,
            change,
        )
        .await
    }

    /// A second server on the same database, with the same clock, mailbox and random source.
    pub(crate) async fn beside(&self, change: impl FnOnce(&mut Config)) -> Self {
        let random = self.services.random.clone();
        Self::built(
            self.database.clone(),
            self.clock.clone(),
            random,
            self.mailbox.clone(),
            change,
        )
        .await
    }

    async fn built(
        database: Database,
        clock: Arc<HeldClock>,
        random: Arc<dyn Random>,
        mailbox: Arc<Mailbox>,
        change: impl FnOnce(&mut Config),
    ) -> Self {
        let folder = Path::new("never-written");
        let mut config =
            Config::demo(folder, &Secret::new("5a".repeat(32))).expect("a configuration");
        config.database_url = Secret::new(database.url.as_str());
        config.hashing = HashCost {
            memory_kib: 64,
            iterations: 1,
            ..HashCost::default()
        };
        change(&mut config);
        let captcha = Arc::new(TellingCaptcha::new());
        let outside = Outside {
            clock: clock.clone(),
            random,
        };
        let mut services = services(&config, outside).await.expect("services");
        services.captcha = captcha.clone();
        Self {
            router: web(&config, services.clone()).expect("a router"),
            worker: Worker::new(services.clone(), mailbox.clone()),
            services,
            clock,
            captcha,
            mailbox,
            rows: Rows::of(&database.url).await,
            origin: Link::parse(&config.public_url)
                .expect("an address")
                .origin(),
            database,
        }
    }

    pub(crate) fn browser(&self) -> Browser {
        Browser::new(self.router.clone(), &self.origin)
    }

    /// A new browser in which somebody with the usual password has signed in.
    pub(crate) async fn signed_in(&self, account: &str) -> Browser {
        let mut browser = self.browser();
        let fields = [("user_name", account), ("password", "Old-Password-4711")];
        let page = browser.submit("/api/signin/submit", &fields).await;
        assert_eq!(page.location(), "/account", "{account} signs in");
        browser
    }

    /// A new browser in front of the wizard's first step.
    pub(crate) async fn wizard(&self) -> Wizard<'_> {
        Wizard::open(self).await
    }

    pub(crate) async fn add(&self, seed: Seed) -> PersonId {
        let id = PersonId::new(self.services.random.uuid());
        let hash = match seed.password {
            Some(password) => Some(
                self.services
                    .passwords
                    .hash(Password::new(password))
                    .await
                    .expect("a hash"),
            ),
            None => None,
        };
        let contacts = [
            (ContactKind::AlternateEmail, seed.email),
            (ContactKind::WorkEmail, seed.work_email),
            (ContactKind::Mobile, seed.mobile),
        ];
        let person = NewPerson {
            id: id.clone(),
            account: seed.account.to_owned(),
            user_name: format!("{}@wingtip.example", seed.account),
            display_name: "Kim Akers".to_owned(),
            language: None,
            password_hash: hash,
            disabled: seed.disabled,
            groups: seed
                .groups
                .iter()
                .map(|group| (*group).to_owned())
                .collect(),
            contacts: contacts
                .into_iter()
                .filter_map(|(kind, value)| Some((kind, value?.to_owned())))
                .collect(),
        };
        let mut change = self.services.store.begin().await.expect("a transaction");
        let added = change
            .add_person("wingtip", &person, self.services.now())
            .await;
        added.expect("the store answers").expect("the name is free");
        change.commit().await.expect("stored");
        id
    }

    pub(crate) async fn set_policy(&self, policy: Policy) {
        policy.validate().expect("a valid policy");
        let mut change = self.services.store.begin().await.expect("a transaction");
        change
            .set_policy("wingtip", &policy, self.services.now())
            .await
            .expect("stored");
        change.commit().await.expect("stored");
    }

    /// Changes the policy in force.
    pub(crate) async fn change_policy(&self, change: impl FnOnce(&mut Policy)) {
        let current = self.services.store.current_policy("wingtip").await;
        let mut policy = Policy::clone(&current.expect("the store answers").policy);
        change(&mut policy);
        self.set_policy(policy).await;
    }

    /// Lets the worker deliver all that is due, and gives what was delivered.
    pub(crate) async fn delivered(&self) -> Vec<Message> {
        self.worker.deliver_due().await.expect("the worker works");
        self.mailbox.take()
    }

    /// The six digits in the one message that was delivered.
    pub(crate) async fn delivered_code(&self) -> String {
        let messages = self.delivered().await;
        assert_eq!(messages.len(), 1, "one message was expected");
        code_in(&messages[0])
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let left = self.mailbox.take();
            assert!(
                left.is_empty(),
                "{} messages were left unexamined",
                left.len()
            );
        }
    }
}

/// The code in a message.
pub(crate) fn code_in(message: &Message) -> String {
    let text = match message {
        Message::Mail(mail) => &mail.text,
        Message::Text(text) => &text.body,
        Message::Call(_) => panic!("a call brings no code"),
    };
    let words = text.split(|c: char| !c.is_ascii_digit());
    let code = words.into_iter().find(|word| word.len() == 6);
    code.expect("six digits in the message").to_owned()
}
