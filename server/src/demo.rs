//! The demo: Wingtip Toys, with people in every situation, and an outbox to read.

mod people;

use app::failure::Unavailable;
use app::ports::{DemoOutbox, KeptKind, KeptMessage};
use app::text::{texts, voice_text};
use async_trait::async_trait;

use crate::calls::{CallDesk, Heard};
use crate::delivery::Message;
use crate::delivery::folder::{Delivered, FolderCarrier};
use crate::reset::report;
use crate::services::{Failure, Services};

pub use people::{HELP, PASSWORD, QUESTIONS, Situation, people, told};

/// The folder of messages as a page, on which calls can be answered.
pub struct Outbox {
    folder: FolderCarrier,
    calls: CallDesk,
    organisation: String,
}

impl Outbox {
    pub fn new(folder: FolderCarrier, services: &Services) -> Self {
        Self {
            folder,
            calls: CallDesk::new(services.clone()),
            organisation: services.home.name.clone(),
        }
    }

    async fn kept(&self, delivered: Delivered) -> Result<KeptMessage, Failure> {
        let since = delivered
            .at
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap_or_default();
        let kept_at = i64::try_from(since.as_millis()).unwrap_or(i64::MAX);
        Ok(match delivered.message {
            Message::Mail(mail) => KeptMessage {
                kind: KeptKind::Mail,
                to: mail.to,
                subject: mail.subject,
                body: mail.text,
                kept_at,
            },
            Message::Text(text) => KeptMessage {
                kind: KeptKind::Text,
                to: text.to,
                subject: String::new(),
                body: text.body,
                kept_at,
            },
            Message::Call(call) => {
                let rings = self.calls.under_way(&call.id).await?;
                let said = voice_text(
                    texts(call.language),
                    call.aim.question(),
                    &self.organisation,
                );
                KeptMessage {
                    kind: KeptKind::Call(rings.map(|call| call.id)),
                    to: call.to,
                    subject: String::new(),
                    body: said,
                    kept_at,
                }
            }
        })
    }

    async fn all(&self) -> Result<Vec<KeptMessage>, Failure> {
        let mut kept = Vec::new();
        for delivered in self.folder.list().await? {
            kept.push(self.kept(delivered).await?);
        }
        Ok(kept)
    }

    async fn answer(&self, call: &str, key: Option<char>) -> Result<(), Failure> {
        match key {
            Some(key) => self.calls.heard(call, Heard::Pressed(key)).await.map(drop),
            None => self.calls.hung_up(call).await,
        }
    }
}

#[async_trait]
impl DemoOutbox for Outbox {
    async fn messages(&self) -> Result<Vec<KeptMessage>, Unavailable> {
        self.all().await.map_err(report)
    }

    async fn press(&self, call: &str, key: Option<char>) -> Result<(), Unavailable> {
        self.answer(call, key).await.map_err(report)
    }
}
