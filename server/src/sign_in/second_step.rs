//! The second step: the code of an authenticator, or a pass of the helpdesk.

use app::ports::{Entry, SecondStepView};
use domain::audit::Act;
use domain::challenge::Proof;
use domain::method::Method;
use domain::policy::{Policy, SecondStep, SignInRules};
use domain::refusal::Refusal;
use domain::secret::Code;

use super::{SignInDesk, guard};
use crate::http::session_values::{FlashPage, SignedIn};
use crate::method::{prove_held_code, typed_code};
use crate::presence::is_still;
use crate::services::Failure;
use crate::store::AuditEntry;

/// How long the code may take after the password.
const CHANCE_SECONDS: u32 = 300;

impl SignInDesk {
    pub(super) async fn asks_second_step(
        &self,
        who: &SignedIn,
        rules: &SignInRules,
    ) -> Result<bool, Failure> {
        if rules.second_step == SecondStep::Never {
            return Ok(false);
        }
        let person = who.person.as_str();
        let registered = self.services.store.registered(person).await?;
        Ok(registered.authenticator.is_some())
    }

    pub(super) async fn wait_for_second_step(&self, who: SignedIn) -> Result<(), Failure> {
        let until = self.services.now().plus_seconds(CHANCE_SECONDS);
        let who = SignedIn {
            until: until.unix_ms(),
            ..who
        };
        Ok(self.visit.session.sign_in_half_way(&who).await?)
    }

    pub(super) async fn shown_second_step(&self) -> Result<Option<SecondStepView>, Failure> {
        let Some(who) = self.half_way().await? else {
            return Ok(None);
        };
        let now = self.services.now();
        let flash = self.visit.session.flash(FlashPage::SecondStep, now).await?;
        let store = &self.services.store;
        let Some(person) = store.person_by_id(&who.tenant, &who.person).await? else {
            return Ok(None);
        };
        let policy = self.services.policy_for(&who.tenant, &person).await?;
        Ok(Some(SecondStepView {
            notice: flash.and_then(|flash| flash.notice),
            takes_pass: takes_pass(&policy),
        }))
    }

    /// Who is half-way in, as long as the chance lasts.
    async fn half_way(&self) -> Result<Option<SignedIn>, Failure> {
        let who = self.visit.session.half_way().await?;
        let now = self.services.now().unix_ms();
        Ok(who.filter(|who| now < who.until))
    }

    /// Why somebody who was half-way in is at the beginning again.
    pub(super) async fn was_late(&self) -> Result<Option<Refusal>, Failure> {
        let began = self.visit.session.half_way().await?.is_some();
        let is_late = began && self.half_way().await?.is_none();
        Ok(is_late.then_some(Refusal::SecondStepLate))
    }

    pub(super) async fn second(&self, code: Code) -> Result<Entry, Failure> {
        let Some(who) = self.half_way().await? else {
            return Ok(Entry::Refused);
        };
        let entry = self.audited(Act::SignInCode).await?;
        let tried = self.try_second(&who, &code, &entry).await;
        if tried.is_err() {
            self.services.audit_failed(&entry).await;
        }
        match tried? {
            None => Ok(Entry::SignedIn),
            Some(why) => {
                self.say(FlashPage::SecondStep, "", why).await?;
                Ok(Entry::Refused)
            }
        }
    }

    async fn try_second(
        &self,
        who: &SignedIn,
        code: &Code,
        entry: &AuditEntry,
    ) -> Result<Option<Refusal>, Failure> {
        let refusal = self.refusal(who, code).await?;
        let subject = Some(who.person.as_str());
        self.complete(entry, &who.tenant, subject, refusal).await?;
        Ok(refusal)
    }

    /// Counted like a wrong password, before the comparison, and forgiven with it.
    async fn refusal(&self, who: &SignedIn, code: &Code) -> Result<Option<Refusal>, Failure> {
        let Some(typed) = typed_code(code) else {
            return Ok(Some(Refusal::CodeMissing));
        };
        let store = &self.services.store;
        let subject = who.person.as_str();
        // Counted with the passwords, by what holds for all.
        let for_all = store.current_policy(&who.tenant).await?;
        let rules = &for_all.policy.sign_in;
        if let Some(wait) = guard::count(&self.services, &who.tenant, subject, rules).await? {
            return Ok(Some(wait));
        }
        let person = store.person_by_id(&who.tenant, &who.person).await?;
        let Some(person) = person.filter(|person| is_still(person, who)) else {
            return Ok(Some(Refusal::HeldCodeWrong));
        };
        let policy = self.services.policy_for(&who.tenant, &person).await?;
        if !self.is_right(subject, &typed, &policy).await? {
            return Ok(Some(Refusal::HeldCodeWrong));
        }
        self.let_in(who.clone(), &policy.sign_in).await?;
        Ok(None)
    }

    async fn is_right(&self, person: &str, typed: &Code, policy: &Policy) -> Result<bool, Failure> {
        let pass = takes_pass(policy).then_some(Method::HelpdeskPass);
        for method in [Some(Method::Totp), pass].into_iter().flatten() {
            let mut change = self.services.store.begin().await?;
            let proof =
                prove_held_code(&self.services, &mut change, method, person, Some(typed)).await?;
            change.commit().await?;
            if proof == Proof::Right {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn takes_pass(policy: &Policy) -> bool {
    policy.methods.contains(&Method::HelpdeskPass)
}
