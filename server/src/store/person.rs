//! People, their groups, their contact data and their passwords.

use domain::identity::{EmailAddress, PersonId, WorkMailbox};
use domain::locale::Locale;
use domain::password::PasswordAge;
use domain::phone::PhoneNumber;
use domain::registration::{Asked, Desk, Held, Holdings};
use domain::time::Timestamp;

use super::contact::{ContactRow, Contacts};
use super::{Registered, Store, StoreError};

/// A person with all that a reset asks about them.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: PersonId,
    pub user_name: String,
    pub display_name: String,
    pub language: Option<Locale>,
    /// PHC string; `None` for somebody who has never had a password, or whose password is locked.
    pub password_hash: Option<String>,
    pub password_age: PasswordAge,
    pub disabled: bool,
    pub groups: Vec<String>,
    pub work_email: Option<EmailAddress>,
    /// The one that its owner registered, or else the directory's.
    pub email: Option<Held<EmailAddress>>,
    /// As the address: of a mobile telephone.
    pub number: Option<Held<PhoneNumber>>,
    /// The directory's, or else the one that its owner registered.
    pub office: Option<Desk>,
    /// Every address that hears of a change of the account: the directory's stays one when its owner has
    /// registered another, which may have been a thief. The work mailbox is first.
    pub addresses: Vec<EmailAddress>,
    /// As the addresses; of mobile telephones.
    pub numbers: Vec<PhoneNumber>,
    /// What sign-in asked for.
    pub asked: Asked,
}

impl Person {
    /// All that a person has to prove who they are. It decides what a reset offers and what `/setup` shows.
    pub fn holdings(&self, registered: Registered) -> Holdings {
        Holdings {
            email: self.email.clone(),
            number: self.number.clone(),
            office: self.office.clone(),
            questions: registered.questions,
            authenticator: registered.authenticator,
            passkeys: registered.passkeys,
            has_password: self.password_hash.is_some(),
            work: self.work_mailbox(),
            looked_at: self.asked.confirmed_at,
        }
    }

    fn work_mailbox(&self) -> WorkMailbox {
        WorkMailbox::of(self.work_email.as_ref(), &self.user_name)
    }

    /// Where somebody who cannot sign in reads mail.
    pub fn own_mailbox(&self) -> Option<&EmailAddress> {
        let address = &self.email.as_ref()?.value;
        (!self.work_mailbox().is(address)).then_some(address)
    }

    /// Reported by its owner: nothing signs in until a reset sets a new password.
    pub fn is_locked(&self) -> bool {
        self.password_hash.is_none() && self.password_age.set_at.is_some()
    }
}

/// What a person is called.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Names {
    pub user_name: String,
    pub display_name: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    account: String,
    user_name: String,
    display_name: String,
    language: Option<String>,
    password_hash: Option<String>,
    password_set_at: Option<i64>,
    password_must_change: i64,
    disabled: i64,
    created_at: i64,
    registration_asked_at: Option<i64>,
    registration_put_off: i64,
    registration_confirmed_at: Option<i64>,
    registration_ask_again: i64,
}

impl Row {
    fn asked(&self) -> Asked {
        Asked {
            known_since: Timestamp::from_unix_ms(self.created_at),
            first_at: self.registration_asked_at.map(Timestamp::from_unix_ms),
            put_off: u32::try_from(self.registration_put_off).unwrap_or(u32::MAX),
            confirmed_at: self.registration_confirmed_at.map(Timestamp::from_unix_ms),
            again: self.registration_ask_again != 0,
        }
    }

    /// The account and its person.
    fn with(self, groups: Vec<String>, contacts: &Contacts) -> (String, Person) {
        let person = Person {
            asked: self.asked(),
            work_email: contacts.work_email(),
            office: contacts.office(),
            addresses: contacts.addresses(),
            numbers: contacts.numbers(),
            email: contacts.email(),
            number: contacts.number(),
            id: PersonId::new(self.id),
            user_name: self.user_name,
            display_name: self.display_name,
            language: self.language.as_deref().and_then(Locale::from_tag),
            password_hash: self.password_hash,
            password_age: PasswordAge {
                set_at: self.password_set_at.map(Timestamp::from_unix_ms),
                set_by_administrator: self.password_must_change != 0,
            },
            disabled: self.disabled != 0,
            groups,
        };
        (self.account, person)
    }
}

/// The account, or else its neighbour in the alphabet: a row of somebody takes longer to read than none,
/// and a stranger can measure how long.
const BY_ACCOUNT: &str = "select * from ( \
         select * from (select 0 as beyond, person.* from person \
                        where tenant_id = $1 and account >= $2 order by account limit 1) as next \
         union all \
         select * from (select 1 as beyond, person.* from person \
                        where tenant_id = $1 order by account limit 1) as first \
     ) as found order by beyond limit 1";
const BY_ID: &str = "select * from person where tenant_id = $1 and id = $2";

/// Whom a name led to.
pub struct Found {
    pub person: Option<Person>,
    /// The id of whoever was read: of somebody else where nobody has the name. Empty: there are no people.
    pub read: String,
}

impl Store {
    /// Asks the same three questions, and reads as much, whether the account exists or not.
    pub async fn find_person(&self, tenant: &str, account: &str) -> Result<Found, StoreError> {
        let read = self.person(BY_ACCOUNT, tenant, account).await?;
        let id = read.as_ref().map(|(_, person)| person.id.as_str());
        Ok(Found {
            read: id.unwrap_or_default().to_owned(),
            person: read
                .filter(|(its, _)| its == account)
                .map(|(_, person)| person),
        })
    }

    pub async fn person_by_id(
        &self,
        tenant: &str,
        id: &PersonId,
    ) -> Result<Option<Person>, StoreError> {
        let read = self.person(BY_ID, tenant, id.as_str()).await?;
        Ok(read.map(|(_, person)| person))
    }

    /// The language that somebody is known to speak.
    pub async fn language(&self, tenant: &str, id: &str) -> Result<Option<Locale>, StoreError> {
        let tag: Option<Option<String>> =
            sqlx::query_scalar("select language from person where tenant_id = $1 and id = $2")
                .bind(tenant)
                .bind(id)
                .fetch_optional(&mut *self.connection().await?)
                .await?;
        Ok(tag.flatten().as_deref().and_then(Locale::from_tag))
    }

    pub async fn names(&self, tenant: &str, id: &PersonId) -> Result<Option<Names>, StoreError> {
        Ok(sqlx::query_as(
            "select user_name, display_name from person where tenant_id = $1 and id = $2",
        )
        .bind(tenant)
        .bind(id.as_str())
        .fetch_optional(&mut *self.connection().await?)
        .await?)
    }

    /// An account and its person.
    async fn person(
        &self,
        statement: &'static str,
        tenant: &str,
        key: &str,
    ) -> Result<Option<(String, Person)>, StoreError> {
        let row: Option<Row> = sqlx::query_as(statement)
            .bind(tenant)
            .bind(key)
            .fetch_optional(&mut *self.connection().await?)
            .await?;
        let id = row.as_ref().map_or("", |row| row.id.as_str());
        let groups: Vec<String> =
            sqlx::query_scalar("select name from person_group where person_id = $1")
                .bind(id)
                .fetch_all(&mut *self.connection().await?)
                .await?;
        let contacts: Vec<ContactRow> = sqlx::query_as(
            "select kind, value, registered_at, confirmed_at from contact where person_id = $1",
        )
        .bind(id)
        .fetch_all(&mut *self.connection().await?)
        .await?;
        Ok(row.map(|row| row.with(groups, &Contacts(contacts))))
    }
}
