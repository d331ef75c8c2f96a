//! What an organisation has decided: policy is data, versioned, validated before it is stored.

mod defaults;
mod groups;
mod limits;
mod links;
mod notifications;
mod overlay;
mod registration;
mod validate;

pub use groups::GroupRule;
pub use links::AppLink;
pub use notifications::Notifications;
pub use registration::RegistrationRules;
pub use validate::PolicyFault;

use serde::{Deserialize, Serialize};

use crate::method::Method;
use crate::password::PasswordRules;
use crate::questions::QuestionRules;
use crate::throttle::Limit;

/// The policy of one tenant. Every key has a default, so an empty document is a good policy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Policy {
    /// How many different methods a person proves: 1 or 2.
    pub gates: u8,
    /// What may be chosen, in the order in which it is offered.
    pub methods: Vec<Method>,
    /// What the strengths of the proven methods add up to at least ([`Method::strength`]); 0: anything.
    pub strength: u8,
    pub disclosure: Disclosure,
    /// Where numbers without a country code are from, like `NL` (ISO 3166); empty: nowhere.
    pub default_country: String,
    pub scope: Scope,
    pub challenge: ChallengeRules,
    pub codes: CodeRules,
    pub captcha: CaptchaRules,
    pub questions: QuestionRules,
    pub helpdesk: HelpdeskRules,
    pub registration: RegistrationRules,
    pub notifications: Notifications,
    pub limits: Limits,
    pub sign_in: SignInRules,
    pub help: Help,
    pub password: PasswordRules,
    /// Rules for groups, the first that fits.
    pub groups: Vec<GroupRule>,
    /// The organisation's applications, in the order in which they are shown.
    pub links: Vec<AppLink>,
}

/// How much a stranger learns about a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Disclosure {
    /// Names that cannot reset see the same pages as names that can.
    Strict,
    /// The reason is shown, with its code.
    Helpful,
}

/// Who may reset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case", tag = "reset")]
pub enum Scope {
    Nobody,
    Groups { groups: Vec<String> },
    Everybody,
}

impl Scope {
    /// Whether a member of these groups may reset.
    pub fn covers(&self, groups: &[String]) -> bool {
        match self {
            Self::Nobody => false,
            Self::Groups { groups: some } => some.iter().any(|group| groups.contains(group)),
            Self::Everybody => true,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ChallengeRules {
    /// How long one reset may take.
    pub lifetime_seconds: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CodeRules {
    pub digits: u8,
    pub lifetime_seconds: u32,
    /// Wrong tries that one code survives.
    pub wrong_max: u32,
    /// The wait before another one can be asked for.
    pub resend_seconds: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CaptchaRules {
    pub lifetime_seconds: u32,
    /// Tries that one picture survives.
    pub tries: u32,
}

/// The codes that the helpdesk reads out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HelpdeskRules {
    pub digits: u8,
    pub lifetime_seconds: u32,
}

/// Caps. The first five are per person, the others hold toll fraud and floods in check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Wrong codes; when full, locked until `per_seconds` after the last try.
    pub failed_proofs: Limit,
    /// Complete numbers typed before a text is sent.
    pub number_checks: Limit,
    pub mails: Limit,
    pub texts: Limit,
    pub calls: Limit,
    /// Calls are counted apart, under the same caps.
    pub texts_per_number: Limit,
    /// Per first two digits of the number.
    pub texts_per_prefix: Limit,
    /// Mails and texts asked for from one network address.
    pub sends_per_address: Limit,
    pub texts_per_tenant: Limit,
    pub mails_per_tenant: Limit,
    /// Names tried from one network address.
    pub names_per_address: Limit,
    /// Letters to the administrator from one network address.
    pub contacts_per_address: Limit,
    /// Country codes that texts may go to, without `+`; empty for all.
    pub countries: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SignInRules {
    /// Wrong passwords in a row before a lock.
    pub failures: u32,
    /// The first lock; each further failure doubles it, up to a day.
    pub lock_seconds: u32,
    /// How long somebody stays signed in.
    pub session_seconds: u32,
    pub second_step: SecondStep,
}

/// Whether a right password is enough to be signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecondStep {
    Never,
    /// Whoever has registered an authenticator types its code too.
    WhenRegistered,
    /// And whoever has none is asked to register one, as `registration` lets that be put off.
    Required,
}

/// Where people who cannot help themselves are sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Help {
    /// The mailbox that receives "please help me" letters. Empty: none.
    pub email: String,
    /// A page (`https://…`) or address (`mailto:…`) shown instead of the letter. Empty: none.
    pub link: String,
}
