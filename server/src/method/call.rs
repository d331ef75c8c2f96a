//! A telephone call that is answered with `#`: to the person's own telephone, or to the one at the desk.

use domain::contact::Channel;
use domain::method::Method;

use crate::post::Sender;
use crate::services::Failure;
use crate::store::{Change, Waits};

pub(super) async fn place(
    sender: &Sender<'_>,
    change: &mut Change,
    method: Method,
    channel: &Channel,
    waits: &Waits,
    attempt: u32,
) -> Result<(), Failure> {
    let to = match (method, channel) {
        (Method::OfficeCall, Channel::Line(number)) => Some(number.clone()),
        // Its owner wrote it down, and could have keys sent to any machine.
        (_, Channel::Line(number)) => Some(number.without_extension()),
        _ => None,
    };
    sender.call(change, to.as_ref(), waits, attempt).await
}
