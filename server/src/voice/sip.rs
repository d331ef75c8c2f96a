//! Calls over the organisation's own telephone system, or any SIP trunk.

mod conversation;

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use domain::call::{CallOutcome, Prompt};
use domain::locale::Locale;
use domain::secret::Secret;
use serde::Deserialize;
use telephone::{Ended, Extension, NotANumber, Number, Telephone};
use tracing::Instrument as _;

use super::prompts::Prompts;
use crate::calls::CallDesk;
use crate::delivery::{CallRequest, Carrier, DeliveryFault, Message, Receipt};
use conversation::Conversation;

/// The account at the telephone system.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SipSettings {
    /// `host` or `host:port`; every call goes through it.
    pub server: String,
    #[serde(default)]
    pub transport: Transport,
    /// The domain in addresses, when it is not the server's host.
    pub domain: Option<String>,
    pub user: String,
    pub password: Option<Secret>,
    /// The number that is shown.
    pub caller: Option<String>,
    /// What is dialled in place of `+`, such as `00`.
    pub plus: Option<String>,
    /// The address of this machine that the telephone system reaches.
    pub local: IpAddr,
    /// The UDP port for SIP; 0 takes any.
    #[serde(default)]
    pub sip_port: u16,
    /// The first and the last UDP port for sound; any when not set.
    pub media_ports: Option<(u16, u16)>,
    #[serde(default = "crate::voice::ring_seconds")]
    pub ring_seconds: u16,
    /// From the answer of an exchange to the first digit of an extension.
    #[serde(default = "crate::voice::extension_pause_seconds")]
    pub extension_pause_seconds: u16,
    /// The folder of what is said, as `regain prompts` makes it.
    pub prompts: PathBuf,
    /// PEM file with certificates to trust besides those of the operating system.
    pub ca_file: Option<PathBuf>,
}

/// How SIP is carried.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Transport {
    #[default]
    Tls,
    Udp,
}

/// Why there is no telephone to call with.
#[derive(Debug, thiserror::Error)]
pub enum SipFault {
    #[error(transparent)]
    Open(#[from] telephone::OpenFault),
    #[error("the prompt {0} cannot be played")]
    Recording(&'static str, #[source] telephone::BadRecording),
}

/// What is said to people of one organisation, in one language.
type Voice = BTreeMap<Prompt, telephone::Prompt>;

/// Places calls, and tells how they end.
pub struct SipCarrier {
    telephone: Telephone,
    ring: Duration,
    voices: BTreeMap<(String, Locale), Arc<Voice>>,
    desk: CallDesk,
}

impl SipCarrier {
    /// Opens the telephone; the system behind it is asked nothing yet.
    ///
    /// # Errors
    /// [`SipFault`].
    pub async fn open(
        settings: &SipSettings,
        prompts: &Prompts,
        desk: CallDesk,
    ) -> Result<Self, SipFault> {
        let mut voices: BTreeMap<_, Voice> = BTreeMap::new();
        for (tenant, locale, prompt, recording) in prompts.all() {
            let playable = telephone::Prompt::from_wav(recording)
                .map_err(|e| SipFault::Recording(prompt.name(), e))?;
            let voice = voices.entry((tenant.to_owned(), locale)).or_default();
            voice.insert(prompt, playable);
        }
        let voices = voices
            .into_iter()
            .map(|(whose, voice)| (whose, Arc::new(voice)));
        Ok(Self {
            telephone: Telephone::open(&account(settings)).await?,
            ring: Duration::from_secs(settings.ring_seconds.into()),
            voices: voices.collect(),
            desk,
        })
    }
}

fn account(settings: &SipSettings) -> telephone::Settings {
    let password = settings.password.as_ref();
    telephone::Settings {
        server: settings.server.clone(),
        transport: match settings.transport {
            Transport::Tls => telephone::Transport::Tls,
            Transport::Udp => telephone::Transport::Udp,
        },
        domain: settings.domain.clone(),
        user: settings.user.clone(),
        password: password.map(|password| telephone::Password::new(password.expose())),
        caller: settings.caller.clone(),
        plus: settings.plus.clone(),
        local: settings.local,
        sip_port: settings.sip_port,
        media_ports: settings.media_ports.map(|(first, last)| first..=last),
        ca_file: settings.ca_file.clone(),
        timing: telephone::Timing {
            extension_pause: Duration::from_secs(settings.extension_pause_seconds.into()),
            ..telephone::Timing::default()
        },
    }
}

#[async_trait]
impl Carrier for SipCarrier {
    /// Hands the call to a task of its own: it takes longer than a message may. Should this process
    /// end, so does the call, and the page says after a while that nobody answered.
    async fn carry(&self, key: &str, message: &Message) -> Result<Receipt, DeliveryFault> {
        let Message::Call(call) = message else {
            return Err(DeliveryFault::permanent("a telephone makes calls only"));
        };
        let number =
            dialled(call).map_err(|_| DeliveryFault::permanent("the number cannot be dialled"))?;
        let voice = self.voices.get(&(call.tenant_id.clone(), call.language));
        let Some(voice) = voice.cloned() else {
            return Err(DeliveryFault::permanent("there are no prompts to say"));
        };
        let (telephone, desk, ring) = (self.telephone.clone(), self.desk.clone(), self.ring);
        let call = call.clone();
        let placed = async move { place(&telephone, ring, &desk, &call, &number, voice).await };
        tokio::spawn(placed.in_current_span());
        Ok(Receipt {
            reference: key.to_owned(),
        })
    }
}

fn dialled(call: &CallRequest) -> Result<Number, NotANumber> {
    let number = Number::parse(&call.to)?;
    Ok(match &call.extension {
        Some(extension) => number.with_extension(Extension::parse(extension)?),
        None => number,
    })
}

async fn place(
    telephone: &Telephone,
    ring: Duration,
    desk: &CallDesk,
    call: &CallRequest,
    number: &Number,
    voice: Arc<Voice>,
) {
    let mut conversation = Conversation {
        dialogue: call.dialogue(),
        voice,
        desk: desk.clone(),
        call: call.id.clone(),
    };
    let ended = telephone.call(number, ring, &mut conversation).await;
    let outcome = match ended {
        // Known before, should a key have ended it.
        Ended::HungUp | Ended::LeftByThem => conversation.dialogue.hung_up(),
        Ended::Busy => CallOutcome::Busy,
        Ended::NoAnswer | Ended::Rejected => CallOutcome::NoAnswer,
        Ended::Lost | Ended::Unreachable { .. } => CallOutcome::Unreachable,
    };
    tell(desk, &call.id, outcome).await;
}

async fn tell(desk: &CallDesk, call: &str, outcome: CallOutcome) {
    if let Err(error) = desk.ended(call, outcome).await {
        tracing::error!(
            error = &error as &dyn std::error::Error,
            "the end of a call could not be told"
        );
    }
}
