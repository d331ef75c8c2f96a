//! How soon a page moves on once `#` was pressed.

use std::thread;
use std::time::{Duration, Instant};

use crate::figure::{Figure, milliseconds};
use crate::portal::{Portal, account, mobile_of};
use crate::reset::{CHOOSE, Wizard, identification};

/// Calls that are answered, one after the other.
const CALLS: usize = 50;
/// Somebody who looks at the page does not notice it.
const AT_MOST: Duration = Duration::from_millis(300);
/// Away from the people of the other figures.
const FIRST: usize = 90_000_000;

pub(crate) fn measure(portal: &Portal) -> Vec<Figure> {
    portal.add_people(FIRST..FIRST + CALLS);
    let mut times: Vec<Duration> = (FIRST..FIRST + CALLS)
        .map(|number| one(portal, number))
        .collect();
    times.sort();
    let (median, worst) = (times[CALLS / 2], times[CALLS - 1]);
    vec![
        Figure::told(
            "from # to the next step in the page",
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

/// From the key, as the telephone hears it, to the last byte of the page that follows.
fn one(portal: &Portal, number: usize) -> Duration {
    let mut client = portal.client();
    let mut wizard = Wizard::open(portal, &mut client);
    let solved = wizard.solve();
    let name = identification(&account(number), &solved);
    wizard.act("identify", &name, CHOOSE);
    wizard.act("choose", "method=mobile_call", "/api/reset/confirm_number");
    let mobile = mobile_of(number);
    let typed = format!("number={}", mobile.replace('+', "%2B"));
    wizard.act("confirm_number", &typed, "/api/reset/other_method");
    let call = portal.mailbox.call_to(&mobile);
    thread::scope(|scope| {
        let pressed = scope.spawn(|| {
            portal.until_a_page_waits();
            let begin = Instant::now();
            portal.press_confirm(&call);
            begin
        });
        wizard.wait_for_call();
        wizard.follow(CHOOSE);
        let end = Instant::now();
        end - pressed.join().expect("the key was pressed")
    })
}
