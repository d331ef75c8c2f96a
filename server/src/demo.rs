//! The demo: Wingtip Toys, with people in every situation, and an outbox to read.

mod people;

use app::failure::Unavailable;
use app::ports::{DemoOutbox, KeptMessage};
use async_trait::async_trait;

use crate::delivery::Message;
use crate::delivery::folder::{Delivered, FolderCarrier};
use crate::reset::report;
use crate::services::Failure;

pub use people::{HELP, PASSWORD, QUESTIONS, Situation, people, told};

/// The folder of messages as a page.
pub struct Outbox(FolderCarrier);

impl Outbox {
    pub fn new(folder: FolderCarrier) -> Self {
        Self(folder)
    }
}

#[async_trait]
impl DemoOutbox for Outbox {
    async fn messages(&self) -> Result<Vec<KeptMessage>, Unavailable> {
        let list = self
            .0
            .list()
            .await
            .map_err(|e| report(Failure::Folder(e)))?;
        Ok(list.into_iter().map(kept).collect())
    }
}

fn kept(delivered: Delivered) -> KeptMessage {
    let since = delivered
        .at
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default();
    let kept_at = i64::try_from(since.as_millis()).unwrap_or(i64::MAX);
    match delivered.message {
        Message::Mail(mail) => KeptMessage {
            is_mail: true,
            to: mail.to,
            subject: mail.subject,
            body: mail.text,
            kept_at,
        },
        Message::Text(text) => KeptMessage {
            is_mail: false,
            to: text.to,
            subject: String::new(),
            body: text.body,
            kept_at,
        },
    }
}
