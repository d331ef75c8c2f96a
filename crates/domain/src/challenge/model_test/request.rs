//! What browsers and telephones may do, and the truth that the machine must agree with.

use proptest::prelude::*;

use super::super::*;
use crate::call::CallOutcome;
use crate::contact::Offer;
use crate::identity::EmailAddress;
use crate::method::Method;
use crate::phone::PhoneNumber;
use crate::secret::CodeDigest;

const NUMBER: &str = "+31612345678";
const OFFICE: &str = "+31201234567";

/// What a browser may send, in any order, with any timing, right or wrong.
#[derive(Clone, Debug)]
pub(super) enum Request {
    Identify,
    Choose(Method),
    Number {
        right: bool,
        office: bool,
    },
    Code {
        right: bool,
    },
    /// A code that is not sent, or answers.
    Proof {
        method: Method,
        proof: Proof,
    },
    /// A call ends: the last one, or an earlier one.
    CallEnds {
        outcome: CallOutcome,
        last: bool,
    },
    Resend,
    Other,
    SetPassword,
    Cancel,
    Wait(u32),
    /// An older page of another tab is sent again: the row as it was must not come back.
    ReplayCode,
}

pub(super) fn request() -> impl Strategy<Value = Request> {
    let method = prop::sample::select(Method::ALL.to_vec());
    let proofs = vec![Proof::Right, Proof::Wrong, Proof::Incomplete];
    let proof = (method.clone(), prop::sample::select(proofs));
    let outcomes = vec![
        CallOutcome::Confirmed,
        CallOutcome::WrongKey,
        CallOutcome::NoKey,
        CallOutcome::Busy,
    ];
    let call = (prop::sample::select(outcomes), any::<bool>());
    prop_oneof![
        3 => call.prop_map(|(outcome, last)| Request::CallEnds { outcome, last }),
        1 => Just(Request::Identify),
        4 => method.prop_map(Request::Choose),
        3 => any::<(bool, bool)>().prop_map(|(right, office)| Request::Number { right, office }),
        4 => any::<bool>().prop_map(|right| Request::Code { right }),
        4 => proof.prop_map(|(method, proof)| Request::Proof { method, proof }),
        1 => Just(Request::Resend),
        2 => Just(Request::Other),
        2 => Just(Request::SetPassword),
        1 => (0u32..60).prop_map(Request::Wait),
        1 => Just(Request::ReplayCode),
        1 => prop::strategy::Union::new_weighted(vec![(1, Just(Request::Cancel)), (9, Just(Request::Other))]),
    ]
}

/// The truth that the machine must agree with, kept by hand.
#[derive(Default)]
pub(super) struct Truth {
    pub(super) next_code: u8,
    pub(super) live: Option<(Method, u8)>,
    /// The last call.
    pub(super) call: Option<(Method, u32)>,
    /// The right proof of the last request.
    pub(super) given: Option<Method>,
    pub(super) used: Vec<u8>,
    pub(super) proven: Vec<Method>,
}

pub(super) fn event(request: &Request, truth: &mut Truth) -> Option<Event> {
    truth.next_code += 1;
    truth.given = None;
    let fresh = CodeDigest::new([truth.next_code; 32]);
    Some(match request {
        Request::Identify => Event::Identified {
            user_name: "kim".to_owned(),
            subject: Subject::Person {
                id: PersonId::new("kim"),
            },
            offers: vec![
                Offer::email(EmailAddress::parse("kim@home.example").unwrap()),
                Offer::sms(PhoneNumber::parse(NUMBER).unwrap()),
                Offer::line(Method::MobileCall, PhoneNumber::parse(NUMBER).unwrap()),
                Offer::line(Method::OfficeCall, PhoneNumber::parse(OFFICE).unwrap()),
                Offer::held(Method::Totp).unwrap(),
                Offer::held(Method::Passkey).unwrap(),
                Offer::held(Method::Questions).unwrap(),
                Offer::held(Method::HelpdeskPass).unwrap(),
            ],
            questions: Vec::new(),
            policy_version: 1,
            rule: None,
        },
        Request::Choose(method) => Event::MethodChosen {
            method: *method,
            code: fresh,
        },
        Request::Proof { method, proof } => {
            truth.given = (*proof == Proof::Right).then_some(*method);
            Event::ProofGiven {
                method: *method,
                proof: *proof,
            }
        }
        Request::CallEnds { outcome, last } => {
            let (method, attempt) = truth.call?;
            let confirmed = *last && *outcome == CallOutcome::Confirmed;
            truth.given = confirmed.then_some(method);
            Event::CallEnded {
                attempt: if *last { attempt } else { attempt - 1 },
                outcome: *outcome,
            }
        }
        Request::Number { right, office } => {
            let typed = match (right, office) {
                (true, false) => NUMBER,
                (true, true) => OFFICE,
                (false, _) => "+31600000000",
            };
            Event::NumberTyped {
                typed: typed.to_owned(),
                number: PhoneNumber::parse(typed).ok(),
                code: fresh,
            }
        }
        Request::Code { right } => {
            let n = truth.live.filter(|_| *right).map_or(0, |(_, n)| n);
            Event::CodeTyped {
                digest: Some(CodeDigest::new([n; 32])),
            }
        }
        Request::ReplayCode => Event::CodeTyped {
            digest: truth.used.last().map(|n| CodeDigest::new([*n; 32])),
        },
        Request::Resend => Event::ResendAsked { code: fresh },
        Request::Other => Event::OtherMethodAsked,
        Request::SetPassword => Event::PasswordAccepted,
        Request::Cancel => Event::CancelAsked,
        Request::Wait(_) => return None,
    })
}
