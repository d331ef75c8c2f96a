//! Answers to questions: judged and hashed before anything is locked, because hashing is slow.

use app::ports::AnswerForm;
use domain::policy::Policy;
use domain::questions::Question;
use domain::refusal::Refusal;
use domain::registration::{AnswerRow, Enrolment, SealedAnswers, judged};
use domain::secret::Secret;

use super::SetupDesk;
use crate::method::questions;
use crate::services::Failure;
use crate::store::StoredAnswer;

/// Rows that a form can have.
const ROWS: usize = 5;
/// Characters of a key or of a question of the organisation's own.
const QUESTION_MAX: usize = 200;
/// Characters of an answer that are shown again; the form takes no more.
const TYPED_MAX: usize = 200;

/// What became of a form: hashes, or why there are none.
pub(super) type Judged = Result<Vec<StoredAnswer>, Refused>;

/// A form that is shown again.
pub(super) struct Refused {
    pub(super) why: Refusal,
    pub(super) chosen: Vec<Question>,
    pub(super) typed: SealedAnswers,
}

impl SetupDesk {
    pub(super) async fn judge_answers(
        &self,
        enrolment: &Enrolment,
        form: Vec<AnswerForm>,
        policy: &Policy,
    ) -> Result<Judged, Failure> {
        let short = |row: &AnswerForm| row.question.chars().count() <= QUESTION_MAX;
        let rows: Vec<AnswerRow> = form
            .into_iter()
            .take(ROWS)
            .map(|row| AnswerRow {
                question: Question::new(if short(&row) {
                    row.question
                } else {
                    String::new()
                }),
                answer: row.answer,
            })
            .collect();
        let judged = match judged(&policy.questions, &rows) {
            Ok(judged) => judged,
            Err(why) => return Ok(Err(self.refused(&enrolment.id, why, &rows)?)),
        };
        let person = &enrolment.person;
        let mut hashed = Vec::with_capacity(judged.len());
        for (question, answer) in judged {
            let answer_hash = questions::hashed(&self.services, person, &answer).await?;
            hashed.push(StoredAnswer {
                question,
                answer_hash,
            });
        }
        Ok(Ok(hashed))
    }

    fn refused(
        &self,
        enrolment: &str,
        why: Refusal,
        rows: &[AnswerRow],
    ) -> Result<Refused, Failure> {
        let typed: Vec<Secret> = rows.iter().map(|row| bounded(&row.answer)).collect();
        Ok(Refused {
            why,
            chosen: rows.iter().map(|row| row.question.clone()).collect(),
            typed: self.sealed(enrolment, &typed)?,
        })
    }
}

/// As much as the form takes.
fn bounded(typed: &Secret) -> Secret {
    let plain = typed.expose().chars().filter(|c| !c.is_control());
    Secret::new(plain.take(TYPED_MAX).collect::<String>())
}
