//! The banned-word score; `docs/banned-words.md` is its specification.

use std::cmp::Reverse;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

use super::fault::{MAX_TERMS, TERM_LENGTH};
use super::fold::fold;
use super::rules::BannedRules;
use super::trie::Trie;
use super::verdict::BannedList;

/// The shortest term of a tenant of which misspellings count. Four letters with one edit are three,
/// which stand in too many texts.
const CUSTOM_MIN_FUZZY: usize = 5;
/// The same for the shipped list. It has so many terms that with 6 one random password of 8
/// characters in 120 was refused by coincidence; with 7 it is one in 3000.
const GLOBAL_MIN_FUZZY: usize = 7;
/// A term of 16 characters with one added.
const LONGEST_PIECE: usize = 17;

/// A banned word in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) list: BannedList,
}

/// The cheapest way to make a text of banned words and single characters: one point for each.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) points: usize,
    pub(super) pieces: Vec<Piece>,
}

/// Cuts a folded text; `None` when it is so long that no cut has fewer than `min_score` points.
pub(super) fn cut(folded: &[char], rules: &BannedRules, on_step: &mut impl FnMut()) -> Option<Cut> {
    let most_pieces = usize::from(rules.min_score).saturating_sub(1);
    if folded.len() > most_pieces * LONGEST_PIECE {
        return None;
    }
    let custom = custom_terms(&rules.custom);
    let mut lists = vec![(BannedList::Custom, &custom)];
    if rules.global {
        lists.push((BannedList::Global, global_terms()));
    }
    Some(cheapest(folded, &lists, on_step))
}

/// From the end to the beginning: the best cut of each rest of the text.
fn cheapest(folded: &[char], lists: &[(BannedList, &Trie)], on_step: &mut impl FnMut()) -> Cut {
    let mut points = vec![0; folded.len() + 1];
    let mut longest: Vec<Option<Piece>> = vec![None; folded.len()];
    for start in (0..folded.len()).rev() {
        let mut pieces = Vec::new();
        for &(list, trie) in lists {
            let lengths = trie.matches(&folded[start..], on_step);
            pieces.extend(lengths.iter().map(|length| Piece {
                start,
                end: start + length,
                list,
            }));
        }
        // Of equal cuts the one with the longest word, of equal words the tenant's own.
        let best = pieces
            .into_iter()
            .min_by_key(|piece| (points[piece.end], Reverse(piece.end)))
            .filter(|piece| points[piece.end] <= points[start + 1]);
        points[start] = 1 + points[best.map_or(start + 1, |piece| piece.end)];
        longest[start] = best;
    }
    Cut {
        points: points[0],
        pieces: along(&longest),
    }
}

fn along(longest: &[Option<Piece>]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(best) = longest.get(at) {
        pieces.extend(*best);
        at = best.map_or(at + 1, |piece| piece.end);
    }
    pieces
}

/// The list that comes with the product; `COMMON.md` says where it is from.
fn global_terms() -> &'static Trie {
    static TERMS: OnceLock<Trie> = OnceLock::new();
    TERMS.get_or_init(|| {
        let lines = include_str!("common.txt").lines();
        Trie::new(lines.map(|term| term.chars().map(fold)), GLOBAL_MIN_FUZZY)
    })
}

/// Terms outside the bounds of [`super::PasswordRules::validate`] do not count: the search relies
/// on their length.
fn custom_terms(terms: &[String]) -> Trie {
    let texts = terms.iter().take(MAX_TERMS).map(|term| term.trim().nfc());
    let bounded = texts.filter(|text| TERM_LENGTH.contains(&text.clone().count()));
    Trie::new(bounded.map(|text| text.map(fold)), CUSTOM_MIN_FUZZY)
}
