//! What was done with an account lately.

use app::ports::{Access, ActivityEntry, ActivityView, Ending};
use domain::audit::{Act, Outcome};
use domain::time::Timestamp;

use super::AccountDesk;
use crate::delivery::moment::Moment;
use crate::services::Failure;
use crate::store::AuditRow;

/// As many as somebody looks through.
const LAST: u32 = 50;

impl AccountDesk {
    pub(super) async fn lately(&self) -> Result<Access<ActivityView>, Failure> {
        let member = match self.member().await? {
            Ok(member) => member,
            Err(denied) => return Ok(Err(denied)),
        };
        let store = &self.services.store;
        let rows = store
            .activity(&member.tenant.id, &member.person.id, LAST)
            .await?;
        let entries: Result<Vec<_>, Failure> =
            rows.into_iter().map(|row| self.entry(row)).collect();
        Ok(Ok(ActivityView {
            entries: entries?,
            tells_administrator: !member.policy.help.email.is_empty(),
            forgets_days: member.policy.registration.report_forgets(),
        }))
    }

    fn entry(&self, row: AuditRow) -> Result<ActivityEntry, Failure> {
        let at = Timestamp::from_unix_ms(row.opened_at);
        let moment = Moment::new(at, &self.services.time_zone)?;
        Ok(ActivityEntry {
            at: moment.told(self.visit.locale),
            act: Act::from_name(&row.act),
            address: row.address,
            ending: ending(row.outcome.as_deref()),
        })
    }
}

/// A row without an outcome, or with "interrupted", was never completed.
fn ending(outcome: Option<&str>) -> Ending {
    match outcome {
        Some(name) if name == Outcome::Done.name() => Ending::Done,
        Some(name) if name == Outcome::Refused.name() => Ending::Refused,
        Some(name) if name == Outcome::Failed.name() => Ending::Failed,
        _ => Ending::Interrupted,
    }
}
