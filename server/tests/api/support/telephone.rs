//! The portal's own telephone, with sipp or baresip at the other end.

use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};

use domain::call::Prompt;
use domain::locale::Locale;
use server::delivery::{CallRequest, Carrier as _, Message};
use server::voice::prompts::{Prompts, place};
use server::voice::sip::{SipCarrier, SipSettings, Transport};

use super::app::TestApp;
use super::calls::recordings;
use super::wizard::Wizard;
use crate::peer::until;

/// A telephone of this portal.
pub(crate) struct Telephone {
    carrier: SipCarrier,
}

impl Telephone {
    /// Says next to nothing, so that tests are quick.
    pub(crate) async fn at(app: &TestApp, port: u16) -> Self {
        let folder = recordings();
        let telephone = Self::saying(app, port, &folder).await;
        std::fs::remove_dir_all(&folder).expect("the recordings were read");
        telephone
    }

    /// Says what lies in this folder.
    pub(crate) async fn saying(app: &TestApp, port: u16, folder: &Path) -> Self {
        let prompts = Prompts::read(folder, ["wingtip"]).expect("recordings");
        let carrier = SipCarrier::open(&settings(port), &prompts, app.calls()).await;
        Self {
            carrier: carrier.expect("a telephone"),
        }
    }

    /// Takes a call from the outbox as the worker does.
    pub(crate) async fn carry(&self, call: &CallRequest) {
        let message = Message::Call(call.clone());
        self.carrier.carry("key", &message).await.expect("carried");
    }

    /// The portal stops.
    pub(crate) async fn close(&self) {
        self.carrier.close().await;
    }
}

fn settings(port: u16) -> SipSettings {
    SipSettings {
        server: format!("127.0.0.1:{port}"),
        transport: Transport::Udp,
        domain: None,
        user: "portal".to_owned(),
        password: None,
        caller: None,
        plus: None,
        local: IpAddr::V4(Ipv4Addr::LOCALHOST),
        announced: None,
        sip_port: 0,
        media_ports: None,
        most_calls: 4,
        ring_seconds: 20,
        extension_pause_seconds: 0,
        silent_seconds: 1,
        prompts: PathBuf::new(),
        ca_file: None,
    }
}

/// Where a prompt of the organisation lies.
pub(crate) fn recording_of(folder: &Path, locale: Locale, prompt: Prompt) -> PathBuf {
    place(folder, "wingtip", locale, prompt)
}

impl Wizard<'_> {
    /// Looks at the page until it says this.
    pub(crate) async fn sees(&mut self, words: &str) {
        let mut page = String::new();
        until(async || {
            page = self.look().await.text();
            page.contains(words)
        })
        .await;
    }
}
