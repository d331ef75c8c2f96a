//! Where something can be guessed.

use std::ops::RangeInclusive;

use domain::challenge::Proof;
use futures::future::join_all;
use server::calls::{CallDesk, Heard};

use crate::support::Browser;

/// One browser at one step, or one call.
#[derive(Clone)]
pub(super) enum Door {
    Form(Form),
    Call { desk: CallDesk, id: String },
}

/// A form, as it is filled in right and wrong.
#[derive(Clone)]
pub(super) struct Form {
    pub(super) browser: Browser,
    pub(super) path: String,
    /// Where forms are made for a turn.
    pub(super) turn: Option<u32>,
    pub(super) filled_in: FilledIn,
}

#[derive(Clone)]
pub(super) struct FilledIn {
    pub(super) right: Vec<(&'static str, String)>,
    pub(super) wrong: Vec<(&'static str, String)>,
}

impl Door {
    /// Gives a proof; where forms are made for a turn, as if it were so many later.
    async fn knock(&mut self, proof: Proof, later: u32) {
        match self {
            Self::Call { desk, id } => {
                let key = if proof == Proof::Right { '#' } else { '1' };
                let heard = desk.heard(id, Heard::Pressed(key)).await;
                heard.expect("the store answers");
            }
            Self::Form(form) => form.send(proof, later).await,
        }
    }
}

impl Form {
    async fn send(&mut self, proof: Proof, later: u32) {
        let filled_in = if proof == Proof::Right {
            &self.filled_in.right
        } else {
            &self.filled_in.wrong
        };
        let turn = self.turn.map(|turn| (turn + later).to_string());
        let turn = turn.as_deref().map(|turn| ("turn", turn));
        let filled_in = filled_in
            .iter()
            .map(|(name, value)| (*name, value.as_str()));
        let fields: Vec<_> = turn.into_iter().chain(filled_in).collect();
        let page = self.browser.submit(&self.path, &fields).await;
        assert!(page.status.is_redirection(), "{}", page.text());
    }
}

/// A hundred knocks at once, shared among these doors.
pub(super) async fn a_hundred(doors: &[Door], proof: Proof) -> Vec<Door> {
    let mut copies: Vec<Door> = doors.iter().cycle().take(100).cloned().collect();
    knock(&mut copies, proof, 0).await;
    copies
}

/// Knocks at each once for each of these turns, counted from that of its form, so that no form is refused for
/// being old alone. Copies of a browser keep the cookies that they were given before.
pub(super) async fn for_turns(doors: &mut [Door], proof: Proof, turns: RangeInclusive<u32>) {
    for later in turns {
        knock(doors, proof, later).await;
    }
}

async fn knock(doors: &mut [Door], proof: Proof, later: u32) {
    join_all(doors.iter_mut().map(|door| door.knock(proof, later))).await;
}
