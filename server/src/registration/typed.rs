//! Answers that were refused: shown again in their form, and readable nowhere else.

use domain::registration::{Enrolment, SealedAnswers};
use domain::secret::Secret;
use zeroize::Zeroizing;

use super::SetupDesk;
use crate::services::Failure;

impl SetupDesk {
    /// Seals what was typed, row by row, for one enrolment.
    pub(super) fn sealed(
        &self,
        enrolment: &str,
        typed: &[Secret],
    ) -> Result<SealedAnswers, Failure> {
        let typed: Vec<&str> = typed.iter().map(Secret::expose).collect();
        let typed = Zeroizing::new(serde_json::to_vec(&typed)?);
        let services = &self.services;
        let sealed = services
            .keys
            .seal(&row(enrolment), &typed, &*services.random)?;
        Ok(SealedAnswers::new(sealed))
    }

    /// What this step shows again, row by row.
    pub(super) fn refused_answers(&self, enrolment: &Enrolment) -> Result<Vec<Secret>, Failure> {
        let services = &self.services;
        let Some(sealed) = enrolment.refused_answers(services.now()) else {
            return Ok(Vec::new());
        };
        let opened = services.keys.open(&row(&enrolment.id), sealed.as_str())?;
        Ok(serde_json::from_slice(&Zeroizing::new(opened))?)
    }
}

/// No message of the outbox and no authenticator has such an id.
fn row(enrolment: &str) -> String {
    format!("refused answers/{enrolment}")
}
