//! Texts that must not be found.

/// What each is, and the text.
pub(crate) struct Canaries(Vec<(&'static str, String)>);

impl Canaries {
    pub(crate) fn new(fixed: &[(&'static str, &str)]) -> Self {
        let owned = |(what, text): &(&'static str, &str)| (*what, (*text).to_owned());
        Self(fixed.iter().map(owned).collect())
    }

    /// Where the flow met another one.
    pub(crate) fn add(&mut self, what: &'static str, text: &str) {
        self.0.push((what, text.to_owned()));
    }

    /// Fails if any is in the text, as a word of its own; those of the kinds in `but` may be.
    pub(crate) fn absent_from(&self, text: &str, place: &str, but: &[&str]) {
        for (what, canary) in self.0.iter().filter(|(what, _)| !but.contains(what)) {
            let near = text.match_indices(canary.as_str()).find(|(at, _)| {
                let around = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
                !around(text[..*at].chars().next_back())
                    && !around(text[at + canary.len()..].chars().next())
            });
            if let Some((at, _)) = near {
                let from = text.floor_char_boundary(at.saturating_sub(300));
                let to = text.ceil_char_boundary((at + 200).min(text.len()));
                panic!("a {what} is in {place}: {}", &text[from..to]);
            }
        }
    }
}
