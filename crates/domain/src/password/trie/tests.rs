use proptest::prelude::*;

use super::Trie;

const MIN_FUZZY: usize = 5;

fn matches(terms: &[&str], text: &str) -> Vec<usize> {
    let trie = Trie::new(terms.iter().map(|term| term.chars()), MIN_FUZZY);
    let text: Vec<char> = text.chars().collect();
    trie.matches(&text, &mut || {}).iter().collect()
}

#[test]
fn a_term_is_found_exactly_and_with_one_edit() {
    let table: [(&str, &[usize]); 15] = [
        ("abcdef", &[5, 6]),
        ("abcdeg", &[5, 6]),
        ("abcde", &[5]),
        ("bcdef", &[5]),
        ("xbcdef", &[6]),
        ("abcxdef", &[7]),
        ("abxef", &[]),
        ("abdef", &[5]),
        ("abxdef", &[6]),
        ("abcdefg", &[5, 6]),
        ("abcdeff", &[5, 6, 7]),
        ("xabcdef", &[]),
        ("abcdxx", &[]),
        ("abxxef", &[]),
        ("bacdef", &[]),
    ];
    for (text, expected) in table {
        assert_eq!(matches(&["abcdef"], text), expected, "{text}");
    }
}

#[test]
fn a_term_below_the_fuzzy_length_is_found_only_exactly() {
    assert_eq!(matches(&["acme"], "acme"), [4]);
    for text in ["acm", "acne", "cme", "acxme"] {
        assert!(matches(&["acme"], text).is_empty(), "{text}");
    }
}

#[test]
fn terms_that_begin_alike_are_all_found() {
    assert_eq!(matches(&["pass", "password"], "password"), [4, 7, 8]);
}

#[test]
fn an_empty_term_is_no_term() {
    assert!(matches(&["", "word"], "blank").is_empty());
}

/// The specification, word for word and slow.
fn is_match(term: &[char], part: &[char]) -> bool {
    if term == part {
        return true;
    }
    if term.len() < MIN_FUZZY {
        return false;
    }
    let without = |text: &[char], at: usize| [&text[..at], &text[at + 1..]].concat();
    let replaced = term.len() == part.len()
        && term
            .iter()
            .zip(part)
            .filter(|(one, other)| one != other)
            .count()
            == 1;
    let left_out = (0..term.len()).any(|at| without(term, at) == part);
    let added = part.len() > 2 && (1..part.len() - 1).any(|at| without(part, at) == term);
    replaced || left_out || added
}

proptest! {
    #[test]
    fn the_search_finds_what_the_specification_says(
        terms in prop::collection::vec("[abc]{4,7}", 1..6),
        text in "[abc]{0,9}",
    ) {
        let terms: Vec<Vec<char>> = terms.iter().map(|term| term.chars().collect()).collect();
        let text: Vec<char> = text.chars().collect();
        let expected: Vec<usize> = (1..=text.len())
            .filter(|&length| terms.iter().any(|term| is_match(term, &text[..length])))
            .collect();
        let trie = Trie::new(terms.iter().map(|term| term.iter().copied()), MIN_FUZZY);
        let found: Vec<usize> = trie.matches(&text, &mut || {}).iter().collect();
        prop_assert_eq!(found, expected);
    }
}
