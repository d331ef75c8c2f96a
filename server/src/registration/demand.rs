//! What sign-in asks for: putting it off, and saying that what is known is right.

use app::ports::{Access, Submitted, WayOut};
use domain::audit::{Act, Detail};
use domain::registration::Demand;

use super::SetupDesk;
use super::load::Somebody;
use crate::owed::owed;
use crate::services::Failure;
use crate::store::{AuditEntry, Change};

impl SetupDesk {
    /// What the person cannot leave the page without.
    pub(super) async fn way_out(&self, somebody: &Somebody) -> Result<WayOut, Failure> {
        if somebody.is_guest {
            return Ok(WayOut::FirstPassword);
        }
        let asked = somebody.person.asked;
        Ok(match self.demanded(somebody).await? {
            None => WayOut::Free,
            Some(Demand::Confirm) => WayOut::Confirm,
            Some(Demand::Register { lack, left }) => {
                if asked.first_at.is_none() {
                    let store = &self.services.store;
                    store
                        .ask_first(&somebody.person.id, self.services.now())
                        .await?;
                }
                let so_far = asked.put_off;
                WayOut::Register { lack, left, so_far }
            }
        })
    }

    /// What is asked for, unless this sign-in has put it off.
    async fn demanded(&self, somebody: &Somebody) -> Result<Option<Demand>, Failure> {
        let person = &somebody.person;
        if somebody.is_guest {
            return Ok(None);
        }
        let (policy, holdings) = (&somebody.policy, &somebody.holdings);
        owed(&self.services, &self.visit, person, policy, holdings).await
    }

    /// "Not now": once for each page that offers it.
    pub(super) async fn put_off(&self, so_far: u32) -> Result<Access<Submitted>, Failure> {
        let somebody = match self.somebody().await? {
            Ok(somebody) => somebody,
            Err(denied) => return Ok(Err(denied)),
        };
        let entry = self.begun(Act::SetupPostpone, &somebody).await?;
        if self.visit.session.has_put_off().await? {
            // The second click of two.
            self.unchanged(&somebody, &entry).await?;
            return Ok(Ok(Submitted::Done));
        }
        let Some(Demand::Register { left: Some(_), .. }) = self.demanded(&somebody).await? else {
            return self.unchanged(&somebody, &entry).await.map(Ok);
        };
        let mut change = self.services.store.begin().await?;
        let now = self.services.now();
        if !change.put_off(&somebody.person.id, so_far, now).await? {
            change.abandon().await?;
            return self.unchanged(&somebody, &entry).await.map(Ok);
        }
        self.done(change, &somebody, &entry).await?;
        self.visit.session.set_put_off().await?;
        Ok(Ok(Submitted::Done))
    }

    /// "Looks right": for what this turn's page shows.
    pub(super) async fn confirm(&self, turn: u32) -> Result<Access<Submitted>, Failure> {
        let somebody = match self.somebody().await? {
            Ok(somebody) => somebody,
            Err(denied) => return Ok(Err(denied)),
        };
        let entry = self.begun(Act::SetupConfirm, &somebody).await?;
        let is_asked = self.demanded(&somebody).await? == Some(Demand::Confirm);
        let is_shown = self.current(&somebody).await?.turn == turn;
        if !is_asked || !is_shown {
            return self.unchanged(&somebody, &entry).await.map(Ok);
        }
        let mut change = self.services.store.begin().await?;
        let now = self.services.now();
        change
            .confirm_registration(&somebody.person.id, now)
            .await?;
        self.done(change, &somebody, &entry).await?;
        Ok(Ok(Submitted::Done))
    }

    async fn begun(&self, act: Act, somebody: &Somebody) -> Result<AuditEntry, Failure> {
        let address = Some(self.visit.address.to_string());
        let correlation = &self.visit.correlation;
        let tenant = &somebody.tenant.id;
        self.services
            .open_audit(act, tenant, correlation, address)
            .await
    }

    async fn done(
        &self,
        mut change: Change,
        somebody: &Somebody,
        entry: &AuditEntry,
    ) -> Result<(), Failure> {
        let detail = Detail::default();
        let completed = entry.ended(
            &somebody.tenant.id,
            Some(somebody.person.id.as_str()),
            &detail,
        );
        change
            .complete_audit(completed, self.services.now())
            .await?;
        Ok(change.commit().await?)
    }
}
