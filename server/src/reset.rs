//! The reset wizard as a use case: load, let the domain decide, persist, act on the effects.

mod answer;
mod eligible;
mod identify;
mod open;
mod password;
mod send;
mod settle;
mod step;

pub(crate) use settle::record;

use std::sync::Arc;

use app::failure::Unavailable;
use app::ports::{ResetAct, ResetPortal};
use async_trait::async_trait;
use domain::audit::Act;
use domain::challenge::{Challenge, State};
use domain::password::OwnWords;
use domain::refusal::Refusal;
use domain::wizard::{ResetView, StepView};

use crate::http::session_values::CalledGate;
use crate::http::visit::Visit;
use crate::method::passkey;
use crate::services::{Failure, Services};
use crate::store::{AuditEntry, StoredChallenge, Tenant};

/// The wizard of one browser.
pub struct ResetDesk {
    services: Arc<Services>,
    visit: Visit,
    /// The tenant of bare names: the one a challenge begins under.
    tenant: Tenant,
}

/// What became of an act: the challenge as it is now, and a notice that is not part of it.
struct Answer {
    stored: StoredChallenge,
    /// Why nothing changed.
    notice: Option<Refusal>,
}

impl ResetDesk {
    pub fn new(services: Arc<Services>, visit: Visit, tenant: Tenant) -> Self {
        Self {
            services,
            visit,
            tenant,
        }
    }

    async fn act(&self, turn: u32, act: ResetAct, entry: &AuditEntry) -> Result<Answer, Failure> {
        let session = &self.visit.session;
        let Some(id) = session.challenge().await? else {
            return self.without_session(entry).await;
        };
        if self.visit.at_logon {
            session.stir_at_logon(self.services.now()).await?;
        }
        match act {
            ResetAct::Identify { user_name, captcha } => {
                self.identify(&id, turn, &user_name, &captcha, entry).await
            }
            ResetAct::SetPassword { password, repeat } => {
                self.set_password(&id, turn, password, repeat, entry).await
            }
            ResetAct::Answer { answers } => self.answer(&id, turn, answers, entry).await,
            other => self.step(&id, turn, other, entry).await,
        }
    }

    /// Looking at a page of a sign-in screen stirs nothing, unless it is the page that looks for
    /// somebody who waits for a call. After the last page whoever comes next finds nothing.
    async fn at_logon(&self, challenge: &Challenge) -> Result<(), Failure> {
        let (session, now) = (&self.visit.session, self.services.now());
        if matches!(challenge.state, State::Done { .. }) {
            session.end().await?;
        } else if challenge.is_calling(now) {
            session.stir_at_logon(now).await?;
        } else if let Some(gate) = CalledGate::last_of(challenge) {
            session.stir_at_logon_for(&gate, now).await?;
        }
        Ok(())
    }

    /// Shows a challenge as it is now.
    async fn shown(&self, stored: &StoredChallenge) -> Result<ResetView, Failure> {
        let policy = self.services.policy_of(stored).await?.policy;
        let own = match &stored.challenge.state {
            State::NewPassword { proven, .. } => self.own_words(stored, proven.person()).await?,
            _ => OwnWords::default(),
        };
        let puzzle = stored.challenge.turn;
        let now = self.services.now();
        let mut view = domain::challenge::view(&stored.challenge, &policy, own, puzzle, now);
        if let StepView::UsePasskey { request, .. } = &mut view.step {
            let asked = passkey::signed_in_reset(&self.services, &stored.challenge);
            *request = passkey::request(&self.services, &asked)?;
        }
        Ok(view)
    }
}

#[async_trait]
impl ResetPortal for ResetDesk {
    async fn view(&self, user_name: &str) -> Result<ResetView, Unavailable> {
        let shown = async {
            let stored = self.current(user_name).await?;
            let view = self.shown(&stored).await?;
            if self.visit.at_logon {
                self.at_logon(&stored.challenge).await?;
            }
            Ok(view)
        };
        let mut view = shown.await.map_err(report)?;
        if let StepView::Identify {
            user_name: typed, ..
        } = &mut view.step
            && typed.is_empty()
        {
            user_name.clone_into(typed);
        }
        Ok(view)
    }

    async fn submit(&self, turn: u32, act: ResetAct) -> Result<ResetView, Unavailable> {
        let kind = audited(&act);
        let address = Some(self.visit.address.to_string());
        let entry = self
            .services
            .open_audit(kind, &self.tenant.id, &self.visit.correlation, address)
            .await
            .map_err(report)?;
        let answered = async {
            let answer = self.act(turn, act, &entry).await?;
            if let Some(gate) = CalledGate::last_of(&answer.stored.challenge) {
                self.visit.session.renew_for(&gate).await?;
            }
            let mut view = self.shown(&answer.stored).await?;
            view.notice = answer.notice.or(view.notice);
            Ok(view)
        };
        match answered.await {
            Ok(view) => Ok(view),
            Err(failure) => {
                self.services.audit_failed(&entry).await;
                Err(report(failure))
            }
        }
    }
}

/// Logs a failure where it is handled; the browser learns nothing but that there was one.
#[expect(clippy::needless_pass_by_value, reason = "fits map_err")]
pub(crate) fn report(failure: Failure) -> Unavailable {
    tracing::error!(
        error = &failure as &dyn std::error::Error,
        "a request could not be served"
    );
    Unavailable::Failed
}

const fn audited(act: &ResetAct) -> Act {
    match act {
        ResetAct::Identify { .. } => Act::ResetIdentify,
        ResetAct::NewPuzzle => Act::ResetNewPuzzle,
        ResetAct::Choose { .. } => Act::ResetChooseMethod,
        ResetAct::ConfirmNumber { .. } => Act::ResetConfirmNumber,
        ResetAct::EnterCode { .. } => Act::ResetEnterCode,
        ResetAct::Answer { .. } => Act::ResetAnswer,
        ResetAct::UsePasskey { .. } => Act::ResetUsePasskey,
        ResetAct::Resend => Act::ResetResend,
        ResetAct::OtherMethod => Act::ResetOtherMethod,
        ResetAct::SetPassword { .. } => Act::ResetSetPassword,
        ResetAct::Cancel => Act::ResetCancel,
    }
}

/// True when nothing more can happen in a challenge.
fn is_over(challenge: &Challenge) -> bool {
    matches!(
        challenge.state,
        State::Done { .. } | State::Stopped { .. } | State::Cancelled
    )
}
