//! A telephone call that is answered with `#`: to the person's own telephone, or to the one at the desk.

use async_trait::async_trait;
use domain::contact::Channel;

use super::{Sent, Way};
use crate::post::Sender;
use crate::services::Failure;
use crate::store::Change;

pub(super) struct Call {
    pub(super) is_desk: bool,
}

#[async_trait]
impl Way for Call {
    async fn send(
        &self,
        sender: &Sender<'_>,
        change: &mut Change,
        channel: &Channel,
        sent: Sent,
    ) -> Result<(), Failure> {
        let Sent::Call(asked) = sent else {
            return Ok(());
        };
        let to = match channel {
            Channel::Line(number) if self.is_desk => Some(number.clone()),
            // No mobile telephone has an extension.
            Channel::Line(number) => Some(number.without_extension()),
            _ => None,
        };
        sender.call(change, to.as_ref(), &asked).await
    }
}
