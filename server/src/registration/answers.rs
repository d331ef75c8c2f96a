//! Answers to questions: judged and hashed before anything is locked, because hashing is slow.

use app::ports::AnswerForm;
use domain::policy::Policy;
use domain::questions::Question;
use domain::refusal::Refusal;
use domain::registration::{AnswerRow, judged};

use super::SetupDesk;
use crate::services::Failure;
use crate::store::StoredAnswer;

/// Rows that a form can have.
const ROWS: usize = 5;
/// Characters of a key or of a question of the organisation's own.
const QUESTION_MAX: usize = 200;

/// What became of a form: hashes, or why not and what was chosen.
pub(super) type Judged = Result<Vec<StoredAnswer>, (Refusal, Vec<Question>)>;

impl SetupDesk {
    pub(super) async fn judge_answers(
        &self,
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
        let chosen = || rows.iter().map(|row| row.question.clone()).collect();
        let judged = match judged(&policy.questions, &rows) {
            Ok(judged) => judged,
            Err(why) => return Ok(Err((why, chosen()))),
        };
        let mut hashed = Vec::with_capacity(judged.len());
        for (question, answer) in judged {
            let answer_hash = self
                .services
                .passwords
                .hash(answer.secret().clone())
                .await?;
            hashed.push(StoredAnswer {
                question,
                answer_hash,
            });
        }
        Ok(Ok(hashed))
    }
}
