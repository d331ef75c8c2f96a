//! The cookie session, typed.

use std::fmt;

use domain::password::Verdict;
use domain::time::Timestamp;
use tower_sessions::Session;
use tower_sessions::session::Error;

use super::session_store::{backend, key};
use super::session_values::{CalledGate, Flash, FlashPage, Invited, SignedIn};
use crate::store::SessionRows;

const CHALLENGE: &str = "challenge";
pub(crate) const PERSON: &str = "person";
const SIGNED_IN_AT: &str = "signed_in_at";
pub(crate) const ENROLMENT: &str = "enrolment";
pub(crate) const STIRRED_AT_LOGON: &str = "stirred_at_logon";
const FLASH: &str = "flash";
const HALF_WAY: &str = "half_way";
const VERDICT: &str = "verdict";
const CALLED_GATE: &str = "called_gate";
const STIRRED_FOR_GATE: &str = "stirred_for_gate";
const CORRELATION: &str = "correlation";
const PUT_OFF: &str = "put_off";
pub(crate) const INVITED: &str = "invited";

/// It holds ids, and what to say on the next page; never a proof, a
/// counter or anything that decides.
#[derive(Clone)]
pub struct PortalSession(Session, SessionRows);

impl fmt::Debug for PortalSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PortalSession")
    }
}

impl PortalSession {
    pub fn new(session: Session, rows: SessionRows) -> Self {
        Self(session, rows)
    }

    pub async fn challenge(&self) -> Result<Option<String>, Error> {
        self.0.get(CHALLENGE).await
    }

    pub async fn set_challenge(&self, id: &str) -> Result<(), Error> {
        self.0.insert(CHALLENGE, id).await
    }

    /// Something was done on a sign-in screen: the session rests from now on, and is forgotten
    /// after a short while.
    pub async fn stir_at_logon(&self, now: Timestamp) -> Result<(), Error> {
        self.0.insert(STIRRED_AT_LOGON, now.unix_ms()).await
    }

    pub async fn signed_in(&self) -> Result<Option<SignedIn>, Error> {
        self.0.get(PERSON).await
    }

    /// Begins anew, under a new id, as this person: neither what the session held nor an id that
    /// somebody planted outlives the sign-in.
    pub async fn sign_in(&self, who: &SignedIn) -> Result<(), Error> {
        self.begin_anew().await?;
        self.0.insert(PERSON, who).await
    }

    /// Begins anew, under a new id, for somebody whose password was right and who is not signed in yet.
    pub async fn sign_in_half_way(&self, who: &SignedIn) -> Result<(), Error> {
        self.begin_anew().await?;
        self.0.insert(HALF_WAY, who).await
    }

    /// Who could be signed in by a second step; `until` is when that chance ends.
    pub async fn half_way(&self) -> Result<Option<SignedIn>, Error> {
        self.0.get(HALF_WAY).await
    }

    /// Begins anew, under a new id, for somebody who came by an invitation.
    pub async fn enter_invited(&self, guest: &Invited) -> Result<(), Error> {
        self.begin_anew().await?;
        self.0.insert(INVITED, guest).await
    }

    pub async fn invited(&self) -> Result<Option<Invited>, Error> {
        self.0.get(INVITED).await
    }

    /// An empty session under a new id.
    pub async fn begin_anew(&self) -> Result<(), Error> {
        // Not `flush`: it would give the old id to what is put in next.
        self.0.cycle_id().await?;
        self.0.clear().await;
        Ok(())
    }

    /// Begins anew, under a new id, with nothing but this reset, and as idle as before.
    pub async fn begin_anew_in(&self, challenge: &str) -> Result<(), Error> {
        let stirred: Option<i64> = self.0.get(STIRRED_AT_LOGON).await?;
        self.begin_anew().await?;
        if let Some(stirred) = stirred {
            self.0.insert(STIRRED_AT_LOGON, stirred).await?;
        }
        self.set_challenge(challenge).await
    }

