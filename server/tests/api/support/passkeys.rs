//! People with passkeys, and the steps that ask for one.

use domain::method::Method;
use domain::wizard::{ResetView, StepView};
use serde_json::Value;

use super::app::TestApp;
use super::device::{Device, PORTAL, asked};
use super::seed::Seed;
use super::setup::Setup;
use super::wizard::Wizard;

impl TestApp {
    /// The same portal under a name, which passkeys need, with every method and wide limits.
    pub(crate) async fn named(&self) -> Self {
        let app = self
            .beside(|config| config.public_url = PORTAL.to_owned())
            .await;
        app.allow_everything().await;
        app.change_policy(|policy| policy.limits.failed_proofs.max = 20)
            .await;
        app
    }

    /// Somebody with mail, mobile and a passkey on this device.
    pub(crate) async fn with_passkey(&self, seed: Seed, device: &mut Device) {
        let account = seed.account;
        self.add(seed).await;
        let mut setup = Setup::of(self, account).await;
        setup.add_passkey(device, "My phone").await;
        assert!(setup.says("Added: Passkeys"), "{}", setup.page);
        assert!(!self.delivered().await.is_empty(), "its owner is told");
    }
}

impl Setup<'_> {
    pub(crate) async fn add_passkey(&mut self, device: &mut Device, name: &str) {
        self.begin(Method::Passkey).await;
        let answer = device.make(&asked(&self.page));
        self.act("passkey", &[("name", name), ("answer", &answer)])
            .await;
    }
}

impl Wizard<'_> {
    /// What a device is asked now.
    pub(crate) fn request(&self) -> Value {
        match self.step() {
            StepView::UsePasskey { request, .. } => serde_json::from_str(request).expect("JSON"),
            other => panic!("no passkey is asked for: {other:?}"),
        }
    }

    pub(crate) async fn answer_with(&mut self, answer: &str) -> &ResetView {
        self.act("use_passkey", &[("answer", answer)]).await
    }

    pub(crate) async fn use_passkey(&mut self, device: &mut Device) -> &ResetView {
        let answer = device.sign(&self.request());
        self.answer_with(&answer).await
    }
}
