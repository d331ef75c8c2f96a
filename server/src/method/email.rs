//! A code by mail.

use async_trait::async_trait;
use domain::contact::Channel;

use super::{Sent, Way};
use crate::post::Sender;
use crate::services::Failure;
use crate::store::Change;

pub(super) struct Email;

#[async_trait]
impl Way for Email {
    async fn send(
        &self,
        sender: &Sender<'_>,
        change: &mut Change,
        channel: &Channel,
        sent: Sent,
    ) -> Result<(), Failure> {
        let Sent::Code { code, minutes } = sent else {
            return Ok(());
        };
        let to = match channel {
            Channel::Mailbox(address) => Some(address.as_str()),
            _ => None,
        };
        sender.code_mail(change, to, code, minutes).await
    }
}
