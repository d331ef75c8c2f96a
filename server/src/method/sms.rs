//! A code by text message.

use domain::contact::Channel;
use domain::secret::Code;

use crate::post::Sender;
use crate::services::Failure;
use crate::store::Change;

pub(super) async fn send(
    sender: &Sender<'_>,
    change: &mut Change,
    channel: &Channel,
    code: Code,
    minutes: u32,
) -> Result<(), Failure> {
    let to = match channel {
        Channel::Line(number) => Some(number.e164()),
        _ => None,
    };
    sender.code_text(change, to.as_deref(), code, minutes).await
}
