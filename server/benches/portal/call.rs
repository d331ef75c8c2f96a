//! Calls: how many one process holds, and how soon a page moves on once `#` was pressed.

use std::thread;
use std::time::{Duration, Instant};

use crate::client::Client;
use crate::figure::{Figure, milliseconds};
use crate::portal::{Portal, account, mobile_of};
use crate::reset::{CHOOSE, Wizard, identification};
use crate::sipp::{Scenario, description};
use crate::telephones::Telephones;

/// At the same time, each asked for in the wizard of another person.
const CALLS: usize = 200;
const HELD: Duration = Duration::from_secs(10);
/// Of the 500 packets of ten seconds: what the network of a busy machine may lose.
const PACKETS: u32 = 450;
/// Somebody who looks at the page does not notice it.
const AT_MOST: Duration = Duration::from_millis(300);
/// Away from the people of the other figures.
const FIRST: usize = 90_000_000;

pub(crate) fn measure(portal: &Portal) -> Vec<Figure> {
    portal.add_people(FIRST..FIRST + CALLS);
    let telephones = Telephones::start();
    let sound = description(&telephones.port().to_string(), "8 101");
    let picks_up = Scenario::new().pick_up(&sound).confirm("BYE");
    let calls = CALLS as u32;
    let sipp = portal.wait_for(picks_up.play(calls, &["-timeout", "170s"]));
    portal.call_through(sipp.port, CALLS);

    let mut clients: Vec<Client> = (0..CALLS).map(|_| portal.client()).collect();
    let mut wizards = Vec::new();
    for (n, client) in clients.iter_mut().enumerate() {
        wizards.push(ring(portal, client, FIRST + n));
        telephones.have_picked_up(n + 1);
    }
    let before = telephones.heard();
    thread::sleep(HELD);
    let after = telephones.heard();
    let held = before
        .iter()
        .zip(&after)
        .filter(|(before, after)| *after - *before >= PACKETS)
        .count();

    let mut times: Vec<Duration> = wizards
        .iter_mut()
        .enumerate()
        .map(|(n, wizard)| confirm(portal, &telephones, wizard, n))
        .collect();
    times.sort();
    let (median, worst) = (times[CALLS / 2], times[CALLS - 1]);
    vec![
        Figure::held(
            "calls held by one process",
            format!("{held}, each speaking and listening"),
            format!(">= {CALLS}"),
            held >= CALLS,
        ),
        Figure::told(
            "from # on the telephone to the next step in the page",
            format!("{} (median of {CALLS})", milliseconds(median.as_secs_f64())),
        ),
        Figure::held(
            "  the slowest",
            milliseconds(worst.as_secs_f64()),
            format!("<= {}", milliseconds(AT_MOST.as_secs_f64())),
            worst <= AT_MOST,
        ),
    ]
}

/// Asks for a call in the wizard.
fn ring<'a>(portal: &'a Portal, client: &'a mut Client, number: usize) -> Wizard<'a> {
    let mut wizard = Wizard::open(portal, client);
    let solved = wizard.solve();
    let name = identification(&account(number), &solved);
    wizard.act("identify", &name, CHOOSE);
    wizard.act("choose", "method=mobile_call", "/api/reset/confirm_number");
    let typed = format!("number={}", mobile_of(number).replace('+', "%2B"));
    wizard.act("confirm_number", &typed, "/api/reset/other_method");
    wizard
}

/// From the key on the telephone to the last byte of the page that follows.
fn confirm(
    portal: &Portal,
    telephones: &Telephones,
    wizard: &mut Wizard<'_>,
    telephone: usize,
) -> Duration {
    // It waited for longer than the portal keeps a connection on which nothing comes.
    wizard.connect_again();
    thread::scope(|scope| {
        let pressed = scope.spawn(|| {
            portal.until_a_page_waits();
            let begin = Instant::now();
            telephones.press_confirm(telephone);
            begin
        });
        wizard.wait_for_call();
        wizard.follow(CHOOSE);
        let end = Instant::now();
        end - pressed.join().expect("the key was pressed")
    })
}
