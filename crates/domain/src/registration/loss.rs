//! What removing something leads to, told before it is done.

use super::advance::Around;
use super::overview::hint;
use crate::method::Method;

/// What is so afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// What the directory says then.
    pub beneath: Option<Beneath>,
    /// A reset is possible now, and is not any more.
    pub ends_resets: bool,
}

/// What the directory says where its owner has registered something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beneath {
    /// Masked.
    pub hint: String,
    /// At once; otherwise only after its owner has confirmed it.
    pub counts: bool,
}

impl Loss {
    pub(super) fn of(method: Method, around: Around<'_>) -> Self {
        let Around {
            holdings, policy, ..
        } = around;
        let left = holdings.without(method);
        let is_open = policy.scope.covers(around.groups);
        let beneath = hint(method, &left).filter(|_| method != Method::Passkey);
        Self {
            beneath: beneath.map(|hint| Beneath {
                hint,
                counts: left.to_test(method, policy).is_some(),
            }),
            ends_resets: is_open
                && holdings.further(policy) == Some(0)
                && left.further(policy) != Some(0),
        }
    }
}
