//! The telephone, and Twilio's side of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use axum::body::Body;
use axum::http::Request;
use axum::http::header::CONTENT_TYPE;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::call::Prompt;
use domain::locale::Locale;
use domain::method::Method;
use domain::secret::Secret;
use hmac::{Hmac, KeyInit as _, Mac as _};
use server::calls::{CallDesk, Heard};
use server::config::VoiceOut;
use server::delivery::twilio::call::TwilioCallSettings;
use server::delivery::{CallRequest, Message};
use server::voice::prompts::place;
use sha1::Sha1;

use super::app::TestApp;
use super::browser::Page;
use super::database::Database;
use super::seed::Seed;
use super::wizard::Wizard;

const TOKEN: &str = "0123456789abcdef0123456789abcdef";
/// The name of the call at the provider.
pub(crate) const SID: &str = "CA0123456789abcdef0123456789abcdef";

/// A portal that calls through Twilio.
pub(crate) async fn with_twilio(database: Database) -> TestApp {
    let folder = recordings();
    let settings = TwilioCallSettings {
        base_url: "http://127.0.0.1:9".to_owned(),
        account_sid: "AC00112233445566778899aabbccddeeff".to_owned(),
        auth_token: Secret::new(TOKEN),
        from: "+31201234567".to_owned(),
        ring_seconds: 30,
        extension_pause_seconds: 2,
        prompts: folder.clone(),
        ca_file: None,
    };
    let app = TestApp::configured(database, |config| {
        config.voice = Some(VoiceOut::Twilio(settings));
    })
    .await;
    std::fs::remove_dir_all(&folder).expect("the recordings were read");
    app
}

pub(super) fn recordings() -> PathBuf {
    let folder = tempfile::tempdir().expect("a folder").keep();
    for locale in Locale::ALL {
        for prompt in Prompt::ALL {
            recording(&place(&folder, "wingtip", locale, prompt));
        }
    }
    folder
}

fn recording(path: &Path) {
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: 8000,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut writer = hound::WavWriter::create(path, spec).expect("a file");
    writer.write_sample(100_i16).expect("a sample");
    writer.finalize().expect("a recording");
}

impl TestApp {
    /// Everything is allowed, and Kim has a telephone.
    pub(crate) async fn with_kim_who_can_be_called(&self) {
        self.allow_everything().await;
        self.add(Seed::full("kim")).await;
    }

    /// Takes what is heard of calls.
    pub(crate) fn calls(&self) -> CallDesk {
        CallDesk::new(self.services.clone())
    }

    /// Presses a key in a call that was answered.
    pub(crate) async fn press(&self, call: &str, key: char) {
        let heard = self.calls().heard(call, Heard::Pressed(key)).await;
        heard.expect("the store answers");
    }

    /// The call that was asked for; it is the only message.
    pub(crate) async fn placed(&self) -> CallRequest {
        let messages = self.delivered().await;
        match messages.as_slice() {
            [Message::Call(call)] => call.clone(),
            other => panic!("one call was expected: {other:?}"),
        }
    }

    /// Tells about a call as Twilio does.
    pub(crate) async fn twilio(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let signature = signature(&format!("http://127.0.0.1:8080{path}"), fields);
        self.twilio_signed(path, fields, &signature).await
    }

    pub(crate) async fn twilio_signed(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        signature: &str,
    ) -> Page {
        let body = serde_urlencoded::to_string(fields).expect("a form");
        let request = Request::post(path)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("x-twilio-signature", signature)
            .body(Body::from(body));
        self.browser().send(request.expect("a request")).await
    }
}

/// As documented at <https://www.twilio.com/docs/usage/security#validating-requests>.
pub(crate) fn signature(url: &str, fields: &[(&str, &str)]) -> String {
    let mut mac = Hmac::<Sha1>::new_from_slice(TOKEN.as_bytes()).expect("a key");
    mac.update(url.as_bytes());
    for (name, value) in fields.iter().copied().collect::<BTreeMap<_, _>>() {
        mac.update(name.as_bytes());
        mac.update(value.as_bytes());
    }
    STANDARD.encode(mac.finalize().into_bytes())
}

/// Where a call leads, in what it was told to do.
pub(crate) fn action(page: &Page) -> String {
    let text = page.text();
    let action = text.split("action=\"").nth(1).expect("it waits for a key");
    let action = action.split('"').next().expect("an address");
    let path = action.strip_prefix("http://127.0.0.1:8080");
    path.expect("it stays in the portal").to_owned()
}

impl Wizard<'_> {
    /// Has somebody called.
    pub(crate) async fn ring(&mut self, number: &str) -> CallRequest {
        self.choose(Method::MobileCall).await;
        self.number(number).await;
        self.app.placed().await
    }

    /// The page as it is now.
    pub(crate) async fn look(&mut self) -> Page {
        let page = self.browser.get("/reset").await;
        if let Some(turn) = page.field("turn") {
            self.turn = turn.parse().expect("a number");
        }
        page
    }
}

/// A portal that has no way to call people.
pub(crate) async fn without_calls(database: Database) -> TestApp {
    TestApp::configured(database, |config| config.voice = None).await
}
