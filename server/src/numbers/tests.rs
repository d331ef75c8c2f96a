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
fn the_0_of_home_is_left_out_where_it_is_not_part_of_the_number() {
    let cases = [
        ("+31 06 12345678", Some("+31612345678")),
        ("0031 06 12345678", Some("+31612345678")),
        ("+31 (0)6 12345678", Some("+31612345678")),
        ("+31 (06) 12345678", Some("+31612345678")),
        ("+44 07400 123456", Some("+447400123456")),
        ("+44 (0)20 7946 0018", Some("+442079460018")),
        ("+32 0470 12 34 56", Some("+32470123456")),
        ("+49 0151 23456789", Some("+4915123456789")),
        ("+31 020 555 0100 tst. 12", Some("+31205550100x12")),
        // Of fiction, and said in so many words.
        ("+44 (0)7700 900112", Some("+447700900112")),
        ("+39 06 698 12345", Some("+390669812345")),
        ("+39 (0)6 698 12345", Some("+390669812345")),
        ("+39 312 345 6789", Some("+393123456789")),
        ("+31 0612345", None),
        ("+44 07", None),
        // No country that anybody knows.
        ("+999 0612345678", Some("+9990612345678")),
    ];
    for (typed, expected) in cases {
        for country in ["", "NL", "IT"] {
            assert_eq!(
                read(typed, country).as_deref(),
                expected,
                "{typed} {country}"
            );
        }
    }
}

#[test]
fn what_comes_along_from_a_copied_page_is_not_seen() {
    for typed in [
        "\u{202a}06 12345678\u{202c}",
        "\u{200e}06\u{2013}12345678",
        "\u{202d}+31 06\u{202f}12345678\u{202c}",
    ] {
        let number = read(typed, "NL");
        assert_eq!(number.as_deref(), Some("+31612345678"), "{typed:?}");
    }
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
