//! How hard a password is to guess: zxcvbn with its dictionaries, far too large for the first view.

use super::characters::nfc;
use super::own_words::OwnWords;

/// Where every character can stand for several letters the time grows faster than the square of
/// the length: 48 of them took 0.13 s, 100 took 0.7 s in a release build. Hardly a text of 48
/// characters is below the highest score, so little is lost by cutting.
const ESTIMATED: usize = 48;

/// The zxcvbn score, 0 (guessed at once) to 4, of the first 48 characters.
///
/// The estimator counts years from the current one: the only thing in this crate that is not a
/// function of its arguments, and one that matters only for passwords made of a year or a date.
pub fn estimate(candidate: &str, own: &OwnWords) -> u8 {
    let text = nfc(candidate);
    let end = text
        .char_indices()
        .nth(ESTIMATED)
        .map_or(text.len(), |(end, _)| end);
    let words: Vec<&str> = own.iter().collect();
    zxcvbn::zxcvbn(&text[..end], &words).score().into()
}

#[cfg(test)]
mod tests {
    use super::{ESTIMATED, estimate};
    use crate::password::OwnWords;

    #[test]
    fn common_is_weak_and_long_is_strong() {
        let nobody = OwnWords::default();
        for (candidate, expected) in [
            ("", 0),
            ("password", 0),
            ("P@ssw0rd", 0),
            ("aaaaaaaaaaaaaaaaaaaa", 0),
            ("kade tulp regen spint fiets", 4),
        ] {
            assert_eq!(estimate(candidate, &nobody), expected, "{candidate}");
        }
    }

    #[test]
    fn a_persons_own_words_make_a_password_weaker() {
        let own = OwnWords::new("kimberley.vandijkstra", "", "Wingtip Toys");
        let candidate = "vandijkstra-Wingtip";
        assert!(estimate(candidate, &own) < estimate(candidate, &OwnWords::default()));
    }

    #[test]
    fn what_lies_behind_the_limit_is_not_estimated() {
        let nobody = OwnWords::default();
        let repeated = "é".repeat(ESTIMATED);
        let longer = format!("{repeated}kade tulp regen spint fiets");
        assert_eq!(estimate(&longer, &nobody), estimate(&repeated, &nobody));
    }
}
