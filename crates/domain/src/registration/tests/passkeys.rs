//! Passkeys: several for one person, each made in time, each removed by itself.

use super::*;

fn made(walk: &mut Walk, made: Result<(), Refusal>) {
    walk.does(Event::PasskeyMade { made }).unwrap();
}

fn held(walk: &Walk, n: usize) -> PasskeyHeld {
    PasskeyHeld {
        id: n.to_string(),
        name: format!("Key {n}"),
        since: walk.now,
        used: None,
    }
}

#[test]
fn one_passkey_after_the_other_is_added() {
    let mut walk = Walk::new();
    for n in 0..10 {
        walk.wishes(Method::Passkey);
        made(&mut walk, Ok(()));
        assert_eq!(walk.kept(), Some(&Kept::Passkey));
        let change = walk.enrolment.done.map(|wish| wish.change);
        assert_eq!(change, Some(Change::Add));
        let new = held(&walk, n);
        walk.holdings.passkeys.push(new);
    }
    walk.wishes(Method::Passkey);
    assert_eq!(walk.enrolment.notice, Some(Refusal::TooManyPasskeys));
}

#[test]
fn what_a_device_did_not_make_can_be_tried_again_and_does_not_count() {
    let mut walk = Walk::new();
    walk.wishes(Method::Passkey);
    for why in [
        Refusal::PasskeyMissing,
        Refusal::PasskeyTaken,
        Refusal::PasskeyUnusable,
    ] {
        made(&mut walk, Err(why));
        assert_eq!(walk.enrolment.notice, Some(why));
        assert_eq!(walk.standing.failed_at_setup.count, 0);
    }
    made(&mut walk, Ok(()));
    assert_eq!(walk.kept(), Some(&Kept::Passkey));
}

#[test]
fn a_passkey_that_comes_after_five_minutes_is_not_kept() {
    let mut walk = Walk::new();
    walk.wishes(Method::Passkey).later(300);
    made(&mut walk, Ok(()));
    assert_eq!(walk.enrolment.notice, Some(Refusal::PasskeyExpired));
    assert_eq!(walk.kept(), None);
}

#[test]
fn a_passkey_is_removed_by_its_id_and_no_other_way() {
    let mut walk = Walk::new();
    let passkeys = (0..2).map(|n| held(&walk, n)).collect();
    walk.holdings.passkeys = passkeys;
    let method = Method::Passkey;
    walk.does(Event::RemovalWished { method }).unwrap();
    let all = walk.does(Event::RemovalConfirmed).err();
    assert_eq!(all, Some(Refusal::Moved));
    for (id, kept) in [("7", false), ("1", true)] {
        let id = id.to_owned();
        let event = Event::PasskeyRemovalConfirmed { id };
        walk.does(event).unwrap();
        assert_eq!(walk.kept().is_some(), kept);
    }
    let one = Kept::PasskeysBut { id: "1".to_owned() };
    assert_eq!(walk.kept(), Some(&one));
}

#[test]
fn a_passkey_is_renamed_by_its_id_and_a_refused_name_stays() {
    let mut walk = Walk::new();
    assert!(walk.does(Event::RenamingWished).is_ok());
    assert_eq!(
        walk.enrolment.notice,
        Some(Refusal::MethodUnavailable),
        "there is none"
    );
    walk.holdings.passkeys = (0..2).map(|n| held(&walk, n)).collect();
    let renaming = |id: &str, typed: &str| Renaming {
        id: id.to_owned(),
        typed: typed.to_owned(),
    };
    let early = walk.does(Event::PasskeyNamed(renaming("1", "Phone"))).err();
    assert_eq!(early, Some(Refusal::Moved));
    walk.does(Event::RenamingWished).unwrap();
    for (id, typed, why) in [
        ("7", "Phone", Refusal::MethodUnavailable),
        ("1", " ", Refusal::PasskeyName { row: 2 }),
    ] {
        walk.does(Event::PasskeyNamed(renaming(id, typed))).unwrap();
        assert_eq!(walk.enrolment.notice, Some(why));
        assert_eq!(walk.kept(), None);
    }
    let State::Working { work, .. } = &walk.enrolment.state else {
        panic!("still at it");
    };
    assert!(matches!(work, Work::Rename { refused: Some(typed) } if *typed == renaming("1", " ")));
    walk.does(Event::PasskeyNamed(renaming("1", " Phone ")))
        .unwrap();
    let renamed = Kept::PasskeyName {
        id: "1".to_owned(),
        name: PasskeyName::parse("Phone", 2).unwrap(),
    };
    assert_eq!(walk.kept(), Some(&renamed));
    assert!(walk.is_at_overview());
}
