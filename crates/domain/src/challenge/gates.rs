//! Gate records, and the one way from them to the right to set a password.

use serde::{Deserialize, Serialize};

use super::{Subject, Verify};
use crate::contact::Channel;
use crate::identity::PersonId;
use crate::method::Method;
use crate::time::Timestamp;

/// One passed gate, bound to everything it was passed under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GateRecord {
    pub gate: u8,
    pub person: PersonId,
    pub policy_version: u32,
    pub method: Method,
    pub channel: Channel,
    pub attempt: u32,
    pub passed_at: Timestamp,
}

/// The right to set the password of one person. It exists only where every gate was passed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Proven {
    person: PersonId,
    policy_version: u32,
    rule: Option<String>,
    gates: Vec<GateRecord>,
}

impl Proven {
    /// Checks every record against the verification it belongs to.
    pub(super) fn from_gates(verify: &Verify) -> Option<Self> {
        let Subject::Person { id } = &verify.subject else {
            return None;
        };
        let gates = &verify.passed;
        let all = gates.len() == usize::from(verify.required) && verify.required > 0;
        let bound = gates.iter().zip(1u8..).all(|(record, gate)| {
            record.gate == gate
                && record.person == *id
                && record.policy_version == verify.policy_version
        });
        let distinct = (1..gates.len()).all(|i| {
            gates[..i].iter().all(|earlier| {
                earlier.method != gates[i].method && !earlier.channel.is(&gates[i].channel)
            })
        });
        let strength: u8 = gates.iter().map(|gate| gate.method.strength()).sum();
        let strong = strength >= verify.strength;
        (all && bound && distinct && strong).then(|| Self {
            person: id.clone(),
            policy_version: verify.policy_version,
            rule: verify.rule.clone(),
            gates: gates.clone(),
        })
    }

    pub fn person(&self) -> &PersonId {
        &self.person
    }

    pub fn policy_version(&self) -> u32 {
        self.policy_version
    }

    pub fn rule(&self) -> Option<&str> {
        self.rule.as_deref()
    }

    pub fn gates(&self) -> &[GateRecord] {
        &self.gates
    }
}
