//! Calls, and the mails about calls that nobody asked for.

use domain::call::Unasked;
use domain::challenge::CALL_SECONDS;
use domain::phone::PhoneNumber;

use super::{NOWHERE_NUMBER, Sender};
use crate::delivery::line::Line;
use crate::delivery::mail::{CallAlarmMail, CallReportedMail, call_alarm_mail, call_reported_mail};
use crate::delivery::{CallRequest, Message};
use crate::method::Asked;
use crate::services::Failure;
use crate::store::{Change, NewCall, OutboxKind};

impl Sender<'_> {
    /// Calls for what waits.
    pub(crate) async fn call(
        &self,
        change: &mut Change,
        to: Option<&PhoneNumber>,
        asked: &Asked,
    ) -> Result<(), Failure> {
        let now = self.services.now();
        let call = CallRequest {
            id: self.services.random.uuid(),
            to: to.map_or_else(|| NOWHERE_NUMBER.to_owned(), PhoneNumber::e164),
            extension: to.and_then(PhoneNumber::extension).map(str::to_owned),
            aim: asked.waits.aim(),
            tenant_id: self.tenant.id.clone(),
            language: self.locale,
            not_after: now.plus_seconds(CALL_SECONDS),
        };
        let row = NewCall {
            id: &call.id,
            tenant_id: &self.tenant.id,
            waits: &asked.waits,
            person: asked.person.as_ref(),
            correlation: self.correlation,
            attempt: asked.attempt,
            language: self.locale,
            dialogue: call.dialogue(),
        };
        change.add_call(&row, now).await?;
        let kind = to.map_or(OutboxKind::Void, |_| OutboxKind::Call);
        self.post(change, kind, &Message::Call(call)).await
    }

    /// To the person: a call of ours was not asked for.
    pub(crate) async fn call_reported(
        &self,
        change: &mut Change,
        to: &str,
        unasked: Unasked,
        hours: u32,
    ) -> Result<(), Failure> {
        let mail = CallReportedMail {
            to: to.to_owned(),
            brand: self.brand(),
            unasked,
            at: self.services.moment()?,
            hours,
            helpdesk: self.helpdesk(),
            support_code: Line::new(self.correlation),
        };
        self.mail(change, Some(to), call_reported_mail(&mail, self.locale))
            .await
    }

    /// To the administrator: the same.
    pub(crate) async fn call_alarm(
        &self,
        change: &mut Change,
        to: &str,
        unasked: Unasked,
        user_name: &str,
    ) -> Result<(), Failure> {
        let mail = CallAlarmMail {
            to: to.to_owned(),
            brand: self.brand(),
            unasked,
            user_name: Line::new(user_name),
            at: self.services.moment()?,
            support_code: Line::new(self.correlation),
        };
        self.mail(change, Some(to), call_alarm_mail(&mail, self.locale))
            .await
    }
}
