//! Requests that come to us.

use std::sync::Arc;

use rsipstack::dialog::dialog_layer::DialogLayer;
use rsipstack::sip::prelude::HeadersExt as _;
use rsipstack::sip::{Method, StatusCode};
use rsipstack::transaction::TransactionReceiver;
use rsipstack::transaction::transaction::Transaction;
use tracing::debug;

/// Hands requests to their calls until the telephone is closed. We call; nobody calls us.
pub(crate) async fn receive(dialogs: Arc<DialogLayer>, mut requests: TransactionReceiver) {
    while let Some(mut request) = requests.recv().await {
        match dialogs.match_dialog(&request) {
            // In a task of its own: it lasts until the call has answered.
            Some(mut dialog) => drop(tokio::spawn(async move {
                if let Err(error) = dialog.handle(&mut request).await {
                    debug!(%error, "a request within a call failed");
                }
            })),
            None => refuse(&mut request).await,
        }
    }
}

async fn refuse(request: &mut Transaction) {
    let is_within_a_call = request
        .original
        .to_header()
        .is_ok_and(|to| to.tag().is_ok_and(|tag| tag.is_some()));
    let status = match request.original.method {
        // Telephone systems ask in this way whether we are alive.
        Method::Options => StatusCode::OK,
        _ if is_within_a_call => StatusCode::CallTransactionDoesNotExist,
        _ => StatusCode::MethodNotAllowed,
    };
    if let Err(error) = request.reply(status).await {
        debug!(%error, "an answer was not sent");
    }
}
