//! Where somebody was going who had to sign in first. Pages of ours alone: a form never says where to.

/// Such a page.
#[derive(Clone, Copy)]
pub(super) enum Next {
    Setup,
    Password,
}

impl Next {
    pub(super) fn from_name(name: &str) -> Option<Self> {
        let all = [Self::Setup, Self::Password];
        all.into_iter().find(|next| next.name() == name)
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Setup => "setup",
            Self::Password => "password",
        }
    }

    pub(super) const fn page(self) -> &'static str {
        match self {
            Self::Setup => "/setup",
            Self::Password => "/account/password",
        }
    }

    /// The sign-in page that leads there.
    pub(super) const fn sign_in(self) -> &'static str {
        match self {
            Self::Setup => "/signin?next=setup",
            Self::Password => "/signin?next=password",
        }
    }

    /// The page of the second step that leads there.
    pub(super) const fn second_step(self) -> &'static str {
        match self {
            Self::Setup => "/signin/code?next=setup",
            Self::Password => "/signin/code?next=password",
        }
    }
}
