//! A call that is up, and is hung up whatever becomes of us.

use std::sync::Arc;

use rsipstack::dialog::dialog_layer::DialogLayer;
use rsipstack::dialog::invite_dialog::InviteDialog;
use tokio_util::task::TaskTracker;
use tracing::debug;

/// Hangs up when dropped: at the end of a script as well as when the future of a call is dropped.
pub(super) struct Held {
    dialog: InviteDialog,
    dialogs: Arc<DialogLayer>,
    farewells: TaskTracker,
}

impl Held {
    pub(super) const fn new(
        dialog: InviteDialog,
        dialogs: Arc<DialogLayer>,
        farewells: TaskTracker,
    ) -> Self {
        Self {
            dialog,
            dialogs,
            farewells,
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let (dialog, dialogs) = (self.dialog.clone(), Arc::clone(&self.dialogs));
        // A task of its own: the other side may be gone, and saying so again and again takes half
        // a minute. It does nothing if they hung up.
        let farewell = async move {
            if let Err(error) = dialog.hangup().await {
                debug!(%error, "hanging up was not confirmed");
            }
            dialogs.remove_dialog(&dialog.id());
        };
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            self.farewells.spawn_on(farewell, &runtime);
        }
    }
}
