//! What leaves the portal for a person's mailbox or telephone, and the carriers that take it there.
//!
//! The outbox stores a [`Message`] and hands it to a [`Carrier`]; the carriers are the only code that
//! speaks SMTP or to a text gateway. Nothing of a recipient or a body ever gets into a fault.

pub mod fault;
pub mod folder;
pub mod gateway;
pub(crate) mod hop;
mod http;
pub mod line;
pub mod link;
pub mod logo;
pub mod mail;
pub mod message;
pub mod moment;
pub mod placeholder;
pub mod smtp;
pub mod text;
pub mod twilio;

use std::sync::Arc;

use async_trait::async_trait;

pub use fault::{DeliveryFault, SettingsFault};
pub use message::{CallRequest, Mail, Message, TextMessage};

/// One way out.
///
/// `key` is the id of the outbox row: a retry brings the same key, so that the next hop can see that
/// it is one message (the `Message-ID` of a mail, the `Idempotency-Key` of a request).
#[async_trait]
pub trait Carrier: Send + Sync {
    /// Hands `message` to the next hop.
    ///
    /// # Errors
    /// [`DeliveryFault::Transient`] when a later try may succeed, else [`DeliveryFault::Permanent`].
    async fn carry(&self, key: &str, message: &Message) -> Result<Receipt, DeliveryFault>;

    /// Ends what it still has under way: the process stops. Most have nothing.
    async fn close(&self) {}
}

/// That the next hop took a message over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// What an operator gives to the provider to find it: `Message-ID`, message SID or key.
    pub reference: String,
}

/// The ways out of a portal.
#[derive(Clone)]
pub struct Carriers {
    pub mail: Arc<dyn Carrier>,
    pub text: Arc<dyn Carrier>,
    /// Not every organisation has a telephone to call with.
    pub call: Option<Arc<dyn Carrier>>,
}

#[async_trait]
impl Carrier for Carriers {
    async fn carry(&self, key: &str, message: &Message) -> Result<Receipt, DeliveryFault> {
        match message {
            Message::Mail(_) => self.mail.carry(key, message).await,
            Message::Text(_) => self.text.carry(key, message).await,
            Message::Call(_) => match &self.call {
                Some(call) => call.carry(key, message).await,
                None => Err(DeliveryFault::permanent("there is no [voice] to call with")),
            },
        }
    }

    async fn close(&self) {
        self.mail.close().await;
        self.text.close().await;
        if let Some(call) = &self.call {
            call.close().await;
        }
    }
}

/// Accepts a key only when it is safe in a header, a file name and a URL as it stands.
fn plain_key(key: &str) -> Result<&str, DeliveryFault> {
    let plain = (1..=64).contains(&key.len())
        && key
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if !plain {
        return Err(DeliveryFault::permanent(
            "the key of the outbox row is not a plain word",
        ));
    }
    Ok(key)
}
