//! Which of somebody's questions are asked this time.

use super::Question;

/// Draws `ask` questions without repetition. Equal seeds give equal draws; fewer questions than
/// `ask` are all asked.
pub fn draw(questions: &[Question], ask: u8, seed: u64) -> Vec<Question> {
    let mut left: Vec<&Question> = questions.iter().collect();
    let mut seed = seed;
    let mut drawn = Vec::new();
    while drawn.len() < usize::from(ask) && !left.is_empty() {
        let count = left.len() as u64;
        // The remainder of 64 random bits by at most 20 is even to within 10^-18.
        let index = usize::try_from(seed % count).unwrap_or_default();
        seed /= count;
        drawn.push(left.swap_remove(index).clone());
    }
    drawn
}

/// The `ask` questions that follow so many failures, out of all in the order in which they are asked. Where
/// there are more than are asked, one failure changes them.
pub fn asked_after(in_order: &[Question], ask: u8, failures: u32) -> Vec<Question> {
    let first = usize::try_from(failures).unwrap_or_default();
    let endless = in_order.iter().cycle();
    let from_first = endless.skip(first % in_order.len().max(1));
    let ask = usize::from(ask).min(in_order.len());
    from_first.take(ask).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn five() -> Vec<Question> {
        ["a", "b", "c", "d", "e"].map(Question::new).to_vec()
    }

    #[test]
    fn a_draw_repeats_nothing_and_depends_on_the_seed_alone() {
        for seed in 0..200 {
            let drawn = draw(&five(), 3, seed);
            assert_eq!(drawn.len(), 3);
            assert!((1..3).all(|i| !drawn[..i].contains(&drawn[i])));
            assert_eq!(drawn, draw(&five(), 3, seed));
        }
    }

    #[test]
    fn each_failure_asks_other_questions_until_all_have_had_their_turn() {
        let sets: Vec<_> = (0..5).map(|n| asked_after(&five(), 3, n)).collect();
        for (n, set) in sets.iter().enumerate() {
            assert!(
                !sets[..n].iter().any(|earlier| same(earlier, set)),
                "{set:?}"
            );
            assert_eq!(set.len(), 3);
        }
        assert_eq!(asked_after(&five(), 3, 5), sets[0]);
        assert_eq!(asked_after(&five(), 9, 2).len(), 5);
        assert!(asked_after(&[], 3, 2).is_empty());
    }

    fn same(one: &[Question], other: &[Question]) -> bool {
        one.iter().all(|question| other.contains(question))
    }

    #[test]
    fn every_question_is_drawn_equally_often() {
        // 60 seeds are all ways to draw three of five in order.
        let mut counts = [0; 5];
        for seed in 0..60 {
            for question in draw(&five(), 3, seed) {
                counts[five().iter().position(|q| *q == question).unwrap()] += 1;
            }
        }
        assert_eq!(counts, [36; 5]);
    }
}
