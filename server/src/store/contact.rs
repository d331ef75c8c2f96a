//! Contacts: what the directory says, and what their owners registered, which wins.

use domain::identity::{EmailAddress, PersonId};
use domain::phone::PhoneNumber;
use domain::registration::{Desk, Held, Whose};
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
    /// Registered by the person: of a desk for which the directory has no number.
    AuthenticationOffice,
    /// The directory's number of the desk as the person confirmed it: worth nothing once it is another one.
    ConfirmedOffice,
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
            Self::AuthenticationOffice => "authentication_office",
            Self::ConfirmedOffice => "confirmed_office",
        }
    }
}

/// A contact as stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct ContactRow {
    kind: String,
    value: String,
    registered_at: Option<i64>,
    confirmed_at: Option<i64>,
}

impl ContactRow {
    fn held<T>(&self, read: impl Fn(&str) -> Option<T>) -> Option<Held<T>> {
        Some(Held {
            value: read(&self.value)?,
            since: self.registered_at.map(Timestamp::from_unix_ms),
            confirmed: self.confirmed_at.map(Timestamp::from_unix_ms),
            beneath: None,
        })
    }
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

    /// The directory's, or else the registered number.
    pub(super) fn office(&self) -> Option<Desk> {
        let held = |kind| self.of(kind)?.held(|text| PhoneNumber::parse(text).ok());
        let Some(mut directorys) = held(ContactKind::OfficePhone) else {
            return held(ContactKind::AuthenticationOffice).map(|held| Desk {
                held,
                whose: Whose::Owner,
            });
        };
        let shown = held(ContactKind::ConfirmedOffice);
        if let Some(shown) = shown.filter(|shown| shown.value == directorys.value) {
            directorys.since = shown.since;
            directorys.confirmed = directorys.confirmed.max(shown.confirmed);
        }
        Some(Desk {
            held: directorys,
            whose: Whose::Directory,
        })
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
        [own, directorys]: [ContactKind; 2],
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<Held<T>> {
        let held = |kind| self.of(kind)?.held(&read);
        let beneath = held(directorys);
        match held(own) {
            Some(own) => Some(Held {
                beneath: beneath.map(|held| held.value),
                ..own
            }),
            None => beneath,
        }
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
