//! Mails to people whose password will soon be too old.

use domain::password::Reminder;
use domain::time::Timestamp;

use crate::delivery::moment::Moment;
use crate::post::Sender;
use crate::services::{Failure, Services};
use crate::store::{Ageing, PAGE, Person, StoredPolicy, Tenant};

/// Often enough for mails that speak of days.
const EVERY_SECONDS: u32 = 3600;
const DAY_MS: i64 = 86_400_000;

/// Writes all that are due, at most once an hour among all processes. What a crash leaves out is
/// written the next time, and nothing is written twice: the mark and the mail are one change.
pub(crate) async fn remind(services: &Services) -> Result<(), Failure> {
    let now = services.now();
    let next = now.plus_seconds(EVERY_SECONDS);
    let store = &services.store;
    if !store.take_chore("password reminders", next, now).await? {
        return Ok(());
    }
    for tenant in store.tenants().await? {
        let policy = store.current_policy(&tenant.id).await?;
        let Some(window) = window(&policy, now) else {
            continue;
        };
        let mut after = String::new();
        loop {
            let page = store.ageing(&tenant.id, window, &after).await?;
            let Some(last) = page.last() else {
                break;
            };
            after = last.person().as_str().to_owned();
            for ageing in &page {
                remind_one(services, &tenant, &policy, ageing).await?;
            }
            if page.len() < PAGE {
                break;
            }
        }
    }
    Ok(())
}

/// When the passwords were set that a mail can be due for under any rule: after the first, until the
/// second. Nothing where none grows old, or nobody is told.
fn window(policy: &StoredPolicy, now: Timestamp) -> Option<(Timestamp, Timestamp)> {
    let ages = || {
        let all = policy.all();
        all.map(|held| i64::from(held.password.max_age_days))
            .filter(|days| *days > 0)
    };
    let told = policy.all();
    let told = told.flat_map(|held| &held.notifications.password_expiry_days);
    let first = i64::from(*told.max()?);
    let ago = |days: i64| Timestamp::from_unix_ms(now.unix_ms() - days * DAY_MS);
    Some((ago(ages().max()?), ago((ages().min()? - first).max(0))))
}

async fn remind_one(
    services: &Services,
    tenant: &Tenant,
    policy: &StoredPolicy,
    ageing: &Ageing,
) -> Result<(), Failure> {
    let store = &services.store;
    let Some(person) = store.person_by_id(&tenant.id, &ageing.person()).await? else {
        return Ok(());
    };
    let policy = policy.clone().for_groups(&person.groups).policy;
    let days = &policy.notifications.password_expiry_days;
    let age = person.password_age;
    let found = age.reminder(policy.password.max_age_days, days, services.now());
    let Some(reminder) = found.filter(|found| !ageing.was_told(found.days_before)) else {
        return Ok(());
    };
    let mut change = store.begin().await?;
    if !change
        .remind_once(&person.id, ageing.set_at(), reminder.days_before)
        .await?
    {
        return change.abandon().await.map_err(Into::into);
    }
    let correlation = services.random.uuid();
    let sender = Sender {
        services,
        tenant,
        correlation: &correlation,
        help: &policy.help.email,
        locale: person.language.unwrap_or_default(),
    };
    write(&sender, &mut change, &person, reminder).await?;
    Ok(change.commit().await?)
}

async fn write(
    sender: &Sender<'_>,
    change: &mut crate::store::Change,
    person: &Person,
    reminder: Reminder,
) -> Result<(), Failure> {
    let end = Moment::new(reminder.end, &sender.services.time_zone)?;
    for address in &person.addresses {
        let days = reminder.days_left;
        sender
            .expiring(change, address.as_str(), person, days, end.clone())
            .await?;
    }
    Ok(())
}
