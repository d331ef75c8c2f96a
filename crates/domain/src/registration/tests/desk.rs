//! The telephone at the desk: the person's own where the directory has none, and the directory's confirmed.

use super::*;
use crate::call::CallOutcome;

const DESK: &str = "+31205550100x12";

pub(super) fn number(typed: &str) -> PhoneNumber {
    PhoneNumber::parse(typed).unwrap()
}

fn line(typed: &str) -> Channel {
    Channel::Line(number(typed))
}

impl Walk {
    /// The directory has a number for the desk, and policy wants it confirmed.
    fn with_desk_to_confirm() -> Self {
        let mut walk = Self::new();
        walk.policy.registration.prepopulated_counts = false;
        walk.gives_desk(DESK);
        walk
    }

    pub(super) fn gives_desk(&mut self, typed: &str) {
        self.holdings.office = Some(Desk {
            held: Held::directorys(number(typed)),
            whose: Whose::Directory,
        });
    }

    fn kept_by(&self) -> Option<(Change, &Kept)> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::Keep { wish, kept } => Some((wish.change, kept)),
            _ => None,
        })
    }

    fn row(&self, method: Method) -> Entry {
        let around = Around {
            holdings: &self.holdings,
            groups: &[],
            policy: &self.policy,
            now: self.now,
        };
        match view(&self.enrolment, around).step {
            SetupStep::Overview { entries, .. } => entries
                .into_iter()
                .find(|entry| entry.method == method)
                .unwrap(),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn where_the_directory_has_none_the_person_adds_changes_and_removes_one() {
    let mut walk = Walk::new();
    let row = walk.row(Method::OfficeCall);
    assert_eq!(
        (row.state, row.change()),
        (EntryState::Missing, Some(Change::Add))
    );
    walk.wishes(Method::OfficeCall)
        .types(DESK, Method::OfficeCall);
    let attempt = walk.placed();
    let called = Effect::PlaceCall {
        method: Method::OfficeCall,
        channel: line(DESK),
        attempt,
    };
    assert_eq!(walk.effects, [called], "with the extension");
    walk.ends(attempt, CallOutcome::Confirmed).unwrap();
    assert_eq!(
        walk.kept_by(),
        Some((Change::Add, &Kept::Contact(line(DESK))))
    );
    walk.holdings.office = Some(Desk {
        held: Held::own(number(DESK), walk.now),
        whose: Whose::Owner,
    });
    let row = walk.row(Method::OfficeCall);
    assert_eq!(row.state, EntryState::Registered);
    assert!(row.can_be_removed());
    walk.wishes(Method::OfficeCall)
        .types("+31205550199", Method::OfficeCall);
    let attempt = walk.placed();
    walk.ends(attempt, CallOutcome::Confirmed).unwrap();
    assert!(matches!(walk.kept_by(), Some((Change::Replace, _))));
    let method = Method::OfficeCall;
    walk.does(Event::RemovalWished { method }).unwrap();
    walk.does(Event::RemovalConfirmed).unwrap();
    assert_eq!(walk.kept_by(), Some((Change::Remove, &Kept::Nothing)));
}

#[test]
fn each_telephone_is_confirmed_in_its_own_way() {
    for (row, by) in [
        (Method::OfficeCall, Method::Sms),
        (Method::OfficeCall, Method::MobileCall),
        (Method::Sms, Method::OfficeCall),
        (Method::Sms, Method::Totp),
    ] {
        let mut walk = Walk::new();
        walk.wishes(row).types("+31205550100", by);
        assert_eq!(walk.effects, [], "{row:?} {by:?}");
        assert_eq!(walk.enrolment.notice, Some(Refusal::MethodUnavailable));
    }
}

#[test]
fn the_directorys_is_neither_changed_nor_removed() {
    let mut walk = Walk::new();
    walk.gives_desk(DESK);
    let row = walk.row(Method::OfficeCall);
    assert_eq!((row.state, row.change()), (EntryState::Known, None));
    assert!(!row.can_be_removed());
    let method = Method::OfficeCall;
    walk.wishes(method);
    assert_eq!(walk.enrolment.notice, Some(Refusal::MethodUnavailable));
    assert_eq!(walk.effects, []);
    walk.does(Event::RemovalWished { method }).unwrap();
    assert_eq!(walk.enrolment.notice, Some(Refusal::MethodUnavailable));
}

#[test]
fn the_directorys_is_confirmed_by_a_call_to_it() {
    let mut walk = Walk::with_desk_to_confirm();
    let row = walk.row(Method::OfficeCall);
    assert_eq!(
        (row.state, row.change()),
        (EntryState::ToConfirm, Some(Change::Confirm))
    );
    walk.wishes(Method::OfficeCall);
    let attempt = walk.placed();
    assert!(
        walk.does(Event::BackAsked).unwrap().is_at_overview(),
        "there is nothing to type"
    );
    walk.wishes(Method::OfficeCall);
    let second = walk.placed();
    assert_ne!(attempt, second);
    assert!(walk.ends(attempt, CallOutcome::Confirmed).is_err());
    walk.ends(second, CallOutcome::Confirmed).unwrap();
    assert_eq!(
        walk.kept_by(),
        Some((Change::Confirm, &Kept::Contact(line(DESK))))
    );
    if let Some(desk) = &mut walk.holdings.office {
        desk.held.since = Some(walk.now);
    }
    let row = walk.row(Method::OfficeCall);
    assert_eq!((row.state, row.change()), (EntryState::Known, None));
    assert!(!row.can_be_removed());
    walk.wishes(Method::OfficeCall);
    assert_eq!(walk.effects, [], "there is nothing left to confirm");
}

#[test]
fn a_number_that_the_directory_changed_during_the_call_is_not_confirmed() {
    let mut walk = Walk::with_desk_to_confirm();
    walk.wishes(Method::OfficeCall);
    let attempt = walk.placed();
    walk.gives_desk("+31205550100x13");
    walk.ends(attempt, CallOutcome::Confirmed).unwrap();
    assert_eq!(walk.kept(), None);
    assert_eq!(walk.enrolment.notice, Some(Refusal::MethodUnavailable));

    let mut walk = Walk::new();
    walk.wishes(Method::OfficeCall)
        .types("+31205550199", Method::OfficeCall);
    let attempt = walk.placed();
    walk.gives_desk(DESK);
    walk.ends(attempt, CallOutcome::Confirmed).unwrap();
    assert_eq!(walk.kept(), None, "the directory has one by now");
}

#[test]
fn a_call_that_may_not_be_made_leaves_the_desk_as_it_is() {
    let mut walk = Walk::with_desk_to_confirm();
    let mut calls = 0;
    for _ in 0..9 {
        walk.wishes(Method::OfficeCall);
        calls += walk.effects.len();
        walk.does(Event::LeaveAsked).unwrap();
    }
    assert_eq!(calls, 5);
    walk.later(3600).wishes(Method::OfficeCall);
    assert!(matches!(walk.enrolment.state, State::Prove(_)));
    let before = walk.enrolment.clone();
    walk.password(Ok(()));
    assert!(walk.enrolment.is_calling(walk.now));
    walk.enrolment = before;
    walk.does(Event::SendCapped).unwrap();
    assert!(walk.is_at_overview(), "a cap that is not the person's");
    assert_eq!(walk.enrolment.notice, Some(Refusal::TooManySends));
}
