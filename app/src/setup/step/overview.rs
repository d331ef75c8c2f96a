//! What is registered, and what is still needed.

use domain::method::Method;
use domain::refusal::{Field as Place, Refusal};
use domain::registration::{Change, Entry, EntryState, Flaw, Whose, Wish};
use leptos::prelude::*;

use crate::ports::Since;
use crate::text::{Texts, fill, method_text};
use crate::ui::{Frame, Heading, Note, StepForm, unbroken};

/// What there is to see.
pub(super) struct Rows {
    pub(super) entries: Vec<Entry>,
    pub(super) since: Vec<Since>,
    pub(super) tests: Vec<Method>,
    /// The row whose button was pressed in vain.
    pub(super) refused: Option<Method>,
}

impl Rows {
    /// The row that a summary leads to: the one that was pressed, or the first where it is gone.
    fn in_question(&self) -> Option<Method> {
        let is_there = |method: &Method| self.entries.iter().any(|entry| entry.method == *method);
        let first = self.entries.first().map(|entry| entry.method);
        self.refused.filter(is_there).or(first)
    }
}

/// `top` says why the page is shown, `bottom` is how it is left.
pub(super) fn step(
    frame: Frame,
    rows: Rows,
    still_needed: String,
    done: Option<Wish>,
    top: AnyView,
    bottom: AnyView,
) -> AnyView {
    let t = frame.t;
    let unavailable = frame.notice.and_then(Refusal::field) == Some(Place::Method);
    let in_question = rows.in_question().filter(|_| unavailable);
    let Rows {
        entries,
        since,
        tests,
        ..
    } = rows;
    let rows = entries
        .into_iter()
        .map(|entry| {
            let id = (in_question == Some(entry.method)).then_some("method");
            row(frame, &entry, &since, test(frame, &tests, entry.method), id)
        })
        .collect_view();
    view! {
        {frame.summary(Vec::new())}
        {done.map(|wish| view! { <Note text=achieved(t, wish) /> })}
        <Heading text=t.setup_title />
        {top}
        <ul class="holdings">{rows}</ul>
        <p id="needed" class="needed">{still_needed}</p>
        {bottom}
    }
    .into_any()
}

fn row(
    frame: Frame,
    entry: &Entry,
    since: &[Since],
    test: Option<AnyView>,
    id: Option<&'static str>,
) -> AnyView {
    let t = frame.t;
    let name = method_text(t, entry.method);
    let change = entry.change().map(|change| {
        let label = match (change, entry.state) {
            (Change::Confirm, _) | (_, EntryState::ToConfirm) => t.setup_confirm,
            // What the organisation knows is there already, whoever typed it.
            (_, EntryState::Known) | (Change::Replace, _) => t.setup_change,
            (Change::Add | Change::Remove | Change::Rename | Change::Test, _) => t.setup_add,
        };
        button(frame, "/api/setup/begin", entry.method, label, id)
    });
    let side = |action, label| button(frame, action, entry.method, label, None);
    let remove = entry.can_be_removed();
    let only = id.filter(|_| change.is_none());
    let rename = remove && entry.method == Method::Passkey;
    let rename = rename.then(|| side("/api/setup/rename", t.setup_rename));
    let remove = remove.then(|| {
        button(
            frame,
            "/api/setup/remove",
            entry.method,
            t.setup_remove,
            only,
        )
    });
    let flaw = entry
        .flaw
        .map(|flaw| view! { <p><strong>{flawed(t, flaw)}</strong></p> });
    view! {
        <li class=if entry.is_in_order() { "has" } else { "lacks" }>
            <h2>{name}</h2>
            <p>{state(t, entry, since)}</p>
            {flaw}
            <div class="acts">{test}{change}{rename}{remove}</div>
        </li>
    }
    .into_any()
}

fn test(frame: Frame, tests: &[Method], method: Method) -> Option<AnyView> {
    let can = tests.contains(&method);
    can.then(|| button(frame, "/api/setup/test", method, frame.t.setup_test, None))
}

/// The method stands in the button's name too, for those who hear one button after the other.
fn button(
    frame: Frame,
    action: &'static str,
    method: Method,
    label: &'static str,
    id: Option<&'static str>,
) -> AnyView {
    let name = method_text(frame.t, method);
    view! {
        <StepForm action turn=frame.turn class="inline">
            <input type="hidden" name="method" value=method.name() />
            <button type="submit" id=id class="side">{label}<span class="unseen">" "{name}</span></button>
        </StepForm>
    }
    .into_any()
}

fn state(t: &Texts, entry: &Entry, since: &[Since]) -> String {
    let hint = unbroken(&entry.hint);
    let since = since.iter().find(|since| since.method == entry.method);
    let when = since.and_then(|since| since.registered.as_deref());
    let confirmed = since.and_then(|since| since.confirmed.as_deref());
    let (when, confirmed_on) = (when.unwrap_or_default(), confirmed.unwrap_or_default());
    // What was confirmed when it was registered says so in one word.
    let (at_once, later) = (confirmed == Some(when), confirmed.is_some());
    let template = match (entry.state, entry.whose) {
        (EntryState::Missing, _) => t.setup_state_missing,
        (EntryState::NotAllowed, _) => t.setup_state_not_allowed,
        (EntryState::ToConfirm, Whose::Directory) => t.setup_state_to_confirm_fixed,
        (EntryState::ToConfirm, Whose::Owner) => t.setup_state_to_confirm,
        (EntryState::Known, Whose::Directory) if later => t.setup_state_fixed_confirmed,
        (EntryState::Known, Whose::Directory) => t.setup_state_fixed,
        (EntryState::Known, Whose::Owner) if later => t.setup_state_known_confirmed,
        (EntryState::Known, Whose::Owner) => t.setup_state_known,
        (EntryState::Registered, _) if hint.is_empty() && later => t.setup_state_set_confirmed,
        (EntryState::Registered, _) if hint.is_empty() => t.setup_state_set,
        (EntryState::Registered, _) if at_once => t.setup_state_registered_at_once,
        (EntryState::Registered, _) if later => t.setup_state_registered_confirmed,
        (EntryState::Registered, _) => t.setup_state_registered,
    };
    fill(
        template,
        &[("hint", &hint), ("when", when), ("confirmed", confirmed_on)],
    )
}

fn flawed(t: &Texts, flaw: Flaw) -> &'static str {
    match flaw {
        Flaw::TooFewAnswers => t.setup_flaw_answers,
        Flaw::MailboxOfWork => t.setup_flaw_mailbox,
        Flaw::LineOfOffice => t.setup_flaw_line,
    }
}

fn achieved(t: &Texts, wish: Wish) -> String {
    let template = match wish.change {
        Change::Add => t.setup_done_add,
        Change::Replace => t.setup_done_replace,
        Change::Confirm => t.setup_done_confirm,
        Change::Remove => t.setup_done_remove,
        Change::Rename => t.setup_done_rename,
        Change::Test => t.setup_done_test,
    };
    fill(template, &[("name", method_text(t, wish.method))])
}
