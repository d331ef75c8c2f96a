//! No sequence of requests reaches "set password" with a gate unmet.

mod request;

use proptest::prelude::*;

use super::*;
use crate::contact::Channel;
use crate::method::{Kind, Method};
use crate::policy::Policy;
use crate::throttle::Standing;
use request::{Request, Truth, event, request};

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
                | Effect::CallUncounted { .. }
                | Effect::CallReported
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
