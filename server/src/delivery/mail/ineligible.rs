//! The mail to a person whose account exists but cannot be reset by its owner.

use super::{Brand, written};
use crate::delivery::line::Line;
use crate::delivery::link::Link;

/// Somebody asked for a reset that the portal does not do. The page itself told them nothing.
pub struct IneligibleMail {
    pub to: String,
    pub brand: Brand,
    pub obstacle: Obstacle,
    pub helpdesk: Option<Line>,
    pub support_code: Line,
    /// The page from which the administrator can be asked.
    pub contact: Option<Link>,
}

/// What stands in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// Reset is off for everybody of this organisation.
    ResetOff,
    /// The person is not among those who may reset.
    OutOfScope,
    /// Too few ways to prove who the person is are registered.
    TooFewMethods,
    /// Too many failed proofs; opens again by itself so long after the last one.
    Locked { hours: u32 },
    /// The account itself is disabled.
    Disabled,
}

written!(ineligible_mail, IneligibleMail:
    En => "ineligible/en/subject.txt" "ineligible/en/body.txt" "ineligible/en/body.html"
    Nl => "ineligible/nl/subject.txt" "ineligible/nl/body.txt" "ineligible/nl/body.html");
