//! Every shape of person against every policy, through the wizard: a reset passes as many distinct channels
//! as policy asks for, and nobody with less gets in.

mod expected;
mod people;
mod policies;
mod walk;

use domain::policy::Disclosure;
use domain::refusal::Refusal;
use expected::{Outcome, expected};
use people::everybody;
use policies::rules;
use walk::{Choice, attempt, walk};

use crate::on_both_engines;

const OPENED: &str = "select count(*) from audit where detail like '%\"gate\"%'";

on_both_engines! {
    async fn whoever_has_enough_channels_passes_so_many_and_nobody_with_less_gets_in(app) {
        let app = app.named().await;
        let mut people = everybody(&app).await;
        let (mut able, mut unable) = (0, 0);
        for (n, rules) in rules().iter().enumerate() {
            for (m, person) in people.iter_mut().enumerate() {
                let choice = if (n + m) % 2 == 0 { Choice::First } else { Choice::Last };
                rules.hold(&app, Disclosure::Helpful).await;
                let expected = expected(person, rules);
                let came = walk(&app, person, rules, choice).await;
                assert_eq!(came, expected, "{} under {}", person.name, rules.name);
                match came {
                    Outcome::Passed { .. } => able += 1,
                    Outcome::Refused(_) => unable += 1,
                }
                // Where nothing is disclosed, some of them try all the same.
                if came == Outcome::Refused(Refusal::TooFewMethods) && (n + m) % 3 == 0 {
                    rules.hold(&app, Disclosure::Strict).await;
                    let before = app.rows.number(OPENED).await;
                    attempt(&app, person, rules).await;
                    let opened = app.rows.number(OPENED).await - before;
                    assert_eq!(opened, 0, "{} under {}", person.name, rules.name);
                }
            }
        }
        assert!(able > 60 && unable > 60, "{able} and {unable}");
    }
}