    /// When the password was typed that signed in.
    pub async fn signed_in_at(&self) -> Result<Option<Timestamp>, Error> {
        self.0.get(SIGNED_IN_AT).await
    }

    pub async fn set_signed_in_at(&self, at: Timestamp) -> Result<(), Error> {
        self.0.insert(SIGNED_IN_AT, at).await
    }

    pub async fn enrolment(&self) -> Result<Option<String>, Error> {
        self.0.get(ENROLMENT).await
    }

    pub async fn set_enrolment(&self, id: &str) -> Result<(), Error> {
        self.0.insert(ENROLMENT, id).await
    }

    /// Whether this sign-in has put off what it was asked for.
    pub async fn has_put_off(&self) -> Result<bool, Error> {
        Ok(self.0.get(PUT_OFF).await?.unwrap_or(false))
    }

    pub async fn set_put_off(&self) -> Result<(), Error> {
        self.0.insert(PUT_OFF, true).await
    }

    pub async fn end(&self) -> Result<(), Error> {
        self.0.flush().await
    }

    /// Ends the session unless somebody is signed in: a link cannot sign anybody out.
    pub async fn forget(&self) -> Result<(), Error> {
        match self.signed_in().await? {
            Some(_) => Ok(()),
            None => self.end().await,
        }
    }

    /// A new id for the same session: what was known to anybody else is worth nothing now. A session that was
    /// ended while this request was on its way stays ended: what the request read of it does not come back.
    pub async fn renew(&self) -> Result<(), Error> {
        if let Some(id) = self.0.id()
            && !self.1.delete(&key(&id)).await.map_err(backend)?
        {
            return self.end().await;
        }
        self.0.cycle_id().await
    }

    /// A gate was passed by telephone, without a request of this browser: its session gets its new
    /// id with the first form after it. Not with the page before: several tabs may ask for that at
    /// once, and all but one would come with an id that is no longer known.
    pub async fn renew_for(&self, gate: &CalledGate) -> Result<(), Error> {
        if self.0.get(CALLED_GATE).await?.as_ref() == Some(gate) {
            return Ok(());
        }
        self.renew().await?;
        self.0.insert(CALLED_GATE, gate).await
    }

    /// Whoever waited on a sign-in screen for the call that passed a gate was not idle. This counts
    /// once, so that a page which is left behind is forgotten.
    pub async fn stir_at_logon_for(&self, gate: &CalledGate, now: Timestamp) -> Result<(), Error> {
        if self.0.get(STIRRED_FOR_GATE).await?.as_ref() == Some(gate) {
            return Ok(());
        }
        self.stir_at_logon(now).await?;
        self.0.insert(STIRRED_FOR_GATE, gate).await
    }

    /// The support code that this browser was told: its challenge's, or the one that came with
    /// what a page said last.
    pub async fn correlation(&self) -> Result<Option<String>, Error> {
        match self.challenge().await? {
            Some(challenge) => Ok(Some(challenge)),
            None => self.0.get(CORRELATION).await,
        }
    }

    /// Keeps what a page says, under the support code that its act was recorded with.
    pub async fn set_flash(&self, flash: &Flash, correlation: &str) -> Result<(), Error> {
        self.0.insert(CORRELATION, correlation).await?;
        self.0.insert(FLASH, flash).await
    }

    /// Keeps why a password was refused: rules and positions, nothing of its text. Goes with a flash
    /// that says that it was.
    pub async fn set_verdict(&self, verdict: &Verdict) -> Result<(), Error> {
        self.0.insert(VERDICT, verdict).await
    }

    pub async fn verdict(&self) -> Result<Option<Verdict>, Error> {
        self.0.get(VERDICT).await
    }

    /// Reads a page's flash without spending it: pages are rendered by GET, which changes nothing.
    pub async fn flash(&self, page: FlashPage, now: Timestamp) -> Result<Option<Flash>, Error> {
        let flash: Option<Flash> = self.0.get(FLASH).await?;
        Ok(flash.filter(|flash| flash.page == page && now.unix_ms() < flash.until))
    }
}
