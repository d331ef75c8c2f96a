//! Tells pages that wait that their reset has moved on by itself.

use std::time::Duration;

use tokio::sync::broadcast;

/// Tellings that a slow listener may miss before it looks by itself.
const KEPT: usize = 64;
/// How often a listener looks by itself: another replica may have moved the reset on.
const LOOK: Duration = Duration::from_secs(1);

/// The resets of this process that moved on.
#[derive(Clone, Debug)]
pub struct Moves(broadcast::Sender<String>);

impl Default for Moves {
    fn default() -> Self {
        Self(broadcast::Sender::new(KEPT))
    }
}

impl Moves {
    /// Something happened to this challenge.
    pub fn tell(&self, challenge: &str) {
        // An error means that nobody listens.
        let _ = self.0.send(challenge.to_owned());
    }

    /// How many wait.
    pub fn listeners(&self) -> usize {
        self.0.receiver_count()
    }

    /// Listens from now on.
    pub fn listen(&self) -> Listener {
        Listener(self.0.subscribe())
    }
}

/// Somebody who waits.
#[derive(Debug)]
pub struct Listener(broadcast::Receiver<String>);

impl Listener {
    /// Returns when the challenge may have moved, which is no later than after a second.
    pub async fn next(&mut self, challenge: &str) {
        let told = async {
            // Behind, or the process ends: look at once.
            while let Ok(moved) = self.0.recv().await {
                if moved == challenge {
                    return;
                }
            }
        };
        // An error is the time being over, which is as good a reason to look.
        let _ = tokio::time::timeout(LOOK, told).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn whoever_waits_is_woken_by_its_own_challenge() {
        let moves = Moves::default();
        let mut mine = moves.listen();
        moves.tell("another");
        moves.tell("mine");
        let told = tokio::time::timeout(LOOK / 2, mine.next("mine")).await;
        assert!(told.is_ok());
    }

    #[tokio::test]
    async fn whoever_is_told_nothing_looks_by_itself() {
        let moves = Moves::default();
        moves.listen().next("mine").await;
    }
}
