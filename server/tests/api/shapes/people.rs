//! People of every shape.

use domain::identity::PersonId;

use crate::support::{Device, Seed, Setup, TestApp};

/// Whose word a contact is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Directorys,
    Owners,
}

use Word::{Directorys, Owners};

/// What bars somebody who has everything.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bar {
    Nothing,
    Disabled,
    Locked,
}

/// Somebody, and what there is of them.
pub(super) struct Person {
    pub(super) name: &'static str,
    pub(super) contacts: &'static [(&'static str, &'static str, Word)],
    pub(super) has_app: bool,
    pub(super) passkey: Option<Device>,
    pub(super) answers: usize,
    pub(super) groups: &'static [&'static str],
    pub(super) bar: Bar,
}

const NOBODY: Person = Person {
    name: "",
    contacts: &[],
    has_app: false,
    passkey: None,
    answers: 0,
    groups: &["Staff"],
    bar: Bar::Nothing,
};

const MAIL: (&str, &str, Word) = ("alternate_email", "kim@home.example", Directorys);
const OWN_MAIL: (&str, &str, Word) = ("authentication_email", "kim@own.example", Owners);
const WORK_MAIL: (&str, &str, Word) = ("work_email", "kim@wingtip.example", Directorys);
const MOBILE: (&str, &str, Word) = ("mobile", "+31612345678", Directorys);
const OWN_MOBILE: (&str, &str, Word) = ("authentication_phone", "+31687654321", Owners);
const DESK: (&str, &str, Word) = ("office_phone", "+31205550100", Directorys);

fn shapes() -> Vec<Person> {
    let with = |name, contacts| Person {
        name,
        contacts,
        ..NOBODY
    };
    let of_all = |name| Person {
        has_app: true,
        answers: 5,
        ..with(name, &[MAIL, MOBILE, DESK])
    };
    vec![
        with("nothing", &[]),
        with("work-mail", &[WORK_MAIL]),
        with("mail", &[WORK_MAIL, MAIL]),
        with(
            "mail-that-is-the-work-mail",
            &[
                WORK_MAIL,
                ("alternate_email", "kim@wingtip.example", Directorys),
            ],
        ),
        with("own-mail", &[MAIL, OWN_MAIL]),
        with("mobile", &[MOBILE]),
        with("mail-and-mobile", &[MAIL, MOBILE]),
        with("own-mail-and-mobile", &[OWN_MAIL, MOBILE]),
        with("mail-and-own-mobile", &[MAIL, MOBILE, OWN_MOBILE]),
        with("both-own", &[OWN_MAIL, OWN_MOBILE]),
        with("desk", &[DESK]),
        with("mobile-and-desk", &[MOBILE, DESK]),
        with(
            "mobile-that-is-the-desk",
            &[MOBILE, ("office_phone", "+31612345678", Directorys)],
        ),
        with(
            "mobile-behind-the-desk",
            &[MOBILE, ("office_phone", "+31612345678x12", Directorys)],
        ),
        with(
            "two-extensions",
            &[
                ("mobile", "+31205550100x11", Directorys),
                ("office_phone", "+31205550100x12", Directorys),
            ],
        ),
        with(
            "own-mobile-that-is-the-desk",
            &[("authentication_phone", "+31205550100", Owners), DESK],
        ),
        Person {
            answers: 5,
            ..with("answers", &[])
        },
        Person {
            answers: 2,
            ..with("too-few-answers", &[MAIL])
        },
        Person {
            answers: 3,
            ..with("just-enough-answers", &[MAIL])
        },
        Person {
            has_app: true,
            ..with("app", &[])
        },
        Person {
            has_app: true,
            passkey: Some(Device::new(1)),
            ..with("app-and-passkey", &[])
        },
        Person {
            passkey: Some(Device::new(2)),
            ..with("passkey-and-mail", &[MAIL])
        },
        Person {
            has_app: true,
            answers: 5,
            ..with("app-and-answers", &[])
        },
        Person {
            groups: &["Staff", "Board"],
            ..with("mail-of-the-board", &[MAIL])
        },
        Person {
            groups: &["Board"],
            passkey: Some(Device::new(3)),
            ..of_all("everything-of-the-board")
        },
        Person {
            bar: Bar::Disabled,
            ..of_all("disabled")
        },
        Person {
            bar: Bar::Locked,
            ..of_all("locked")
        },
    ]
}

/// Puts all of them into the directory.
pub(super) async fn everybody(app: &TestApp) -> Vec<Person> {
    app.change_policy(|policy| policy.limits.failed_proofs.max = 5)
        .await;
    let mut people = shapes();
    for person in &mut people {
        person.join(app).await;
    }
    people
}

impl Person {
    async fn join(&mut self, app: &TestApp) {
        let id = app
            .add(Seed {
                email: None,
                mobile: None,
                groups: self.groups.to_vec(),
                ..Seed::full(self.name)
            })
            .await;
        for (kind, value, word) in self.contacts {
            let since = if *word == Owners { "1" } else { "null" };
            let contact = format!(
                "insert into contact (person_id, kind, value, registered_at) \
                 values ('{}', '{kind}', '{value}', {since})",
                id.as_str()
            );
            app.rows.change(&contact).await;
        }
        if let Some(device) = &mut self.passkey {
            let mut setup = Setup::of(app, self.name).await;
            setup.add_passkey(device, "My phone").await;
            app.delivered().await;
        }
        if self.has_app {
            app.give_authenticator(&id).await;
        }
        self.answer(app, &id).await;
        match self.bar {
            Bar::Nothing => {}
            Bar::Disabled => {
                let disable = format!(
                    "update person set disabled = 1 where id = '{}'",
                    id.as_str()
                );
                app.rows.change(&disable).await;
            }
            Bar::Locked => {
                let mut wizard = app.wizard().await;
                wizard.identify(self.name).await;
                wizard.fail_until_locked().await;
                app.delivered().await;
            }
        }
    }

    async fn answer(&self, app: &TestApp, id: &PersonId) {
        if self.answers == 0 {
            return;
        }
        app.give_answers(id).await;
        let questions = "select question from question_answer where person_id";
        let id = id.as_str();
        let given = app
            .rows
            .texts(&format!("{questions} = '{id}' order by question"))
            .await;
        for question in &given[self.answers..] {
            let forget = format!(
                "delete from question_answer where person_id = '{id}' and question = '{question}'"
            );
            app.rows.change(&forget).await;
        }
    }

    /// What stands there of this kind.
    pub(super) fn contact(&self, kind: &str) -> Option<(&'static str, Word)> {
        let contact = self.contacts.iter().find(|contact| contact.0 == kind);
        contact.map(|(_, value, word)| (*value, *word))
    }

    /// Their mailbox: what they registered stands before what the directory says.
    pub(super) fn mailbox(&self) -> Option<(&'static str, Word)> {
        self.contact("authentication_email")
            .or_else(|| self.contact("alternate_email"))
    }

    /// Their own telephone.
    pub(super) fn telephone(&self) -> Option<(&'static str, Word)> {
        self.contact("authentication_phone")
            .or_else(|| self.contact("mobile"))
    }
}
