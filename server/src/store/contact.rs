//! Contacts: what the directory says, and what their owners registered, which wins.

use domain::identity::{EmailAddress, PersonId};
use domain::phone::PhoneNumber;
use domain::registration::Held;
use domain::time::Timestamp;

use super::{Change, StoreError};

/// What a contact is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContactKind {
    /// Notified, but not a method: a locked-out person cannot read it.
    WorkEmail,
    AlternateEmail,
    Mobile,
    /// Of a desk, or of an exchange with an extension.
    OfficePhone,
    /// Registered by the person: in the place of the alternate address.
    AuthenticationEmail,
    /// Registered by the person: in the place of the mobile number.
    AuthenticationPhone,
}

impl ContactKind {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::WorkEmail => "work_email",
            Self::AlternateEmail => "alternate_email",
            Self::Mobile => "mobile",
            Self::OfficePhone => "office_phone",
            Self::AuthenticationEmail => "authentication_email",
            Self::AuthenticationPhone => "authentication_phone",
        }
    }
}

/// A contact as stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct ContactRow {
    kind: String,
    value: String,
    registered_at: Option<i64>,
}

/// All contacts of a person.
pub(super) struct Contacts(pub(super) Vec<ContactRow>);

impl Contacts {
    fn of(&self, kind: ContactKind) -> Option<&ContactRow> {
        self.0.iter().find(|row| row.kind == kind.name())
    }

    pub(super) fn work_email(&self) -> Option<EmailAddress> {
        EmailAddress::parse(&self.of(ContactKind::WorkEmail)?.value).ok()
    }

    pub(super) fn office_phone(&self) -> Option<PhoneNumber> {
        PhoneNumber::parse(&self.of(ContactKind::OfficePhone)?.value).ok()
    }

    /// The registered address, or else the directory's.
    pub(super) fn email(&self) -> Option<Held<EmailAddress>> {
        let kinds = [
            ContactKind::AuthenticationEmail,
            ContactKind::AlternateEmail,
        ];
        self.first(kinds, |text| EmailAddress::parse(text).ok())
    }

    /// The registered number, or else the directory's.
    pub(super) fn number(&self) -> Option<Held<PhoneNumber>> {
        let kinds = [ContactKind::AuthenticationPhone, ContactKind::Mobile];
        self.first(kinds, |text| PhoneNumber::parse(text).ok())
    }

    /// All addresses, the work mailbox first, each once.
    pub(super) fn addresses(&self) -> Vec<EmailAddress> {
        let kinds = [
            ContactKind::WorkEmail,
            ContactKind::AuthenticationEmail,
            ContactKind::AlternateEmail,
        ];
        self.all(kinds, |text| EmailAddress::parse(text).ok())
    }

    /// The registered mobile number and the directory's, each once.
    pub(super) fn numbers(&self) -> Vec<PhoneNumber> {
        let kinds = [ContactKind::AuthenticationPhone, ContactKind::Mobile];
        self.all(kinds, |text| PhoneNumber::parse(text).ok())
    }

    fn all<T: PartialEq, const N: usize>(
        &self,
        kinds: [ContactKind; N],
        read: impl Fn(&str) -> Option<T>,
    ) -> Vec<T> {
        let mut all = Vec::new();
        for kind in kinds {
            let value = self.of(kind).and_then(|row| read(&row.value));
            all.extend(value.filter(|value| !all.contains(value)));
        }
        all
    }

    fn first<T>(
        &self,
        kinds: [ContactKind; 2],
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<Held<T>> {
        kinds.into_iter().find_map(|kind| {
            let row = self.of(kind)?;
            let value = read(&row.value)?;
            let since = row.registered_at.map(Timestamp::from_unix_ms);
            Some(Held { value, since })
        })
    }
}

impl Change {
    /// Stores what its owner has just proved to have.
    pub async fn register_contact(
        &mut self,
        person: &PersonId,
        kind: ContactKind,
        value: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "insert into contact (person_id, kind, value, registered_at, confirmed_at) \
             values ($1, $2, $3, $4, $4) \
             on conflict (person_id, kind) do update set value = excluded.value, \
             registered_at = excluded.registered_at, confirmed_at = excluded.confirmed_at",
        )
        .bind(person.as_str())
        .bind(kind.name())
        .bind(value)
        .bind(now.unix_ms())
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }

    pub async fn remove_contact(
        &mut self,
        person: &PersonId,
        kind: ContactKind,
    ) -> Result<(), StoreError> {
        sqlx::query("delete from contact where person_id = $1 and kind = $2")
            .bind(person.as_str())
            .bind(kind.name())
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }
}
