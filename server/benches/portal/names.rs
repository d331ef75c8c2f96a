//! Whether the time of an answer tells a known name from an unknown one.

use std::time::Instant;

use crate::client::Client;
use crate::figure::{Figure, milliseconds};
use crate::portal::{Portal, account};
use crate::reset::{CHOOSE, Wizard, identification};
use crate::statistics::{difference, median, noise};

/// Of each name; the unknown one and a run of the known one make 400.
const TRIES: usize = 200;
const WARM_UP: usize = 20;
/// Somebody whom no other figure asks about.
const KNOWN: usize = 99_000_000;

/// Three interleaved series: the known name, an unknown one, the known one again. The two of the
/// same name show how much chance alone does.
pub(crate) fn measure(portal: &Portal) -> Vec<Figure> {
    portal.add_people(KNOWN..KNOWN + 1);
    let known = account(KNOWN);
    let unknown = known.replace("person", "nobody");
    let names = [&known, &unknown, &known];
    let mut client = portal.client();
    let mut series = [const { Vec::new() }; 3];
    for round in 0..WARM_UP + TRIES {
        for turn in 0..names.len() {
            // Nobody is always first or always after the same neighbour.
            let one = (round
                + if round % 2 == 0 {
                    turn
                } else {
                    names.len() - turn
                })
                % names.len();
            let seconds = identify(portal, &mut client, names[one]);
            if round >= WARM_UP {
                series[one].push(seconds);
            }
        }
    }
    figures(&series)
}

fn figures([known, unknown, again]: &[Vec<f64>; 3]) -> Vec<Figure> {
    let (apart, chance, band) = (
        difference(known, unknown),
        difference(known, again),
        noise(known, again),
    );
    let value = format!(
        "{} ({} and {})",
        microseconds(apart),
        milliseconds(median(known)),
        milliseconds(median(unknown))
    );
    vec![
        Figure::held(
            "known less unknown name",
            value,
            format!("within ± {}", microseconds(band)),
            apart.abs() <= band,
        ),
        Figure::told("  the known name, two runs", microseconds(chance)),
    ]
}

/// The seconds that the first step's answer took, with a challenge of its own.
fn identify(portal: &Portal, client: &mut Client, name: &str) -> f64 {
    let mut wizard = Wizard::open(portal, client);
    let form = identification(name, &wizard.solve());
    let asked = Instant::now();
    wizard.submit("identify", &form);
    let seconds = asked.elapsed().as_secs_f64();
    wizard.follow(CHOOSE);
    seconds
}

fn microseconds(seconds: f64) -> String {
    format!("{:.0} µs", seconds * 1e6)
}
