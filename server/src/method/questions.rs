//! Answers to questions.
//!
//! People choose them from few: a favourite dish can be guessed whatever the hash costs. So they are made useless
//! without the installation's key before they are hashed, and a copy of the database gives none away.

use std::collections::BTreeMap;

use domain::challenge::Proof;
use domain::identity::PersonId;
use domain::questions::{Answer, Question};
use domain::secret::Secret;

use crate::passwords::Match;
use crate::services::{Failure, Services};

/// Marks the hash of a keyed answer. Those without it were stored by earlier versions.
const KEYED: &str = "keyed ";

/// What is stored of an answer.
pub(crate) async fn hashed(
    services: &Services,
    person: &PersonId,
    answer: &Answer,
) -> Result<String, Failure> {
    let keyed = services.keys.answer(person.as_str(), answer);
    let hash = services.passwords.hash(keyed).await?;
    Ok([KEYED, &hash].concat())
}

/// One hash, whatever is stored.
async fn is_right(
    services: &Services,
    person: &str,
    answer: &Answer,
    stored: Option<String>,
) -> Result<bool, Failure> {
    let keyed = stored.as_deref().and_then(|hash| hash.strip_prefix(KEYED));
    let (secret, hash) = match keyed {
        Some(hash) => (services.keys.answer(person, answer), Some(hash.to_owned())),
        None => (answer.secret().clone(), stored),
    };
    let found = services.passwords.check(secret, hash).await?;
    Ok(found != Match::Wrong)
}

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
        right &= is_right(services, person, answer, stored.remove(question)).await?;
    }
    Ok(if right { Proof::Right } else { Proof::Wrong })
}
