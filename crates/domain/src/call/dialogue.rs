//! What is asked in a call that was answered, and what a key means.

use serde::{Deserialize, Serialize};

use super::{CallAim, CallOutcome, Prompt};

/// Goes on with what the call was asked for.
pub const CONFIRM: char = '#';
/// "I did not ask for this."
pub const REPORT: char = '9';
/// How often the question is asked in one call.
const ASKS: u8 = 3;
/// And where an exchange answers first: the telephone behind it still has to ring.
const ASKS_BEHIND_AN_EXCHANGE: u8 = 5;

/// What follows in a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Say this and listen.
    Say(Prompt),
    /// Say this and hang up; the outcome is known before it is said.
    End(Prompt, CallOutcome),
}

/// A call that was answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dialogue {
    #[serde(default)]
    aim: CallAim,
    asked: u8,
    wrong: bool,
    #[serde(default)]
    behind_an_exchange: bool,
    /// A key has ended it: what hangs up meanwhile tells nothing else.
    #[serde(default)]
    decided: Option<CallOutcome>,
}

impl Dialogue {
    /// Behind an exchange somebody is put through while the question is asked already.
    pub const fn new(aim: CallAim, behind_an_exchange: bool) -> Self {
        Self {
            aim,
            asked: 0,
            wrong: false,
            behind_an_exchange,
            decided: None,
        }
    }

    /// What is said first.
    pub const fn question(self) -> Prompt {
        self.aim.question()
    }

    /// A key was pressed.
    pub fn pressed(&mut self, key: char) -> Line {
        match key {
            CONFIRM => self.decide(Prompt::Thanks, CallOutcome::Confirmed),
            REPORT => self.decide(Prompt::Reported, CallOutcome::Reported),
            _ => {
                self.wrong = true;
                self.again(Prompt::WrongKey)
            }
        }
    }

    /// Nothing was pressed for a while.
    pub fn silent(&mut self) -> Line {
        self.again(self.question())
    }

    /// The key that ended the call, if one did.
    pub const fn decided(self) -> Option<CallOutcome> {
        self.decided
    }

    /// How the call ends when it is hung up now.
    pub const fn hung_up(self) -> CallOutcome {
        match (self.decided, self.wrong) {
            (Some(outcome), _) => outcome,
            (None, true) => CallOutcome::WrongKey,
            (None, false) => CallOutcome::NoKey,
        }
    }

    fn decide(&mut self, prompt: Prompt, outcome: CallOutcome) -> Line {
        self.decided = Some(outcome);
        Line::End(prompt, outcome)
    }

    fn again(&mut self, prompt: Prompt) -> Line {
        self.asked = self.asked.saturating_add(1);
        let asks = if self.behind_an_exchange {
            ASKS_BEHIND_AN_EXCHANGE
        } else {
            ASKS
        };
        if self.asked >= asks {
            return Line::End(Prompt::Goodbye, self.hung_up());
        }
        Line::Say(prompt)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_key_confirms_and_the_other_reports() {
        let end = |key| Dialogue::default().pressed(key);
        assert_eq!(end('#'), Line::End(Prompt::Thanks, CallOutcome::Confirmed));
        assert_eq!(end('9'), Line::End(Prompt::Reported, CallOutcome::Reported));
    }

    #[test]
    fn the_question_is_asked_three_times_and_five_behind_an_exchange() {
        let mut silent = Dialogue::default();
        assert_eq!(silent.silent(), Line::Say(Prompt::Ask));
        assert_eq!(silent.silent(), Line::Say(Prompt::Ask));
        assert_eq!(
            silent.silent(),
            Line::End(Prompt::Goodbye, CallOutcome::NoKey)
        );

        let mut desk = Dialogue::new(CallAim::Reset, true);
        for _ in 1..ASKS_BEHIND_AN_EXCHANGE {
            assert_eq!(desk.silent(), Line::Say(Prompt::Ask));
        }
        assert_eq!(
            desk.silent(),
            Line::End(Prompt::Goodbye, CallOutcome::NoKey)
        );

        let mut wrong = Dialogue::default();
        assert_eq!(wrong.pressed('1'), Line::Say(Prompt::WrongKey));
        assert_eq!(wrong.hung_up(), CallOutcome::WrongKey);
        assert_eq!(wrong.silent(), Line::Say(Prompt::Ask));
        assert_eq!(
            wrong.pressed('*'),
            Line::End(Prompt::Goodbye, CallOutcome::WrongKey)
        );
    }

    #[test]
    fn the_right_key_counts_after_a_wrong_one() {
        let mut dialogue = Dialogue::default();
        let _ = dialogue.pressed('1');
        let _ = dialogue.pressed('1');
        assert_eq!(
            dialogue.pressed('#'),
            Line::End(Prompt::Thanks, CallOutcome::Confirmed)
        );
    }

    #[test]
    fn a_key_that_ended_the_call_stays_when_it_is_hung_up_at_once() {
        for (key, outcome) in [
            ('#', CallOutcome::Confirmed),
            ('9', CallOutcome::Reported),
            ('1', CallOutcome::WrongKey),
        ] {
            let mut dialogue = Dialogue::default();
            let _ = dialogue.pressed(key);
            assert_eq!(dialogue.hung_up(), outcome);
            let is_end = outcome != CallOutcome::WrongKey;
            assert_eq!(dialogue.decided(), is_end.then_some(outcome));
        }
    }

    #[test]
    fn a_call_says_what_it_is_for_and_says_it_again() {
        let mut dialogue = Dialogue::new(CallAim::Registration, false);
        assert_eq!(dialogue.question(), Prompt::AskToRegister);
        assert_eq!(dialogue.silent(), Line::Say(Prompt::AskToRegister));
    }
}
