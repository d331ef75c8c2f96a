//! The people of Wingtip Toys. All of it is made up: `.example` domains and numbers that are
//! reserved for fiction.

use crate::store::ContactKind;

/// What everybody in the demo signs in with before their first reset.
pub const PASSWORD: &str = "Toy-Train-Departs-0815";

/// Who receives the letters for help.
pub const HELP: &str = "servicedesk@wingtip.example";

/// What people of the demo can choose from.
pub const QUESTIONS: [&str; 8] = [
    "first_pet",
    "first_street",
    "first_job_city",
    "favourite_food",
    "childhood_hero",
    "primary_teacher",
    "stuffed_toy",
    "famous_person",
];

/// One person and what they are there to show.
pub struct Situation {
    pub account: &'static str,
    pub display_name: &'static str,
    pub shows: &'static str,
    pub disabled: bool,
    pub has_password: bool,
    pub language: &'static str,
    pub groups: &'static [&'static str],
    pub alternate_email: Option<&'static str>,
    pub mobile: Option<&'static str>,
}

const STAFF: Situation = Situation {
    account: "",
    display_name: "",
    shows: "",
    disabled: false,
    has_password: true,
    language: "en",
    groups: &["Staff"],
    alternate_email: None,
    mobile: None,
};

/// Everybody.
pub fn people() -> [Situation; 8] {
    [
        Situation {
            account: "kim",
            display_name: "Kim Akers",
            shows: "has everything: resets with mail and text",
            alternate_email: Some("kim.akers@home.example"),
            mobile: Some("+44 7700 900112"),
            ..STAFF
        },
        Situation {
            account: "sanne",
            display_name: "Sanne de Vries",
            shows: "the same, in Dutch",
            language: "nl",
            alternate_email: Some("sanne@thuis.example"),
            mobile: Some("+44 7700 900245"),
            ..STAFF
        },
        Situation {
            account: "joiner",
            display_name: "Jo Berry",
            shows: "starts today: contact data is there, a password never was",
            has_password: false,
            alternate_email: Some("jo.berry@home.example"),
            mobile: Some("+44 7700 900378"),
            ..STAFF
        },
        Situation {
            account: "mailonly",
            display_name: "Max Benson",
            shows: "has one method where two are asked for",
            alternate_email: Some("max@home.example"),
            ..STAFF
        },
        Situation {
            account: "nothing",
            display_name: "Nina Olsen",
            shows: "never registered anything",
            ..STAFF
        },
        Situation {
            account: "disabled",
            display_name: "Dan Jump",
            shows: "account is disabled",
            disabled: true,
            alternate_email: Some("dan@home.example"),
            mobile: Some("+44 7700 900411"),
            ..STAFF
        },
        Situation {
            account: "zoë",
            display_name: "Zoë O'Malley-Ångström",
            shows: "has a name that is not ASCII",
            alternate_email: Some("zoe@home.example"),
            mobile: Some("+44 7700 900544"),
            ..STAFF
        },
        Situation {
            account: "admin",
            display_name: "Ada Minister",
            shows: "is an administrator",
            groups: &["Staff", "Administrators"],
            alternate_email: Some("ada@home.example"),
            mobile: Some("+44 7700 900677"),
            ..STAFF
        },
    ]
}

impl Situation {
    pub fn user_name(&self) -> String {
        format!("{}@wingtip.example", self.account)
    }

    pub fn contacts(&self) -> Vec<(ContactKind, String)> {
        let work = Some((
            ContactKind::WorkEmail,
            format!("{}@wingtip.example", ascii(self.account)),
        ));
        let alternate = self
            .alternate_email
            .map(|mail| (ContactKind::AlternateEmail, mail.to_owned()));
        let mobile = self
            .mobile
            .map(|number| (ContactKind::Mobile, number.to_owned()));
        [work, alternate, mobile].into_iter().flatten().collect()
    }
}

fn ascii(account: &str) -> String {
    account.replace('ë', "e")
}

/// The table that the demo prints when it starts.
pub fn told() -> String {
    let mut text = format!("People of Wingtip Toys (password of those who have one: {PASSWORD})\n");
    for person in people() {
        let mail = person.alternate_email.unwrap_or("-");
        let mobile = person.mobile.unwrap_or("-");
        text.push_str(&format!(
            "  {:<26} {mail:<24} {mobile:<17} {}\n",
            person.user_name(),
            person.shows
        ));
    }
    text
}
