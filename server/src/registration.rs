//! Registering ways to prove who one is, as a use case: load, let the domain decide, persist, act on
//! the effects.

mod answers;
mod call_ended;
mod demand;
mod invitation;
mod keep;
mod load;
mod passkeys;
mod picture;
mod proof;
mod prove;
mod send;
mod settle;
mod slow;
mod step;
mod tell;
mod typed;

use std::sync::Arc;

use app::failure::Unavailable;
use app::ports::{Access, RegistrationPortal, SetupAct, SetupPage, Since, Submitted};
use async_trait::async_trait;
use domain::audit::Act;
use domain::method::Method;
use domain::registration::view;
use domain::secret::Secret;
use domain::time::Timestamp;

use crate::delivery::moment::Moment;
use crate::http::visit::Visit;
use crate::reset::report;
use crate::services::{Failure, Services};
use load::Somebody;

pub(crate) use call_ended::call_ended;
pub(crate) use load::holdings;

/// The setup page of one browser.
pub struct SetupDesk {
    services: Arc<Services>,
    visit: Visit,
}

impl SetupDesk {
    pub fn new(services: Arc<Services>, visit: Visit) -> Self {
        Self { services, visit }
    }

    async fn page(&self) -> Result<Access<SetupPage>, Failure> {
        let somebody = match self.somebody().await? {
            Ok(somebody) => somebody,
            Err(denied) => return Ok(Err(denied)),
        };
        let enrolment = self.current(&somebody).await?;
        // A call may have ended in between: what is said to be done is looked at after it was.
        let somebody = match enrolment.done {
            Some(_) => match self.somebody().await? {
                Ok(somebody) => somebody,
                Err(denied) => return Ok(Err(denied)),
            },
            None => somebody,
        };
        let around = somebody.around(self.services.now());
        let secret = enrolment.secret(around.now);
        let handover = match secret {
            Some(secret) => self.handover(secret, &somebody)?,
            None => None,
        };
        Ok(Ok(SetupPage {
            view: view(&enrolment, around),
            handover,
            creation: self.creation(&enrolment, &somebody).await?,
            answers: self.refused_answers(&enrolment)?,
            request: self.request(&enrolment)?,
            told: self.passkeys_told(&somebody)?,
            since: self.since(&somebody)?,
            way_out: self.way_out(&somebody).await?,
            user_name: somebody.person.user_name,
        }))
    }

    /// When each method was registered and confirmed, in the visitor's language.
    fn since(&self, somebody: &Somebody) -> Result<Vec<Since>, Failure> {
        let told = |at: Option<Timestamp>| -> Result<Option<String>, Failure> {
            let moment = at.map(|at| Moment::new(at, &self.services.time_zone));
            let moment = moment.transpose()?;
            Ok(moment.map(|moment| moment.told(self.visit.locale)))
        };
        let since = |method| {
            Ok(Since {
                method,
                registered: told(somebody.holdings.since(method))?,
                confirmed: told(somebody.holdings.confirmed(method))?,
            })
        };
        Method::ALL.into_iter().map(since).collect()
    }

    async fn act(&self, turn: u32, act: SetupAct) -> Result<Access<Submitted>, Failure> {
        let somebody = match self.somebody().await? {
            Ok(somebody) => somebody,
            Err(denied) => return Ok(Err(denied)),
        };
        let address = Some(self.visit.address.to_string());
        let correlation = &self.visit.correlation;
        let entry = self
            .services
            .open_audit(audited(&act), &somebody.tenant.id, correlation, address)
            .await?;
        let answered = self.step(&somebody, turn, act, &entry).await;
        if answered.is_err() {
            self.services.audit_failed(&entry).await;
        }
        answered.map(Ok)
    }
}

#[async_trait]
impl RegistrationPortal for SetupDesk {
    async fn view(&self) -> Result<Access<SetupPage>, Unavailable> {
        self.page().await.map_err(report)
    }

    async fn submit(&self, turn: u32, act: SetupAct) -> Result<Access<Submitted>, Unavailable> {
        self.act(turn, act).await.map_err(report)
    }

    async fn put_off(&self, so_far: u32) -> Result<Access<Submitted>, Unavailable> {
        self.put_off(so_far).await.map_err(report)
    }

    async fn confirm(&self, turn: u32) -> Result<Access<Submitted>, Unavailable> {
        self.confirm(turn).await.map_err(report)
    }

    async fn invitation(&self, token: Secret) -> Result<Option<String>, Unavailable> {
        self.invited(&token).await.map_err(report)
    }

    async fn accept(&self, token: Secret) -> Result<bool, Unavailable> {
        self.accept(&token).await.map_err(report)
    }

    async fn leave_invited(&self) -> Result<String, Unavailable> {
        self.leave_invited().await.map_err(report)
    }
}

const fn audited(act: &SetupAct) -> Act {
    match act {
        SetupAct::Begin { .. } | SetupAct::Remove { .. } => Act::SetupBegin,
        SetupAct::ConfirmRemoval | SetupAct::RemovePasskey { .. } => Act::SetupRemove,
        SetupAct::Rename | SetupAct::NamePasskey { .. } => Act::SetupRename,
        SetupAct::Test { .. } | SetupAct::TestAnswers { .. } | SetupAct::TestPasskey { .. } => {
            Act::SetupTest
        }
        SetupAct::Prove { .. } => Act::SetupProve,
        SetupAct::Number {
            by: Method::MobileCall | Method::OfficeCall,
            ..
        } => Act::SetupCall,
        SetupAct::Address { .. } | SetupAct::Number { .. } => Act::SetupSendCode,
        SetupAct::Resend => Act::SetupResend,
        SetupAct::Code { .. } => Act::SetupEnterCode,
        SetupAct::Answer { .. } => Act::SetupAnswer,
        SetupAct::Passkey { .. } => Act::SetupAddPasskey,
        SetupAct::Back | SetupAct::Leave => Act::SetupLeave,
    }
}
