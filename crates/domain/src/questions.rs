//! Security questions: which there are, how many, and what an answer is.

mod answer;
mod draw;
mod predefined;

pub use answer::{Answer, AnswerFault};
pub use draw::{asked_after, draw};

use serde::{Deserialize, Serialize};

/// One question: the key of a predefined one, or the organisation's own words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Question(String);

impl Question {
    pub fn new(key_or_words: impl Into<String>) -> Self {
        Self(key_or_words.into())
    }

    /// The key or the words, as stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Which questions there are and how many of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct QuestionRules {
    /// What may be chosen from; at most [`POOL_MAX`].
    pub pool: Vec<Question>,
    /// How many somebody registers: 3 to 5.
    pub register: u8,
    /// How many are asked, drawn out of those registered: 3 to 5.
    pub ask: u8,
}

/// The largest pool.
pub const POOL_MAX: usize = 20;

/// Characters of a question of the organisation's own.
const OWN_LENGTH: std::ops::RangeInclusive<usize> = 3..=200;

impl Default for QuestionRules {
    fn default() -> Self {
        Self {
            pool: Vec::new(),
            register: 5,
            ask: 3,
        }
    }
}

/// What is wrong with the numbers of questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuestionRulesFault {
    #[error("register must be 3 to 5")]
    Register,
    #[error("ask must be 3 to 5")]
    Ask,
    #[error("ask must not be more than register")]
    AskMoreThanRegistered,
    #[error("pool needs at least as many questions as are registered")]
    PoolTooSmall,
    #[error("pool takes at most 20 questions")]
    PoolTooLarge,
    #[error("pool names a question twice")]
    PoolRepeats,
    #[error("a question of your own has 3 to 200 characters")]
    OwnLength,
    #[error("pool names a predefined question that does not exist")]
    UnknownKey,
}

impl QuestionRules {
    /// Checks pool and numbers together. `used` is false where policy does not allow questions: an
    /// empty pool is fine then.
    ///
    /// # Errors
    /// The first [`QuestionRulesFault`].
    pub fn validate(&self, used: bool) -> Result<(), QuestionRulesFault> {
        let pool = &self.pool;
        if !(3..=5).contains(&self.register) {
            return Err(QuestionRulesFault::Register);
        }
        if !(3..=5).contains(&self.ask) {
            return Err(QuestionRulesFault::Ask);
        }
        if self.ask > self.register {
            return Err(QuestionRulesFault::AskMoreThanRegistered);
        }
        if pool.len() > POOL_MAX {
            return Err(QuestionRulesFault::PoolTooLarge);
        }
        // Blanks around a question are not seen.
        let texts: Vec<&str> = pool
            .iter()
            .map(|question| question.as_str().trim())
            .collect();
        if (1..texts.len()).any(|i| texts[..i].contains(&texts[i])) {
            return Err(QuestionRulesFault::PoolRepeats);
        }
        if !texts
            .iter()
            .all(|text| OWN_LENGTH.contains(&text.chars().count()))
        {
            return Err(QuestionRulesFault::OwnLength);
        }
        if pool.iter().any(Question::is_unknown_key) {
            return Err(QuestionRulesFault::UnknownKey);
        }
        if used && pool.len() < usize::from(self.register) {
            return Err(QuestionRulesFault::PoolTooSmall);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(pool: usize, register: u8, ask: u8) -> QuestionRules {
        QuestionRules {
            pool: (0..pool)
                .map(|n| Question::new(format!("Question {n}?")))
                .collect(),
            register,
            ask,
        }
    }

    #[test]
    fn pool_and_numbers_are_judged_together() {
        use QuestionRulesFault as Fault;
        let cases = [
            (rules(5, 5, 3), Ok(())),
            (rules(20, 3, 3), Ok(())),
            (rules(5, 2, 2), Err(Fault::Register)),
            (rules(5, 5, 6), Err(Fault::Ask)),
            (rules(5, 3, 4), Err(Fault::AskMoreThanRegistered)),
            (rules(4, 5, 3), Err(Fault::PoolTooSmall)),
            (rules(21, 5, 3), Err(Fault::PoolTooLarge)),
        ];
        for (rules, expected) in cases {
            assert_eq!(rules.validate(true), expected, "{rules:?}");
        }
    }

    #[test]
    fn questions_of_ones_own_have_a_length_and_keys_are_known() {
        use QuestionRulesFault as Fault;
        let with = |question: &str| QuestionRules {
            pool: vec![Question::new(question)],
            ..QuestionRules::default()
        };
        for short in ["ab", "", "   ", " ab\t", "\u{a0}\u{a0}a\u{a0}"] {
            assert_eq!(
                with(short).validate(false),
                Err(Fault::OwnLength),
                "{short:?}"
            );
        }
        let twice = QuestionRules {
            pool: ["Which badge?", " Which badge? "]
                .map(Question::new)
                .to_vec(),
            ..QuestionRules::default()
        };
        assert_eq!(twice.validate(false), Err(Fault::PoolRepeats));
        assert_eq!(
            with(&"é".repeat(201)).validate(false),
            Err(Fault::OwnLength)
        );
        assert_eq!(with(&"é".repeat(200)).validate(false), Ok(()));
        assert_eq!(with("frist_pet").validate(false), Err(Fault::UnknownKey));
        assert_eq!(with("first_pet").validate(false), Ok(()));
    }

    #[test]
    fn an_empty_pool_is_fine_where_nobody_is_asked() {
        assert_eq!(QuestionRules::default().validate(false), Ok(()));
        assert_eq!(
            QuestionRules::default().validate(true),
            Err(QuestionRulesFault::PoolTooSmall)
        );
    }
}
