//! What takes long in a submit, done before anything is locked.

use app::ports::SetupAct;
use domain::challenge::Proof;
use domain::policy::Policy;
use domain::refusal::Refusal;
use domain::registration::{Enrolment, State, Work};

use super::SetupDesk;
use super::answers::Judged;
use super::load::Somebody;
use crate::method::passkey::{Made, register};
use crate::services::Failure;

/// What was slow, and is done.
pub(super) enum Ready {
    Nothing,
    Password(Result<(), Refusal>),
    Answers(Judged),
    Passkey(Made),
    Tried(Option<Proof>),
}

impl SetupDesk {
    /// Does what is slow, where it belongs to the step that was seen.
    pub(super) async fn prepared(
        &self,
        somebody: &Somebody,
        seen: &Enrolment,
        act: SetupAct,
        policy: &Policy,
    ) -> Result<(SetupAct, Ready), Failure> {
        Ok(match (&seen.state, act) {
            (State::Prove { .. }, SetupAct::Prove { password }) => {
                let right = self.password_right(somebody, &password, policy).await?;
                (SetupAct::Prove { password }, Ready::Password(right))
            }
            (
                State::Working {
                    work: Work::Questions { .. },
                    ..
                },
                SetupAct::Answer { rows },
            ) => {
                let judged = self.judge_answers(seen, rows, policy).await?;
                (
                    SetupAct::Answer { rows: Vec::new() },
                    Ready::Answers(judged),
                )
            }
            (
                State::Working {
                    work: Work::Passkey { .. },
                    ..
                },
                SetupAct::Passkey {
                    name,
                    answer,
                    trouble,
                },
            ) => {
                let (services, person) = (&self.services, &somebody.person);
                let made = register(services, seen, person, &name, &answer, &trouble).await?;
                (
                    SetupAct::Passkey {
                        name,
                        answer,
                        trouble,
                    },
                    Ready::Passkey(made),
                )
            }
            (_, SetupAct::TestAnswers { answers }) => {
                let proof = self.tried_answers(seen, &answers).await?;
                let answers = Vec::new();
                (SetupAct::TestAnswers { answers }, Ready::Tried(proof))
            }
            (_, act) => (act, Ready::Nothing),
        })
    }
}
