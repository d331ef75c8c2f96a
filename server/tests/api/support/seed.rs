//! People for the directory of a test.

/// A person to put into the directory.
#[derive(Clone)]
pub(crate) struct Seed {
    pub(crate) account: &'static str,
    pub(crate) email: Option<&'static str>,
    pub(crate) work_email: Option<&'static str>,
    pub(crate) mobile: Option<&'static str>,
    pub(crate) disabled: bool,
    pub(crate) groups: Vec<&'static str>,
    pub(crate) password: Option<&'static str>,
}

impl Seed {
    /// Somebody with everything.
    pub(crate) fn full(account: &'static str) -> Self {
        Self {
            account,
            email: Some("kim@home.example"),
            work_email: None,
            mobile: Some("+31612345678"),
            disabled: false,
            groups: vec!["Staff"],
            password: Some("Old-Password-4711"),
        }
    }

    /// Somebody with everything, whose addresses are their own.
    pub(crate) fn own(account: &'static str, mobile: &'static str) -> Self {
        let email = Box::leak(format!("{account}@home.example").into_boxed_str());
        Self {
            email: Some(email),
            mobile: Some(mobile),
            ..Self::full(account)
        }
    }
}
