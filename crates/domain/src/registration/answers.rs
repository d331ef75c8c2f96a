//! Judging chosen questions and their answers.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::questions::{Answer, Question, QuestionRules};
use crate::refusal::Refusal;
use crate::secret::Secret;

/// One row of the form, as typed.
#[derive(Clone, Debug)]
pub struct AnswerRow {
    pub question: Question,
    pub answer: Secret,
}

/// What was typed and refused, readable by the caller alone.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SealedAnswers(String);

impl SealedAnswers {
    pub const fn new(sealed: String) -> Self {
        Self(sealed)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SealedAnswers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// The answers to hash: as many as policy asks for, all out of its pool.
///
/// # Errors
/// The first thing that is wrong, with its row; rows are counted from 1.
pub fn judged(
    rules: &QuestionRules,
    rows: &[AnswerRow],
) -> Result<Vec<(Question, Answer)>, Refusal> {
    let mut judged: Vec<(Question, Answer)> = Vec::new();
    for row in 1..=rules.register {
        let given = rows.get(usize::from(row - 1));
        let Some(given) = given.filter(|given| rules.pool.contains(&given.question)) else {
            return Err(Refusal::QuestionMissing { row });
        };
        if judged
            .iter()
            .any(|(question, _)| *question == given.question)
        {
            return Err(Refusal::QuestionTwice { row });
        }
        let Ok(answer) = Answer::parse(given.answer.expose()) else {
            return Err(Refusal::AnswerLength { row });
        };
        if judged.iter().any(|(_, earlier)| earlier.is(&answer)) {
            return Err(Refusal::AnswersAlike { row });
        }
        judged.push((given.question.clone(), answer));
    }
    Ok(judged)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(rows: &[(&str, &str)]) -> Result<usize, Refusal> {
        let rules = QuestionRules {
            pool: Question::predefined().take(6).collect(),
            register: 3,
            ask: 3,
        };
        let row = |(question, answer): &(&str, &str)| AnswerRow {
            question: Question::new(*question),
            answer: Secret::new(*answer),
        };
        let rows: Vec<_> = rows.iter().map(row).collect();
        judged(&rules, &rows).map(|judged| judged.len())
    }

    #[test]
    fn each_question_counts_once_and_so_does_each_answer() {
        let (a, b, c) = ("partner_met_city", "sibling_city", "first_job_city");
        let right = [(a, "Oslo"), (b, "Bergen"), (c, "Tromsø")];
        assert_eq!(judge(&right), Ok(3));
        assert_eq!(judge(&right[..2]), Err(Refusal::QuestionMissing { row: 3 }));
        assert_eq!(judge(&[]), Err(Refusal::QuestionMissing { row: 1 }));
        let cases = [
            (
                [right[0], right[1], (a, "Paris")],
                Refusal::QuestionTwice { row: 3 },
            ),
            (
                [right[0], right[1], (c, " OSLO!")],
                Refusal::AnswersAlike { row: 3 },
            ),
            (
                [right[0], (b, "ab"), right[2]],
                Refusal::AnswerLength { row: 2 },
            ),
            (
                [right[0], (b, " . "), right[2]],
                Refusal::AnswerLength { row: 2 },
            ),
            (
                [right[0], ("first_pet", "Rex"), right[2]],
                Refusal::QuestionMissing { row: 2 },
            ),
            (
                [("", "Oslo"), right[1], right[2]],
                Refusal::QuestionMissing { row: 1 },
            ),
        ];
        for (rows, why) in cases {
            assert_eq!(judge(&rows), Err(why), "{rows:?}");
        }
    }

    #[test]
    fn debug_does_not_show_what_is_sealed() {
        let sealed = SealedAnswers::new("c2VhbGVk".to_owned());
        assert_eq!(format!("{sealed:?}"), "***");
    }

    #[test]
    fn rows_beyond_the_number_are_not_read() {
        let rows = [
            ("partner_met_city", "Oslo"),
            ("sibling_city", "Bergen"),
            ("first_job_city", "Tromsø"),
            ("nonsense", ""),
        ];
        assert_eq!(judge(&rows), Ok(3));
    }
}
