//! What stands between a sign-in and everything but the setup page.

use domain::policy::Policy;
use domain::registration::{Demand, Holdings, demand, is_waiting};

use crate::http::visit::Visit;
use crate::services::{Failure, Services};
use crate::store::Person;

/// What is asked for, unless this sign-in has put it off. Whoever has enough by now is given all the time
/// again should policy ask for more one day.
pub(crate) async fn owed(
    services: &Services,
    visit: &Visit,
    person: &Person,
    policy: &Policy,
    holdings: &Holdings,
) -> Result<Option<Demand>, Failure> {
    let (asked, now) = (person.asked, services.now());
    let found = demand(holdings, policy, &person.groups, asked, now);
    if let Some(Demand::Register { .. }) = found {
        let waits = is_waiting(&policy.registration, asked, now);
        let is_free = waits && visit.session.has_put_off().await?;
        return Ok(found.filter(|_| !is_free));
    }
    if policy.demands() && asked.has_begun() {
        services.store.begin_asking_anew(&person.id, asked).await?;
    }
    Ok(found)
}
