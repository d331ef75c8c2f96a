//! Answers to questions.

use std::collections::BTreeMap;

use domain::challenge::Proof;
use domain::questions::{Answer, Question};
use domain::secret::Secret;

use crate::passwords::Match;
use crate::services::{Failure, Services};

/// Compares the answers to the questions that were asked, in their order. Every name costs the same
/// hashes, right or wrong, known or unknown; `person` is empty for a name that leads nowhere.
pub(crate) async fn prove(
    services: &Services,
    person: &str,
    asked: &[Question],
    typed: &[Secret],
) -> Result<Proof, Failure> {
    let answers: Option<Vec<Answer>> = (0..asked.len())
        .map(|i| Answer::parse(typed.get(i)?.expose()).ok())
        .collect();
    let Some(answers) = answers.filter(|answers| !answers.is_empty()) else {
        return Ok(Proof::Incomplete);
    };
    let stored = services.store.answers(person).await?;
    let mut stored: BTreeMap<Question, String> = stored
        .into_iter()
        .map(|answer| (answer.question, answer.answer_hash))
        .collect();
    let mut right = true;
    for (question, answer) in asked.iter().zip(&answers) {
        let hash = stored.remove(question);
        let found = services
            .passwords
            .check(answer.secret().clone(), hash)
            .await?;
        right &= found != Match::Wrong;
    }
    Ok(if right { Proof::Right } else { Proof::Wrong })
}
