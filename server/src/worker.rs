//! The worker: takes messages out of the outbox, and tidies up.

use std::sync::Arc;
use std::time::Duration;

use domain::call::CallOutcome;
use domain::time::Timestamp;
use tokio::sync::watch;
use tracing::Instrument;

use crate::calls::CallDesk;
use crate::delivery::{Carrier, DeliveryFault, Message};
use crate::reminders::remind;
use crate::services::{Failure, Services};
use crate::store::{BATCH, Delivered, Horizon, OutboxRow, Wakeup};

/// How long a message belongs to the worker that took it: longer than any carrier waits.
const LEASE_SECONDS: u32 = 120;
/// Tries before a message is given up; the waits between them add up to about six minutes, after
/// which the code in it has expired anyway.
const MOST_ATTEMPTS: i64 = 7;
const POLL: Duration = Duration::from_secs(1);
const TIDY: Duration = Duration::from_secs(60);
const DAY: i64 = 86_400_000;

/// Delivers messages; several may run, in this process and in others.
pub struct Worker {
    services: Services,
    carrier: Arc<dyn Carrier>,
}

impl Worker {
    pub fn new(services: Services, carrier: Arc<dyn Carrier>) -> Self {
        Self { services, carrier }
    }

    /// Works until told to stop; a message in hand is finished first.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        let mut wakeup = self.listen().await;
        let mut poll = tokio::time::interval(POLL);
        let mut tidy = tokio::time::interval(TIDY);
        loop {
            tokio::select! {
                () = told_to_stop(&mut stop) => return,
                () = self.services.store.posted() => {}
                lost = wakeup.next() => {
                    if lost.is_err() {
                        wakeup = Wakeup::Polling;
                    }
                }
                _ = poll.tick() => {}
                _ = tidy.tick() => {
                    if matches!(wakeup, Wakeup::Polling) {
                        wakeup = self.listen().await;
                    }
                    if let Err(error) = self.tidy_up().await {
                        tracing::error!(error = &error as &dyn std::error::Error, "tidying up failed");
                    }
                }
            }
            if let Err(error) = self.deliver_due().await {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "the outbox could not be read"
                );
            }
        }
    }

    /// Delivers all that is due, and says how many rows it took.
    ///
    /// # Errors
    /// When the store fails; a carrier's failure is the message's own.
    pub async fn deliver_due(&self) -> Result<usize, Failure> {
        let mut taken = 0;
        loop {
            let now = self.services.now();
            let until = now.plus_seconds(LEASE_SECONDS);
            let rows = self.services.store.lease_messages(until, now).await?;
            taken += rows.len();
            let was_all = rows.len() < BATCH;
            let deliveries = rows.iter().map(|row| {
                let span = tracing::info_span!("deliver", correlation.id = %row.correlation_id);
                self.deliver(row).instrument(span)
            });
            for delivered in futures::future::join_all(deliveries).await {
                delivered?;
            }
            if was_all {
                return Ok(taken);
            }
        }
    }

    async fn deliver(&self, row: &OutboxRow) -> Result<(), Failure> {
        let store = &self.services.store;
        let message = self.opened(row);
        let carried = match &message {
            Ok(message) => self.carry(row, message).await,
            Err(reason) => Err(DeliveryFault::permanent(reason.clone())),
        };
        let delivered = match carried {
            Ok(()) => Delivered::Yes,
            Err(fault) if fault.is_transient() && row.attempts < MOST_ATTEMPTS => {
                tracing::warn!(message.id = %row.id, attempt = row.attempts, fault = %fault, "a message waits for another try");
                store
                    .retry_message(
                        &row.id,
                        self.services.now().plus_seconds(wait_seconds(row.attempts)),
                    )
                    .await?;
                return Ok(());
            }
            Err(fault) => {
                tracing::error!(message.id = %row.id, attempt = row.attempts, fault = %fault, "a message is given up");
                if let Ok(Message::Call(call)) = &message {
                    // Somebody looks at a page that says that the telephone rings.
                    let desk = CallDesk::new(self.services.clone());
                    desk.ended(&call.id, CallOutcome::Unreachable).await?;
                }
                Delivered::Never
            }
        };
        store
            .finish_message(&row.id, delivered, self.services.now())
            .await?;
        Ok(())
    }

    fn opened(&self, row: &OutboxRow) -> Result<Message, String> {
        let sealed = self.services.keys.open(&row.id, &row.sealed);
        let bytes = sealed.map_err(|e| e.to_string())?;
        serde_json::from_slice(&bytes).map_err(|_| "the message is not readable".to_owned())
    }

    async fn carry(&self, row: &OutboxRow, message: &Message) -> Result<(), DeliveryFault> {
        if row.is_void() {
            return Ok(());
        }
        if let Message::Call(call) = message
            && self.services.now() >= call.not_after
        {
            return Err(DeliveryFault::permanent(
                "nobody waits for the call any more",
            ));
        }
        let receipt = self.carrier.carry(&row.id, message).await?;
        tracing::info!(message.id = %row.id, receipt = %receipt.reference, "a message was delivered");
        Ok(())
    }

    /// Marks what was interrupted, deletes what nobody needs any more, and reminds of passwords that
    /// will be too old.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn tidy_up(&self) -> Result<(), Failure> {
        let now = self.services.now();
        let ago = |ms: i64| Timestamp::from_unix_ms(now.unix_ms() - ms);
        let interrupted = self
            .services
            .store
            .mark_interrupted(ago(600_000), now)
            .await?;
        if interrupted > 0 {
            tracing::warn!(acts = interrupted, "acts were interrupted");
        }
        let horizon = Horizon {
            expired: ago(3_600_000),
            stale: ago(40 * DAY),
        };
        self.services.store.clean_up(horizon).await?;
        self.services.store.forget_answers(now).await?;
        remind(&self.services).await
    }

    async fn listen(&self) -> Wakeup {
        match self.services.store.wakeup().await {
            Ok(wakeup) => wakeup,
            Err(error) => {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "cannot listen for messages; polling"
                );
                Wakeup::Polling
            }
        }
    }
}

/// Waits until the server is told to stop.
pub(crate) async fn told_to_stop(stop: &mut watch::Receiver<bool>) {
    // An error means that whoever could tell is gone, which is the same.
    let _ = stop.wait_for(|stop| *stop).await.is_ok();
}

/// 2 s, 4 s, 8 s … up to two minutes.
fn wait_seconds(attempts: i64) -> u32 {
    let doublings = u32::try_from(attempts.clamp(1, 7)).unwrap_or(7);
    (1 << doublings).min(120)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_grows_and_stays_below_its_bound() {
        let waits: Vec<_> = (1..=9).map(wait_seconds).collect();
        assert_eq!(waits, [2, 4, 8, 16, 32, 64, 120, 120, 120]);
    }
}
