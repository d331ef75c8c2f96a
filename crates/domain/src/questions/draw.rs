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
