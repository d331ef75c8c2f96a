//! What somebody is asked for at sign-in before anything else.

use super::Holdings;
use crate::method::Method;
use crate::policy::{Policy, RegistrationRules, SecondStep};
use crate::time::Timestamp;

const DAY_SECONDS: u32 = 86_400;

/// What stands between a sign-in and everything but the setup page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// Too little is registered; how long that may be put off, if it may.
    Register {
        lack: Lack,
        left: Option<PuttingOff>,
    },
    /// What is registered is to be looked at once more.
    Confirm,
}

/// For what there is too little.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    Reset,
    /// An authenticator for the second step of signing in.
    SecondStep,
}

/// How long a demand may still be put off. A bound that policy does not set is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PuttingOff {
    /// This sign-in included.
    pub times: Option<u32>,
    /// Begun ones count.
    pub days: Option<u32>,
}

/// What a person was asked for, and has done about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// When the directory got to know the person.
    pub known_since: Timestamp,
    /// When the person was first asked to register.
    pub first_at: Option<Timestamp>,
    /// Sign-ins since then that put it off.
    pub put_off: u32,
    /// When its owner last said that what is registered is right.
    pub confirmed_at: Option<Timestamp>,
    /// An administrator wants to hear that once more.
    pub again: bool,
}

impl Asked {
    /// Whether any of the time is used up.
    pub fn has_begun(&self) -> bool {
        self.first_at.is_some() || self.put_off > 0
    }
}

/// What a member of these groups is asked for now. Nobody is asked for what policy makes impossible,
/// or for what a reset that is not for them would need.
pub fn demand(
    holdings: &Holdings,
    policy: &Policy,
    groups: &[String],
    asked: Asked,
    now: Timestamp,
) -> Option<Demand> {
    let rules = &policy.registration;
    let resets = policy.scope.covers(groups);
    if let Some(lack) = lack(holdings, policy, resets) {
        let left = putting_off(rules, asked, now);
        return Some(Demand::Register { lack, left });
    }
    let is_old = || rules.required && is_old(holdings, rules, asked, now);
    (resets && (asked.again || is_old())).then_some(Demand::Confirm)
}

fn lack(holdings: &Holdings, policy: &Policy, resets: bool) -> Option<Lack> {
    let for_reset = || holdings.further(policy).is_some_and(|more| more > 0);
    if resets && policy.registration.required && for_reset() {
        return Some(Lack::Reset);
    }
    let asks = policy.sign_in.second_step == SecondStep::Required;
    let can = Holdings::is_of_use(Method::Totp, policy);
    (asks && can && holdings.authenticator.is_none()).then_some(Lack::SecondStep)
}

impl Policy {
    /// Whether anything has to be registered.
    pub fn demands(&self) -> bool {
        self.registration.required || self.sign_in.second_step == SecondStep::Required
    }
}

fn putting_off(rules: &RegistrationRules, asked: Asked, now: Timestamp) -> Option<PuttingOff> {
    let skips = u32::from(rules.skips());
    let times = (skips > 0).then(|| skips.saturating_sub(asked.put_off));
    let days = days_left(rules, asked, now);
    let left = PuttingOff { times, days };
    let is_bound = times.is_some() || days.is_some();
    let is_over = times == Some(0) || days == Some(0);
    (is_bound && !is_over).then_some(left)
}

/// Where days are a bound.
fn days_left(rules: &RegistrationRules, asked: Asked, now: Timestamp) -> Option<u32> {
    (rules.grace_days > 0).then(|| {
        let first_at = asked.first_at.unwrap_or(now);
        let end = first_at.plus_seconds(u32::from(rules.grace_days) * DAY_SECONDS);
        end.seconds_after(now).div_ceil(DAY_SECONDS)
    })
}

/// Whether a sign-in that has put it off is still let through: for as long as it lasts, and no longer than
/// the days do.
pub fn is_waiting(rules: &RegistrationRules, asked: Asked, now: Timestamp) -> bool {
    let days = days_left(rules, asked, now);
    days != Some(0) && (days.is_some() || rules.skips() > 0)
}

/// Whoever registers something sees all the rest, so that counts like a confirmation.
fn is_old(holdings: &Holdings, rules: &RegistrationRules, asked: Asked, now: Timestamp) -> bool {
    if rules.reconfirm_days == 0 {
        return false;
    }
    let registered = Method::ALL.into_iter().map(|method| holdings.since(method));
    let seen = registered.chain([asked.confirmed_at]).flatten().max();
    let last = seen.unwrap_or(asked.known_since);
    now >= last.plus_seconds(u32::from(rules.reconfirm_days) * DAY_SECONDS)
}
