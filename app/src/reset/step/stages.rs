//! The stepper of a reset.

use domain::wizard::{Step, StepView};
use leptos::prelude::*;

use crate::text::{Texts, fill};
use crate::ui::{Place, Stage, Stepper};

/// Nothing for a reset that has stopped: it is nowhere on the way.
pub(super) fn stepper(
    t: &'static Texts,
    step: &StepView,
    gates: u8,
) -> Option<impl IntoView + use<>> {
    if matches!(step, StepView::Stopped) {
        return None;
    }
    let here = step.step();
    let stages: Vec<_> = Step::all(gates)
        .map(|step| Stage {
            label: label(t, step, gates),
            place: place(step, here),
        })
        .collect();
    let number = stages
        .iter()
        .take_while(|stage| stage.place == Place::Behind)
        .count()
        + 1;
    let values = [
        ("number", &*number.to_string()),
        ("all", &*stages.len().to_string()),
    ];
    let position = fill(t.step_position, &values);
    Some(view! { <Stepper label=t.steps position stages /> })
}

fn place(step: Step, here: Step) -> Place {
    match step.cmp(&here) {
        std::cmp::Ordering::Less => Place::Behind,
        std::cmp::Ordering::Equal => Place::Here,
        std::cmp::Ordering::Greater => Place::Ahead,
    }
}

fn label(t: &Texts, step: Step, gates: u8) -> String {
    match step {
        Step::Identify => t.step_identify.to_owned(),
        Step::Verify(_) if gates == 1 => t.step_verify.to_owned(),
        Step::Verify(gate) => fill(
            t.step_verify_of,
            &[("gate", &gate.to_string()), ("gates", &gates.to_string())],
        ),
        Step::NewPassword => t.step_password.to_owned(),
        Step::Done => t.step_done.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::text::texts;

    #[test]
    fn the_second_proof_is_named_only_where_there_are_two() {
        let labels = |gates| {
            Step::all(gates)
                .map(|step| label(texts(Locale::En), step, gates))
                .collect::<Vec<_>>()
        };
        assert_eq!(labels(1), ["Who you are", "Proof", "New password", "Done"]);
        assert_eq!(
            labels(2),
            [
                "Who you are",
                "Proof 1 of 2",
                "Proof 2 of 2",
                "New password",
                "Done"
            ]
        );
    }

    #[test]
    fn what_comes_later_lies_ahead() {
        let here = Step::Verify(2);
        let places: Vec<_> = Step::all(2).map(|step| place(step, here)).collect();
        assert_eq!(
            places,
            [
                Place::Behind,
                Place::Behind,
                Place::Here,
                Place::Ahead,
                Place::Ahead
            ]
        );
    }
}
