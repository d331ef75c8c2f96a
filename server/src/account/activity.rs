//! What was done with an account lately.

use app::ports::{Access, ActivityEntry, ActivityView, Ending};
use domain::audit::{Act, Outcome};
use domain::time::Timestamp;

use super::AccountDesk;
use crate::delivery::moment::Moment;
use crate::presence::Member;
use crate::services::Failure;
use crate::store::AuditRow;

/// As many as somebody looks through.
const LAST: usize = 50;
/// Read at once.
const BATCH: u32 = 200;
/// Read for one page, should nearly all of it be tries that stand for one.
const MOST: usize = 2000;

/// A row, or many of the same kind in a row: tries of strangers do not drive what was changed off the page.
struct Fold {
    newest: AuditRow,
    times: u32,
    /// All came from the network address of the newest.
    is_one_place: bool,
}

/// What a page shows.
#[derive(Default)]
struct Folds {
    all: Vec<Fold>,
    /// The last row that was read.
    last: Option<String>,
    read: usize,
}

impl Folds {
    /// Takes the next older row; false once the page is full.
    fn take(&mut self, row: AuditRow) -> bool {
        let is_full = self.all.len() == LAST;
        let same = self.all.last_mut().filter(|fold| fold.takes(&row));
        if same.is_none() && is_full || self.read == MOST {
            return false;
        }
        self.read += 1;
        self.last = Some(row.id.clone());
        match same {
            Some(fold) => {
                fold.times += 1;
                fold.is_one_place &= fold.newest.address == row.address;
            }
            None => self.all.push(Fold {
                newest: row,
                times: 1,
                is_one_place: true,
            }),
        }
        true
    }
}

impl Fold {
    /// Whether it is one more refused try to sign in.
    fn takes(&self, row: &AuditRow) -> bool {
        let signs_in = [Act::SignIn, Act::SignInCode].map(Act::name);
        let is_try = |row: &AuditRow| {
            let refused = row.outcome.as_deref() == Some(Outcome::Refused.name());
            refused && signs_in.contains(&row.act.as_str())
        };
        is_try(&self.newest) && is_try(row) && self.newest.act == row.act
    }
}

impl AccountDesk {
    /// What was done before the row of this id; the newest without one.
    pub(super) async fn lately(&self, before: &str) -> Result<Access<ActivityView>, Failure> {
        let member = match Member::signed_in(&self.services, &self.visit).await? {
            Ok(member) => member,
            Err(denied) => return Ok(Err(denied)),
        };
        let before = Some(before).filter(|id| !id.is_empty());
        let (folds, is_more) = self.folded(&member, before).await?;
        let older = folds.last.filter(|_| is_more);
        let entries: Result<Vec<_>, Failure> =
            folds.all.iter().map(|fold| self.entry(fold)).collect();
        Ok(Ok(ActivityView {
            entries: entries?,
            is_newest: before.is_none(),
            older,
            tells_administrator: !member.policy.help.email.is_empty(),
            forgets_days: member.policy.registration.report_forgets(),
        }))
    }

    /// The rows of a page, and whether there are older ones.
    async fn folded(
        &self,
        member: &Member,
        before: Option<&str>,
    ) -> Result<(Folds, bool), Failure> {
        let (tenant, person) = (&member.tenant.id, &member.person.id);
        let mut folds = Folds::default();
        let mut before = before.map(str::to_owned);
        loop {
            let store = &self.services.store;
            let rows = store
                .activity(tenant, person, before.as_deref(), BATCH)
                .await?;
            let is_last = rows.len() < BATCH as usize;
            for row in rows {
                if !folds.take(row) {
                    return Ok((folds, true));
                }
            }
            if is_last {
                return Ok((folds, false));
            }
            before.clone_from(&folds.last);
        }
    }

    fn entry(&self, fold: &Fold) -> Result<ActivityEntry, Failure> {
        let row = &fold.newest;
        let at = Timestamp::from_unix_ms(row.opened_at);
        let moment = Moment::new(at, &self.services.time_zone)?;
        let detail = row.detail();
        Ok(ActivityEntry {
            at: moment.told(self.visit.locale),
            act: Act::from_name(&row.act),
            method: detail.method,
            change: detail.change,
            times: fold.times,
            address: row.address.clone().filter(|_| fold.is_one_place),
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
