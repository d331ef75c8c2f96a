//! What the setup page shows of passkeys.

use app::ports::PasskeyTold;
use domain::registration::{Enrolment, PasskeyHeld, State, Work};
use domain::time::Timestamp;

use super::SetupDesk;
use super::load::Somebody;
use crate::delivery::moment::Moment;
use crate::method::passkey;
use crate::services::Failure;

impl SetupDesk {
    /// What a device is asked to make, on the step that asks for it.
    pub(super) async fn creation(
        &self,
        enrolment: &Enrolment,
        somebody: &Somebody,
    ) -> Result<Option<String>, Failure> {
        match &enrolment.state {
            State::Working {
                work: Work::Passkey { .. },
                ..
            } => passkey::creation(&self.services, enrolment, &somebody.person).await,
            _ => Ok(None),
        }
    }

    /// What a device is asked to sign, on the step that tries it out.
    pub(super) fn request(&self, enrolment: &Enrolment) -> Result<Option<String>, Failure> {
        match &enrolment.state {
            State::Working {
                work: Work::Signature { .. },
                ..
            } => {
                let asked = passkey::signed_in_test(&self.services, enrolment);
                passkey::request(&self.services, &asked).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// When each passkey was made and used last, in the visitor's language.
    pub(super) fn passkeys_told(&self, somebody: &Somebody) -> Result<Vec<PasskeyTold>, Failure> {
        let told = |at: Timestamp| -> Result<String, Failure> {
            let moment = Moment::new(at, &self.services.time_zone)?;
            Ok(moment.told(self.visit.locale))
        };
        let row = |held: &PasskeyHeld| {
            Ok(PasskeyTold {
                since: told(held.since)?,
                used: held.used.map(told).transpose()?,
            })
        };
        somebody.holdings.passkeys.iter().map(row).collect()
    }
}
