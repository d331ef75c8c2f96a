//! No sequence of requests reaches "set password" with a gate unmet.

use proptest::prelude::*;

use super::*;
use crate::call::CallOutcome;
use crate::contact::{Channel, Offer};
use crate::identity::EmailAddress;
use crate::method::{Kind, Method};
use crate::phone::PhoneNumber;
use crate::policy::Policy;
use crate::secret::CodeDigest;
use crate::throttle::Standing;

const NUMBER: &str = "+31612345678";
const OFFICE: &str = "+31201234567";

/// What a browser may send, in any order, with any timing, right or wrong.
#[derive(Clone, Debug)]
enum Request {
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

fn request() -> impl Strategy<Value = Request> {
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
struct Truth {
    next_code: u8,
    live: Option<(Method, u8)>,
    /// The last call.
    call: Option<(Method, u32)>,
    /// The right proof of the last request.
    given: Option<Method>,
    used: Vec<u8>,
    proven: Vec<Method>,
}

fn event(request: &Request, truth: &mut Truth) -> Option<Event> {
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
            seed: u64::from(truth.next_code),
        },
        Request::Proof { method, proof } => {
            truth.given = (*proof == Proof::Right).then_some(*method);
            Event::ProofGiven {
                method: *method,
                proof: *proof,
                seed: 1,
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

fn walk(gates: u8, strength: u8, requests: &[Request]) -> Result<(), TestCaseError> {
    let policy = Policy {
        gates,
        strength,
        ..Policy::default()
    };
    let mut now = Timestamp::from_unix_ms(1_800_000_000_000);
    let mut standing = Standing::CLEAN;
    let mut challenge = Challenge::open("c".to_owned(), 900, now);
    let mut truth = Truth::default();
    for request in requests {
        if let Request::Wait(seconds) = request {
            now = now.plus_seconds(*seconds);
        }
        let Some(event) = event(request, &mut truth) else {
            continue;
        };
        let before = challenge.clone();
        let Ok(next) = advance(&challenge, standing, event, &policy, now) else {
            continue;
        };
        challenge = next.challenge;
        standing = next.standing;
        for effect in &next.effects {
            match effect {
                Effect::SendCode { method, channel } => {
                    let leads_nowhere = matches!(channel, Channel::Nowhere(_));
                    prop_assert!(!leads_nowhere);
                    truth.live = Some((*method, truth.next_code));
                }
                Effect::GatePassed { method, .. } if method.kind() != Kind::SentCode => {
                    prop_assert_eq!(truth.given, Some(*method));
                    truth.proven.push(*method);
                }
                Effect::GatePassed { method, .. } => {
                    let (sent, n) = truth
                        .live
                        .take()
                        .expect("a gate passed without a code sent");
                    prop_assert_eq!(sent, *method);
                    truth.used.push(n);
                    truth.proven.push(*method);
                }
                Effect::Complete => {
                    let at_password = matches!(before.state, State::NewPassword { .. });
                    prop_assert!(at_password);
                    prop_assert_eq!(truth.proven.len(), usize::from(gates));
                }
                Effect::PlaceCall {
                    method, attempt, ..
                } => truth.call = Some((*method, *attempt)),
                Effect::Identified
                | Effect::CallReported { .. }
                | Effect::ProofFailed { .. }
                | Effect::Locked => {}
            }
        }
        if let State::NewPassword { proven, .. } = &challenge.state {
            prop_assert_eq!(truth.proven.len(), usize::from(gates));
            let mut distinct = truth.proven.clone();
            distinct.sort_unstable();
            distinct.dedup();
            prop_assert_eq!(
                distinct.len(),
                usize::from(gates),
                "the same method counted twice"
            );
            prop_assert_eq!(proven.gates().len(), usize::from(gates));
            let both = distinct.contains(&Method::Totp) && distinct.contains(&Method::Passkey);
            prop_assert!(!both, "one device counted twice");
            let worth: u8 = distinct.iter().map(|method| method.strength()).sum();
            prop_assert!(
                worth >= strength,
                "{distinct:?} are worth {worth} of {strength}"
            );
        }
        prop_assert!(standing.failed_proofs.count <= policy.limits.failed_proofs.max);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_sequence_of_requests_reaches_the_password_with_a_gate_unmet(
        gates in 1u8..=2,
        strength in 0u8..=5,
        requests in prop::collection::vec(request(), 1..60),
    ) {
        walk(gates, strength, &requests)?;
    }
}

#[test]
fn the_model_itself_can_reach_the_password() {
    let requests = [
        Request::Identify,
        Request::Choose(Method::Email),
        Request::Code { right: true },
        Request::Choose(Method::Sms),
        Request::Number {
            right: true,
            office: false,
        },
        Request::Code { right: true },
        Request::SetPassword,
    ];
    let policy = Policy::default();
    let now = Timestamp::from_unix_ms(1_800_000_000_000);
    let mut truth = Truth::default();
    let mut challenge = Challenge::open("c".to_owned(), 900, now);
    let mut standing = Standing::CLEAN;
    for request in &requests {
        let event = event(request, &mut truth).unwrap();
        let next = advance(&challenge, standing, event, &policy, now).unwrap();
        for effect in &next.effects {
            if let Effect::SendCode { method, .. } = effect {
                truth.live = Some((*method, truth.next_code));
            }
        }
        challenge = next.challenge;
        standing = next.standing;
    }
    assert!(matches!(challenge.state, State::Done { .. }));
}
