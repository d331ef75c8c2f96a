//! What holds where an organisation decided nothing.

use super::{
    CaptchaRules, ChallengeRules, CodeRules, Disclosure, Help, HelpdeskRules, Limits,
    Notifications, Policy, RegistrationRules, Scope, SecondStep, SignInRules,
};
use crate::method::Method;
use crate::password::PasswordRules;
use crate::questions::QuestionRules;
use crate::throttle::Limit;

impl Default for Policy {
    fn default() -> Self {
        Self {
            gates: 2,
            methods: vec![Method::Email, Method::Sms],
            strength: 0,
            disclosure: Disclosure::Strict,
            default_country: String::new(),
            scope: Scope::Everybody,
            challenge: ChallengeRules::default(),
            codes: CodeRules::default(),
            captcha: CaptchaRules::default(),
            questions: QuestionRules::default(),
            helpdesk: HelpdeskRules::default(),
            registration: RegistrationRules::default(),
            notifications: Notifications::default(),
            limits: Limits::default(),
            sign_in: SignInRules::default(),
            help: Help::default(),
            password: PasswordRules::default(),
            groups: Vec::new(),
            links: Vec::new(),
        }
    }
}

impl Default for ChallengeRules {
    fn default() -> Self {
        Self {
            lifetime_seconds: 900,
        }
    }
}

impl Default for CodeRules {
    fn default() -> Self {
        Self {
            digits: 6,
            lifetime_seconds: 300,
            wrong_max: 5,
            resend_seconds: 30,
        }
    }
}

impl Default for CaptchaRules {
    fn default() -> Self {
        Self {
            lifetime_seconds: 180,
            tries: 5,
        }
    }
}

impl Default for HelpdeskRules {
    fn default() -> Self {
        Self {
            digits: 8,
            lifetime_seconds: 900,
        }
    }
}

pub(super) const HOUR: u32 = 3600;
pub(super) const DAY: u32 = 24 * HOUR;

impl Default for Limits {
    fn default() -> Self {
        Self {
            failed_proofs: Limit::new(5, DAY),
            number_checks: Limit::new(5, HOUR),
            mails: Limit::new(10, 600),
            texts: Limit::new(5, HOUR),
            calls: Limit::new(5, HOUR),
            texts_per_number: Limit::new(5, HOUR),
            texts_per_prefix: Limit::new(500, HOUR),
            sends_per_address: Limit::new(60, HOUR),
            texts_per_tenant: Limit::new(2_000, DAY),
            mails_per_tenant: Limit::new(20_000, DAY),
            names_per_address: Limit::new(120, HOUR),
            contacts_per_address: Limit::new(3, HOUR),
            countries: Vec::new(),
        }
    }
}

impl Default for SignInRules {
    fn default() -> Self {
        Self {
            failures: 10,
            lock_seconds: 60,
            session_seconds: 8 * HOUR,
            second_step: SecondStep::Never,
        }
    }
}
