//! tower-sessions over our own table: the id is stored as its hash, time is our clock's.

use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use domain::time::Timestamp;
use tower_sessions::SessionStore;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};

use super::session::{ENROLMENT, INVITED, PERSON, STIRRED_AT_LOGON};
use super::session_values::{Invited, SignedIn};
use crate::clock::Clock;
use crate::keys::token_hash;
use crate::store::SessionRows;

/// A session nobody is signed in with lasts this long after its last change.
const IDLE_SECONDS: u32 = 3 * 3600;
/// The same on a sign-in screen, where somebody else may be next.
pub(crate) const IDLE_SECONDS_AT_LOGON: u32 = 120;

/// The session store.
#[derive(Clone)]
pub(super) struct Sessions {
    rows: SessionRows,
    clock: Arc<dyn Clock>,
}

impl Sessions {
    pub(super) fn new(rows: SessionRows, clock: Arc<dyn Clock>) -> Self {
        Self { rows, clock }
    }

    fn expiry(&self, record: &Record, person: Option<&SignedIn>) -> Timestamp {
        let at_logon = record.data.contains_key(STIRRED_AT_LOGON);
        match person {
            Some(who) => Timestamp::from_unix_ms(who.until),
            None if at_logon => self.clock.now().plus_seconds(IDLE_SECONDS_AT_LOGON),
            None => self.clock.now().plus_seconds(IDLE_SECONDS),
        }
    }
}

impl fmt::Debug for Sessions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sessions")
    }
}

#[async_trait]
impl SessionStore for Sessions {
    /// Inserts or draws another id: nobody can take over a session by guessing a taken id.
    async fn create(&self, record: &mut Record) -> Result<()> {
        loop {
            let person = signed_in(record);
            let id = person.as_ref().map(|who| who.person.as_str());
            let created = self
                .rows
                .create(
                    &key(&record.id),
                    &document(record)?,
                    id,
                    self.expiry(record, person.as_ref()),
                )
                .await
                .map_err(backend)?;
            if created {
                return Ok(());
            }
            record.id = Id::default();
        }
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let person = signed_in(record);
        let id = person.as_ref().map(|who| who.person.as_str());
        self.rows
            .save(
                &key(&record.id),
                &document(record)?,
                id,
                self.expiry(record, person.as_ref()),
            )
            .await
            .map_err(backend)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let found = self
            .rows
            .load(&key(id), self.clock.now())
            .await
            .map_err(backend)?;
        let Some(document) = found else {
            return Ok(None);
        };
        let mut record: Record =
            serde_json::from_str(&document).map_err(|e| Error::Decode(e.to_string()))?;
        record.id = *id;
        Ok(Some(record))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        self.rows.delete(&key(id)).await.map_err(backend)?;
        Ok(())
    }
}

pub(super) fn key(id: &Id) -> String {
    token_hash(&id.0.to_be_bytes())
}

/// The record without its id, which the table must not hold in clear.
fn document(record: &Record) -> Result<String> {
    let anonymous = Record {
        id: Id(0),
        ..record.clone()
    };
    serde_json::to_string(&anonymous).map_err(|e| Error::Encode(e.to_string()))
}

/// Whose session it is: its row names the person, so that it ends with all others of theirs.
fn signed_in(record: &Record) -> Option<SignedIn> {
    Some(match held_by(record)? {
        Holder::Member(who) => who,
        Holder::Guest(guest) => guest.who,
    })
}

/// Whose a session is.
pub(crate) enum Holder {
    Member(SignedIn),
    Guest(Invited),
}

fn held_by(record: &Record) -> Option<Holder> {
    if let Some(value) = record.data.get(PERSON) {
        return serde_json::from_value(value.clone())
            .ok()
            .map(Holder::Member);
    }
    let value = record.data.get(INVITED)?;
    serde_json::from_value(value.clone())
        .ok()
        .map(Holder::Guest)
}

/// Whose session of this document it is, if it is the one that an enrolment belongs to.
pub(crate) fn holder(document: &str, enrolment: &str) -> Option<Holder> {
    let record: Record = serde_json::from_str(document).ok()?;
    let held = record.data.get(ENROLMENT)?.as_str()?;
    (held == enrolment).then(|| held_by(&record))?
}

#[expect(clippy::needless_pass_by_value, reason = "fits map_err")]
pub(super) fn backend(error: crate::store::StoreError) -> Error {
    tracing::error!(
        error = &error as &dyn std::error::Error,
        "the session store failed"
    );
    Error::Backend("see the log".to_owned())
}
