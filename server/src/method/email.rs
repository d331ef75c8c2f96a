//! A code by mail.

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
        Channel::Mailbox(address) => Some(address.as_str()),
        _ => None,
    };
    sender.code_mail(change, to, code, minutes).await
}
