//! A code by text message.

use async_trait::async_trait;
use domain::contact::Channel;

use super::{Sent, Way};
use crate::post::Sender;
use crate::services::Failure;
use crate::store::Change;

pub(super) struct Sms;

#[async_trait]
impl Way for Sms {
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
            Channel::Line(number) => Some(number.e164()),
            _ => None,
        };
        sender.code_text(change, to.as_deref(), code, minutes).await
    }
}
