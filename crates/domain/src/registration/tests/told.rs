//! What the overview and the page of a removal say.

use super::*;
use crate::policy::Scope;

const DAY: Timestamp = Timestamp::from_unix_ms(1);

fn around<'a>(walk: &'a Walk, groups: &'a [String]) -> Around<'a> {
    Around {
        holdings: &walk.holdings,
        groups,
        policy: &walk.policy,
        now: walk.now,
    }
}

fn needed(walk: &Walk, groups: &[String]) -> Needed {
    match view(&walk.enrolment, around(walk, groups)).step {
        SetupStep::Overview { needed, .. } => needed,
        other => panic!("{other:?}"),
    }
}

fn loss(walk: &mut Walk, method: Method) -> Loss {
    walk.does(Event::RemovalWished { method }).unwrap();
    let step = view(&walk.enrolment, around(walk, &[])).step;
    walk.does(Event::LeaveAsked).unwrap();
    match step {
        SetupStep::Remove { loss, .. } | SetupStep::RemovePasskey { loss, .. } => loss,
        other => panic!("{other:?}"),
    }
}

#[test]
fn whom_policy_keeps_out_is_told_so_whatever_is_registered() {
    let mut walk = Walk::with_everything();
    let staff = ["Staff".to_owned()];
    assert_eq!(needed(&walk, &staff), Needed::Nothing);
    walk.policy.scope = Scope::Groups {
        groups: vec!["Sales".to_owned()],
    };
    assert_eq!(needed(&walk, &staff), Needed::Closed);
    assert_eq!(needed(&walk, &["Sales".to_owned()]), Needed::Nothing);
    walk.policy.scope = Scope::Nobody;
    assert_eq!(needed(&walk, &staff), Needed::Closed);
    walk.holdings = Holdings::default();
    assert_eq!(needed(&walk, &staff), Needed::Closed);
}

#[test]
fn a_removal_says_whether_a_reset_still_works() {
    let mut walk = Walk::with_everything();
    assert!(!loss(&mut walk, Method::Sms).ends_resets, "there is more");
    walk.policy.methods = vec![Method::Email, Method::Sms];
    for method in [Method::Email, Method::Sms] {
        assert!(loss(&mut walk, method).ends_resets, "{method:?}");
    }
    assert!(!loss(&mut walk, Method::Totp).ends_resets, "it is not used");
    walk.policy.scope = Scope::Nobody;
    assert!(!loss(&mut walk, Method::Sms).ends_resets, "there is none");
    let mut walk = Walk::with_everything();
    walk.policy.methods = vec![Method::Passkey, Method::Sms];
    assert!(loss(&mut walk, Method::Passkey).ends_resets, "the last one");
    let mut second = walk.holdings.passkeys[0].clone();
    second.id = "q".to_owned();
    walk.holdings.passkeys.push(second);
    assert!(
        !loss(&mut walk, Method::Passkey).ends_resets,
        "there is another"
    );
}

#[test]
fn a_removal_says_what_the_directory_says_then_and_whether_that_counts() {
    let mut walk = Walk::with_everything();
    assert_eq!(loss(&mut walk, Method::Sms).beneath, None);
    assert_eq!(loss(&mut walk, Method::Passkey).beneath, None);
    let number = PhoneNumber::parse("+31687654321").unwrap();
    if let Some(held) = &mut walk.holdings.number {
        held.beneath = Some(number.clone());
    }
    walk.policy.methods = vec![Method::Email, Method::Sms];
    for counts in [true, false] {
        walk.policy.registration.prepopulated_counts = counts;
        let told = loss(&mut walk, Method::Sms);
        let hint = number.masked();
        assert_eq!(told.beneath, Some(Beneath { hint, counts }));
        assert_eq!(told.ends_resets, !counts);
    }
}

#[test]
fn what_was_looked_at_again_says_when() {
    let mut walk = Walk::with_everything();
    walk.holdings.looked_at = Some(DAY);
    assert_eq!(
        walk.holdings.confirmed(Method::Totp),
        None,
        "before it was added"
    );
    let later = walk.now.plus_seconds(9);
    walk.holdings.looked_at = Some(later);
    for method in [Method::Totp, Method::Questions, Method::Passkey] {
        assert_eq!(walk.holdings.confirmed(method), Some(later));
    }
}
