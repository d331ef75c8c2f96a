//! Calls over the organisation's own telephone system, or any SIP trunk.

mod conversation;
mod settings;

pub use settings::{SipSettings, Transport};

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use domain::call::{CallOutcome, Dialogue, Prompt};
use domain::locale::Locale;
use domain::time::Timestamp;
use telephone::{Ended, Extension, Limits, NotANumber, Number, Telephone};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::Instrument as _;

use super::TAKEN_WITHIN_SECONDS;
use super::prompts::Prompts;
use crate::calls::CallDesk;
use crate::delivery::{CallRequest, Carrier, DeliveryFault, Message, Receipt};
use conversation::Conversation;

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
    /// Calls that are up, ring, or wait for a line.
    calls: TaskTracker,
    closing: CancellationToken,
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
        let longest = voices.values().flat_map(BTreeMap::values);
        let longest = longest.map(telephone::Prompt::duration).max();
        let account = settings.account(longest.unwrap_or_default());
        let voices = voices
            .into_iter()
            .map(|(whose, voice)| (whose, Arc::new(voice)));
        Ok(Self {
            telephone: Telephone::open(&account).await?,
            ring: Duration::from_secs(settings.ring_seconds.into()),
            voices: voices.collect(),
            desk,
            calls: TaskTracker::new(),
            closing: CancellationToken::new(),
        })
    }
}

#[async_trait]
impl Carrier for SipCarrier {
    /// Hands the call to a task of its own: it takes longer than a message may.
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
        let placing = Placing {
            telephone: self.telephone.clone(),
            limits: Limits {
                ring: self.ring,
                whole: left(call, self.desk.now()),
            },
            number,
            closing: self.closing.clone(),
        };
        let conversation = Conversation {
            dialogue: call.dialogue(),
            voice,
            desk: self.desk.clone(),
            call: call.id.clone(),
        };
        let placed = async move { placing.place(conversation).await };
        self.calls.spawn(placed.in_current_span());
        Ok(Receipt {
            reference: key.to_owned(),
        })
    }

    /// Hangs up, and tells those who wait that they cannot be called now.
    async fn close(&self) {
        self.closing.cancel();
        self.calls.close();
        self.calls.wait().await;
        self.telephone.clone().close().await;
    }
}

fn dialled(call: &CallRequest) -> Result<Number, NotANumber> {
    let number = Number::parse(&call.to)?;
    Ok(match &call.extension {
        Some(extension) => number.with_extension(Extension::parse(extension)?),
        None => number,
    })
}

/// As long as somebody waits for the call. A moment less: a key that is thanked for counts.
fn left(call: &CallRequest, now: Timestamp) -> Duration {
    let seconds = call.not_after.seconds_after(now);
    Duration::from_secs(seconds.saturating_sub(TAKEN_WITHIN_SECONDS).into())
}

/// A call about to be placed.
struct Placing {
    telephone: Telephone,
    limits: Limits,
    number: Number,
    closing: CancellationToken,
}

impl Placing {
    async fn place(self, mut conversation: Conversation) {
        let call = self
            .telephone
            .call(&self.number, self.limits, &mut conversation);
        let ended = self.closing.run_until_cancelled(call).await;
        let outcome = outcome(ended, conversation.dialogue);
        tell(&conversation.desk, &conversation.call, outcome).await;
    }
}

/// Nothing has ended where the portal was stopped before.
fn outcome(ended: Option<Ended>, dialogue: Dialogue) -> CallOutcome {
    if let Some(decided) = dialogue.decided() {
        return decided;
    }
    match ended {
        Some(Ended::HungUp | Ended::LeftByThem) => dialogue.hung_up(),
        Some(Ended::Busy) => CallOutcome::Busy,
        Some(Ended::NoAnswer | Ended::Rejected) => CallOutcome::NoAnswer,
        Some(Ended::Lost | Ended::Unreachable { .. }) => CallOutcome::Unreachable,
        Some(Ended::NoLine) | None => CallOutcome::NoLine,
    }
}

async fn tell(desk: &CallDesk, call: &str, outcome: CallOutcome) {
    if let Err(error) = desk.ended(call, outcome).await {
        tracing::error!(
            error = &error as &dyn std::error::Error,
            "the end of a call could not be told"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_end_has_its_meaning_and_a_key_that_decided_goes_before_it() {
        let ends = [
            (Some(Ended::HungUp), CallOutcome::NoKey),
            (Some(Ended::LeftByThem), CallOutcome::NoKey),
            (Some(Ended::Busy), CallOutcome::Busy),
            (Some(Ended::NoAnswer), CallOutcome::NoAnswer),
            (Some(Ended::Rejected), CallOutcome::NoAnswer),
            (Some(Ended::Lost), CallOutcome::Unreachable),
            (
                Some(Ended::Unreachable { status: Some(404) }),
                CallOutcome::Unreachable,
            ),
            (Some(Ended::NoLine), CallOutcome::NoLine),
            (None, CallOutcome::NoLine),
        ];
        for (ended, meaning) in ends {
            assert_eq!(outcome(ended, Dialogue::default()), meaning, "{ended:?}");
            for (key, decided) in [('#', CallOutcome::Confirmed), ('9', CallOutcome::Reported)] {
                let mut dialogue = Dialogue::default();
                let _ = dialogue.pressed(key);
                assert_eq!(outcome(ended, dialogue), decided, "{ended:?}");
            }
        }
    }
}
