//! Telephones on one line: they count once.

use super::desk::number;
use super::*;
use crate::call::CallOutcome;

const DESK: &str = "+31205550100x12";
const MOBILE: &str = "+31612345678";

#[test]
fn one_line_is_not_registered_twice() {
    let mut walk = Walk::new();
    walk.gives_desk(DESK);
    walk.wishes(Method::Sms)
        .types("+31 20 555 0100", Method::Sms);
    assert_eq!(walk.enrolment.notice, Some(Refusal::NumberOfOffice));
    assert_eq!(walk.effects, []);
    walk.does(Event::LeaveAsked).unwrap();
    walk.policy
        .methods
        .retain(|method| *method != Method::OfficeCall);
    walk.wishes(Method::Sms)
        .types("+31 20 555 0100", Method::Sms);
    assert_eq!(walk.effects.len(), 1, "nobody calls the desk");

    for held in [
        Held::directorys(number(MOBILE)),
        Held::own(number(MOBILE), walk.now),
    ] {
        let mut walk = Walk::new();
        walk.holdings.number = Some(held);
        walk.wishes(Method::OfficeCall)
            .types("+31612345678x12", Method::OfficeCall);
        assert_eq!(walk.enrolment.notice, Some(Refusal::NumberOfMobile));
        assert_eq!(walk.effects, []);
    }
}

#[test]
fn a_line_that_became_the_other_telephone_meanwhile_is_not_kept() {
    let mut walk = Walk::new();
    walk.wishes(Method::Sms).types(MOBILE, Method::Sms);
    walk.gives_desk(MOBILE);
    walk.code(0);
    assert_eq!(walk.kept(), None);
    assert_eq!(walk.enrolment.notice, Some(Refusal::NumberOfOffice));
    let mut walk = Walk::new();
    walk.wishes(Method::OfficeCall)
        .types(MOBILE, Method::OfficeCall);
    let attempt = walk.placed();
    walk.holdings.number = Some(Held::own(number(MOBILE), walk.now));
    walk.ends(attempt, CallOutcome::Confirmed).unwrap();
    assert_eq!(walk.kept(), None);
    assert_eq!(walk.enrolment.notice, Some(Refusal::NumberOfMobile));
}

#[test]
fn a_mobile_number_has_no_extension() {
    for by in [Method::Sms, Method::MobileCall] {
        let mut walk = Walk::new();
        walk.wishes(Method::Sms).types("+31205550100x12", by);
        assert_eq!(walk.enrolment.notice, Some(Refusal::NumberExtension));
        assert_eq!(walk.effects, []);
    }
}
