//! Comparing what somebody gives to prove that a method works.

use app::ports::SetupAct;
use domain::challenge::Proof;
use domain::method::Method;
use domain::registration::{Enrolment, Event, State, Work};
use domain::secret::{Code, Secret};
use domain::time::Timestamp;

use super::SetupDesk;
use crate::method::{passkey, prove_held_code, questions, totp, typed_code};
use crate::services::Failure;
use crate::store::Change;

impl SetupDesk {
    /// What is tried out, compared as a reset does it, and used up in `change` when it is right; nothing
    /// for acts and steps that have nothing to compare here.
    pub(super) async fn tried(
        &self,
        change: &mut Change,
        enrolment: &Enrolment,
        act: &SetupAct,
    ) -> Result<Option<Event>, Failure> {
        let State::Working { work, .. } = &enrolment.state else {
            return Ok(None);
        };
        let (services, person) = (&self.services, enrolment.person.as_str());
        let proof = match (work, act) {
            (Work::HeldCode, SetupAct::Code { code }) => {
                let typed = typed_code(code);
                prove_held_code(services, change, Method::Totp, person, typed.as_ref()).await?
            }
            (Work::Signature { .. }, SetupAct::TestPasskey { answer }) => {
                let asked = passkey::signed_in_test(services, enrolment);
                passkey::prove(services, change, &asked, person, answer).await?
            }
            _ => return Ok(None),
        };
        let seed = services.seed();
        Ok(Some(Event::ProofGiven { proof, seed }))
    }

    /// The same for answers, which are slow to compare: nothing is locked meanwhile.
    pub(super) async fn tried_answers(
        &self,
        seen: &Enrolment,
        typed: &[Secret],
    ) -> Result<Option<Proof>, Failure> {
        match &seen.state {
            State::Working {
                work: Work::Answers { asked },
                until,
                ..
            } if self.services.now() < *until => {
                let person = seen.person.as_str();
                let proof = questions::prove(&self.services, person, asked, typed).await?;
                Ok(Some(proof))
            }
            _ => Ok(None),
        }
    }
}

/// A code of the authenticator that is being added.
pub(super) fn compared(secret: &[u8], typed: Option<&Code>, now: Timestamp) -> Event {
    let step = typed.and_then(|typed| totp::step_of(secret, typed, now));
    let proof = match (typed, step) {
        (None, _) => Proof::Incomplete,
        (Some(_), None) => Proof::Wrong,
        (Some(_), Some(_)) => Proof::Right,
    };
    Event::AuthenticatorCompared {
        proof,
        step: step.unwrap_or_default(),
    }
}
