//! A call that is not answered yet.

use rsipstack::dialog::dialog::{DialogState, DialogStateReceiver};
use tokio_util::task::TaskTracker;

/// What becomes of it. Dropped before it was answered, it is cancelled by the stack, and whoever closes
/// the telephone waits until that was said.
pub(super) struct Ringing {
    states: Option<DialogStateReceiver>,
    farewells: TaskTracker,
}

impl Ringing {
    pub(super) const fn new(states: DialogStateReceiver, farewells: TaskTracker) -> Self {
        Self {
            states: Some(states),
            farewells,
        }
    }

    /// Returns once the server has the call in hand.
    pub(super) async fn first_sign(&mut self) {
        if let Some(states) = &mut self.states {
            while let Some(state) = states.recv().await {
                if matches!(state, DialogState::Trying(_) | DialogState::Early(..)) {
                    return;
                }
            }
        }
        // The invitation is over, and its outcome says more.
        std::future::pending().await
    }

    /// They answered: what becomes of the call from here on.
    pub(super) fn answered(mut self) -> Option<DialogStateReceiver> {
        self.states.take()
    }
}

impl Drop for Ringing {
    fn drop(&mut self) {
        let Some(mut states) = self.states.take() else {
            return;
        };
        // Nobody can tell any more once the stack has let go of the call.
        let cancelled = async move { while states.recv().await.is_some() {} };
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            self.farewells.spawn_on(cancelled, &runtime);
        }
    }
}
