//! Numbers as people write them, with or without the code of their country.
//!
//! Here and not in `domain`, which the browser carries: how a country dials is a table of 300 kB.

use domain::phone::PhoneNumber;
use phonenumber::Mode;
use phonenumber::country::Id;

/// Longer texts are no numbers.
const TYPED_MAX: usize = 64;
/// What stands between a number and its extension.
const EXTENSION: [&str; 6] = ["x", "ext", "extension", "#", "tst", "toestel"];

/// Understands a number: a complete one anywhere, and one of `country` (ISO 3166, like `NL`) as it is
/// dialled there. A national one has to be one that exists; what the table does not know yet is
/// understood when it is complete.
pub(crate) fn understood(typed: &str, country: &str) -> Option<PhoneNumber> {
    PhoneNumber::parse(typed)
        .ok()
        .or_else(|| national(typed, country.parse().ok()?))
}

/// Whether numbers of this country are known.
pub(crate) fn is_country(name: &str) -> bool {
    name.parse::<Id>().is_ok_and(|id| id.as_ref() == name)
}

fn national(typed: &str, country: Id) -> Option<PhoneNumber> {
    if typed.chars().count() > TYPED_MAX {
        return None;
    }
    let typed = typed.trim();
    let end = typed.find(|c: char| c.is_alphabetic() || c == '#');
    let (main, extension) = typed.split_at(end.unwrap_or(typed.len()));
    // Nothing but digits reaches the parser: it also reads URIs and letters that stand for digits.
    let digits = digits(main)?;
    let found = phonenumber::parse(Some(country), &digits).ok()?;
    if !phonenumber::is_valid(&found) {
        return None;
    }
    let complete = found.format().mode(Mode::E164).to_string();
    let extension = match extension {
        "" => String::new(),
        some => format!("x{}", extension_of(some)?),
    };
    PhoneNumber::parse(&format!("{complete}{extension}")).ok()
}

/// The digits of a text of digits and what people put between them.
fn digits(text: &str) -> Option<String> {
    let is_between = |c: char| " -./()\u{a0}\u{2011}\u{2013}".contains(c);
    let kept = text.chars().filter(|c| !is_between(*c));
    let digits: String = kept.collect();
    let is_one = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    is_one.then_some(digits)
}

fn extension_of(text: &str) -> Option<String> {
    let text = text.to_lowercase();
    let end = text.find(|c: char| c.is_ascii_digit())?;
    let (word, number) = text.split_at(end);
    let word = word.trim_end_matches(['.', ':', ' ']);
    EXTENSION.contains(&word).then(|| digits(number))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str, country: &str) -> Option<String> {
        understood(typed, country).map(String::from)
    }

    #[test]
    fn a_number_of_the_country_is_understood_as_it_is_dialled_there() {
        let cases = [
            ("06 12345678", "NL", "+31612345678"),
            ("06-12 34 56 78", "NL", "+31612345678"),
            ("(0)6-12345678", "NL", "+31612345678"),
            ("(06) 12345678", "NL", "+31612345678"),
            ("020 555 0100 x 12", "NL", "+31205550100x12"),
            ("020-5550100 ext. 12", "NL", "+31205550100x12"),
            ("020 5550100 tst. 12", "NL", "+31205550100x12"),
            ("0205550100#12", "NL", "+31205550100x12"),
            ("0470 12 34 56", "BE", "+32470123456"),
            ("0470/12.34.56", "BE", "+32470123456"),
            ("02 555 12 34", "BE", "+3225551234"),
            ("0151 23456789", "DE", "+4915123456789"),
            ("(030) 901820", "DE", "+4930901820"),
            ("07400 123456", "GB", "+447400123456"),
            ("(020) 7946 0018", "GB", "+442079460018"),
            ("06 12 34 56 78", "FR", "+33612345678"),
            ("01.99.00.12.34", "FR", "+33199001234"),
            ("(425) 555-0100", "US", "+14255550100"),
            ("1-425-555-0100", "US", "+14255550100"),
            ("425.555.0100 x7", "US", "+14255550100x7"),
            // The leading 0 belongs to Italian numbers of desks, and not to mobile ones.
            ("06 698 12345", "IT", "+390669812345"),
            ("312 345 6789", "IT", "+393123456789"),
            ("612 345 678", "ES", "+34612345678"),
            ("06 20 123 4567", "HU", "+36201234567"),
        ];
        for (typed, country, expected) in cases {
            assert_eq!(
                read(typed, country).as_deref(),
                Some(expected),
                "{typed} {country}"
            );
        }
    }

    #[test]
    fn a_complete_number_is_the_same_everywhere() {
        for country in ["", "NL", "US", "IT", "XX"] {
            for typed in [
                "+31 (0) 6 12345678",
                "0031 6 12345678",
                "+31612345678",
                "0031 (0)6-12.34.56.78",
            ] {
                assert_eq!(
                    read(typed, country).as_deref(),
                    Some("+31612345678"),
                    "{typed} {country}"
                );
            }
        }
        assert_eq!(
            read("011 31 6 12345678", "US").as_deref(),
            Some("+31612345678")
        );
        assert_eq!(
            read("+39 06 698 12345", "NL").as_deref(),
            Some("+390669812345")
        );
    }

    #[test]
    fn without_a_country_nothing_is_guessed() {
        for country in ["", "XX", "nl", "NLD", "+31"] {
            assert_eq!(read("06 12345678", country), None, "{country}");
        }
    }

    #[test]
    fn what_cannot_be_a_number_is_none_and_nothing_panics() {
        let long = "0612345678".repeat(1000);
        let typed = [
            "",
            " ",
            "+",
            "++",
            "0",
            "06",
            "112",
            "061234567",
            "06123456789012",
            "1800FLOWERS",
            "x12",
            "06 1234 abc",
            "٠٦",
            "\u{0}",
            "\u{202e}0612345678",
            "0612345678x",
            "0612345678x123456789012345",
            "☎ 06",
            "𝟘𝟞",
            "(((((((",
            "--------",
            "tel:",
            ";ext=",
            "06;phone-context=+31",
            &long,
        ];
        for country in ["", "NL", "BE", "DE", "GB", "FR", "US", "IT", "AQ", "XX"] {
            for typed in typed {
                let _total = read(typed, country);
            }
        }
        for typed in [
            "",
            "06",
            "112",
            "061234567",
            "06123456789012",
            "x12",
            "06 1234 abc",
            &long,
        ] {
            assert_eq!(read(typed, "NL"), None, "{typed}");
        }
        assert_eq!(read("1800FLOWERS", "US"), None);
    }

    #[test]
    fn a_country_is_two_capital_letters_that_mean_one() {
        assert!(["NL", "BE", "GB", "US"].iter().all(|name| is_country(name)));
        assert!(
            !["", "nl", "XX", "NLD", "31"]
                .iter()
                .any(|name| is_country(name))
        );
    }
}
