//! Where somebody was going who had to sign in first. Pages of ours alone: a form never says where to.

/// Such a page.
#[derive(Clone, Copy)]
pub(super) enum Next {
    Setup,
}

impl Next {
    pub(super) fn from_name(name: &str) -> Option<Self> {
        (name == Self::Setup.name()).then_some(Self::Setup)
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Setup => "setup",
        }
    }

    pub(super) const fn page(self) -> &'static str {
        match self {
            Self::Setup => "/setup",
        }
    }

    /// The sign-in page that leads there.
    pub(super) const fn sign_in(self) -> &'static str {
        match self {
            Self::Setup => "/signin?next=setup",
        }
    }

    /// The page of the second step that leads there.
    pub(super) const fn second_step(self) -> &'static str {
        match self {
            Self::Setup => "/signin/code?next=setup",
        }
    }
}
