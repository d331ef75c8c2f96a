//! A set of terms as a letter tree, searched exactly and with one edit.

use std::iter::successors;

/// The lengths of the matches at one place of a text: bit `n` stands for `n` characters.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) struct Lengths(u32);

impl Lengths {
    fn add(&mut self, length: usize) {
        self.0 |= 1 << length;
    }

    pub(super) fn iter(self) -> impl Iterator<Item = usize> {
        (0..32).filter(move |length| self.0 >> length & 1 == 1)
    }
}

const ROOT: usize = 0;

struct Node {
    letter: char,
    is_term: bool,
    first_child: Option<usize>,
    sibling: Option<usize>,
}

/// Terms of at most 16 folded characters.
pub(super) struct Trie {
    nodes: Vec<Node>,
    min_fuzzy: usize,
}

impl Trie {
    /// Terms shorter than `min_fuzzy` are found only when they are spelled exactly.
    pub(super) fn new<T: IntoIterator<Item = char>>(
        terms: impl IntoIterator<Item = T>,
        min_fuzzy: usize,
    ) -> Self {
        let mut trie = Self {
            nodes: Vec::new(),
            min_fuzzy,
        };
        trie.push('\0', None);
        for term in terms {
            let end = term
                .into_iter()
                .fold(ROOT, |node, letter| trie.child_or_new(node, letter));
            // An empty term would match everywhere.
            trie.nodes[end].is_term = end != ROOT;
        }
        trie
    }

    /// What begins where `text` begins: terms, and forms of terms with one letter replaced, left
    /// out, or added between two others. A letter added before or behind a term is no part of it:
    /// the term itself stands there already.
    ///
    /// `on_step` is called for each node looked at, at most five times the size of the tree.
    pub(super) fn matches(&self, text: &[char], on_step: &mut impl FnMut()) -> Lengths {
        let mut search = Search {
            trie: self,
            text,
            found: Lengths::default(),
            on_step,
        };
        search.run();
        search.found
    }

    fn children(&self, node: usize) -> impl Iterator<Item = usize> {
        successors(self.nodes[node].first_child, |&child| {
            self.nodes[child].sibling
        })
    }

    fn child_or_new(&mut self, node: usize, letter: char) -> usize {
        let known = self
            .children(node)
            .find(|&child| self.nodes[child].letter == letter);
        known.unwrap_or_else(|| {
            let child = self.push(letter, self.nodes[node].first_child);
            self.nodes[node].first_child = Some(child);
            child
        })
    }

    fn push(&mut self, letter: char, sibling: Option<usize>) -> usize {
        self.nodes.push(Node {
            letter,
            is_term: false,
            first_child: None,
            sibling,
        });
        self.nodes.len() - 1
    }
}

struct Search<'s, F> {
    trie: &'s Trie,
    text: &'s [char],
    found: Lengths,
    on_step: &'s mut F,
}

impl<F: FnMut()> Search<'_, F> {
    /// Walks down as the text is spelled, and tries every edit at every letter of the way.
    fn run(&mut self) {
        let (mut node, mut depth) = (ROOT, 0);
        loop {
            self.edits(node, depth);
            let Some(child) = self.child(node, depth) else {
                return;
            };
            (node, depth) = (child, depth + 1);
            if self.trie.nodes[node].is_term {
                self.found.add(depth);
            }
        }
    }

    /// One edit behind the `depth` letters that led to this node.
    fn edits(&mut self, node: usize, depth: usize) {
        let next = self.text.get(depth).copied();
        for child in self.trie.children(node) {
            (self.on_step)();
            // Left out of the text, or replaced by the letter that stands there.
            self.rest(child, depth, depth + 1);
            if next.is_some_and(|letter| letter != self.trie.nodes[child].letter) {
                self.rest(child, depth + 1, depth + 1);
            }
        }
        if depth == 0 {
            return;
        }
        if let Some(child) = self.child(node, depth + 1) {
            self.rest(child, depth + 2, depth + 1);
        }
    }

    /// Follows the text from `at` without another edit; `depth` letters of a term are spelled.
    fn rest(&mut self, node: usize, at: usize, depth: usize) {
        let (mut node, mut at, mut depth) = (node, at, depth);
        loop {
            if self.trie.nodes[node].is_term && depth >= self.trie.min_fuzzy {
                self.found.add(at);
            }
            let Some(child) = self.child(node, at) else {
                return;
            };
            (node, at, depth) = (child, at + 1, depth + 1);
        }
    }

    /// The child that the letter at this place of the text leads to.
    fn child(&mut self, node: usize, at: usize) -> Option<usize> {
        let letter = *self.text.get(at)?;
        self.trie.children(node).find(|&child| {
            (self.on_step)();
            self.trie.nodes[child].letter == letter
        })
    }
}

#[cfg(test)]
mod tests;
