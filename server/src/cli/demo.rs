//! Setting the demo up.

use domain::identity::PersonId;
use domain::locale::Locale;
use domain::method::Method;
use domain::policy::{Policy, SecondStep};
use domain::questions::Question;
use domain::secret::Password;

use super::fault::CliFault;
use crate::demo;
use crate::services::{Failure, Services};
use crate::store::NewPerson;

/// The demo differs from a new installation in having somebody to ask for help, and in allowing
/// everything that can be tried out.
pub(super) async fn put_policy(services: &Services) -> Result<(), CliFault> {
    let tenant = &services.home;
    if services.store.current_policy(&tenant.id).await?.version > 0 {
        return Ok(());
    }
    let mut policy = Policy::default();
    policy.help.email = demo::HELP.to_owned();
    policy.methods = Method::ALL.to_vec();
    policy.questions.pool = demo::QUESTIONS.map(Question::new).to_vec();
    policy.sign_in.second_step = SecondStep::WhenRegistered;
    let mut change = services.store.begin().await?;
    change
        .set_policy(&tenant.id, &policy, services.now())
        .await?;
    change.commit().await?;
    Ok(())
}

/// Puts the demo's people in place; those who are there already stay as they are.
pub(super) async fn put_people(services: &Services) -> Result<(), CliFault> {
    let tenant = &services.home;
    let password = Password::new(demo::PASSWORD);
    let hash = services
        .passwords
        .hash(password)
        .await
        .map_err(Failure::from)?;
    for person in demo::people() {
        let new = NewPerson {
            id: PersonId::new(services.random.uuid()),
            account: person.account.to_owned(),
            user_name: person.user_name(),
            display_name: person.display_name.to_owned(),
            language: Locale::from_tag(person.language),
            password_hash: person.has_password.then(|| hash.clone()),
            disabled: person.disabled,
            groups: person
                .groups
                .iter()
                .map(|group| (*group).to_owned())
                .collect(),
            contacts: person.contacts(),
        };
        let mut change = services.store.begin().await?;
        let _there_already = change.add_person(&tenant.id, &new, services.now()).await?;
        change.commit().await?;
    }
    Ok(())
}
