//! The words a person's password must not contain: their own name and their organisation's.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::fold::fold;

/// Shorter names occur by chance in too many passwords.
const MIN_LETTERS: usize = 4;
/// A name longer than this is compared by its beginning.
const MAX_LETTERS: usize = 32;
const MAX_WORDS: usize = 24;

/// The pieces of four or more letters of a person's names and the tenant's name, in lower case.
///
/// Serialises as a list of words, for the browser of the person they belong to.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
pub struct OwnWords(Vec<String>);

impl OwnWords {
    /// Takes the names apart: `o.jansen@wingtip.example`, `Oda Jansen`, `Wingtip Toys` gives
    /// `jansen`, `wingtip`, `toys`. Of a user name only the account counts.
    ///
    /// A name whose pieces are all short counts as a whole (`Bo Li` is `boli`).
    pub fn new(user_name: &str, display_name: &str, tenant_name: &str) -> Self {
        let names = [account(user_name), display_name, tenant_name];
        Self::bounded(names.into_iter().flat_map(pieces))
    }

    /// The words, as they are given to the strength estimate.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Where the first of the words stands in a folded text: start and end.
    pub(super) fn find_in(&self, folded: &[char]) -> Option<(usize, usize)> {
        self.iter()
            .filter_map(|word| {
                let word: Vec<char> = word.chars().map(fold).collect();
                let start = folded.windows(word.len()).position(|part| part == word)?;
                Some((start, start + word.len()))
            })
            .min_by_key(|&(start, end)| (start, std::cmp::Reverse(end)))
    }

    fn bounded(words: impl Iterator<Item = String>) -> Self {
        let mut kept: Vec<String> = Vec::new();
        for word in words.filter(|word| word.chars().count() >= MIN_LETTERS) {
            let word: String = word.chars().take(MAX_LETTERS).collect();
            if kept.len() < MAX_WORDS && !kept.contains(&word) {
                kept.push(word);
            }
        }
        Self(kept)
    }
}

/// The account in `account@domain`, `DOMAIN\account` or a bare name.
fn account(user_name: &str) -> &str {
    if let Some((_, account)) = user_name.split_once('\\') {
        return account;
    }
    user_name
        .rsplit_once('@')
        .map_or(user_name, |(account, _)| account)
}

fn pieces(name: &str) -> Vec<String> {
    let name: String = name.nfc().flat_map(char::to_lowercase).nfc().collect();
    let all: Vec<&str> = name
        .split(|c: char| !c.is_alphanumeric())
        .map(|piece| piece.trim_matches(char::is_numeric))
        .collect();
    let long: Vec<String> = all
        .iter()
        .filter(|piece| piece.chars().count() >= MIN_LETTERS)
        .map(ToString::to_string)
        .collect();
    if long.is_empty() {
        vec![all.concat()]
    } else {
        long
    }
}

/// Trusts nothing: an empty word would be found in every password.
impl From<Vec<String>> for OwnWords {
    fn from(words: Vec<String>) -> Self {
        Self::bounded(words.into_iter())
    }
}

impl From<OwnWords> for Vec<String> {
    fn from(own: OwnWords) -> Self {
        own.0
    }
}

/// Names are personal data: only their number is shown.
impl fmt::Debug for OwnWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OwnWords({})", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::OwnWords;

    #[test]
    fn names_are_taken_apart_into_pieces_of_four_letters_and_more() {
        let table: [(&str, &str, &str, &[&str]); 7] = [
            (
                "o.jansen@wingtip.example",
                "Oda Jansen",
                "Wingtip Toys",
                &["jansen", "wingtip", "toys"],
            ),
            ("WINGTIP\\kimberley", "", "", &["kimberley"]),
            ("poll01", "", "", &["poll"]),
            ("j0hn", "", "", &["j0hn"]),
            ("", "Bo Li", "", &["boli"]),
            ("", "Seán O'Neill-Müller", "", &["seán", "neill", "müller"]),
            ("ann", "Ann Yu", "IBM", &["annyu"]),
        ];
        for (user, display, tenant, expected) in table {
            let own = OwnWords::new(user, display, tenant);
            assert_eq!(own.iter().collect::<Vec<_>>(), expected, "{user} {display}");
        }
    }

    #[test]
    fn words_from_outside_are_bounded_again() {
        let own = OwnWords::from(vec![String::new(), "abc".into(), "x".repeat(9000)]);
        assert_eq!(own.iter().collect::<Vec<_>>(), ["x".repeat(32)]);
        assert_eq!(
            OwnWords::from(vec!["word".to_owned(); 99]).iter().count(),
            1
        );
    }

    #[test]
    fn names_do_not_appear_in_debug_output() {
        assert_eq!(
            format!("{:?}", OwnWords::new("kimberley", "Kimberley", "")),
            "OwnWords(1)"
        );
    }
}
