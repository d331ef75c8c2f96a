//! The keys of a telephone.

/// A key that a person pressed; the letters A to D of military telephones are not heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// 0 to 9.
    Digit(u8),
    Star,
    Pound,
}

impl Key {
    /// The key of an event code (RFC 4733, section 3.2).
    pub(crate) const fn from_event(code: u8) -> Option<Self> {
        match code {
            0..=9 => Some(Self::Digit(code)),
            10 => Some(Self::Star),
            11 => Some(Self::Pound),
            _ => None,
        }
    }
}
