//! Password hashes: Argon2id (RFC 9106) on a bounded pool.

mod argon;

use std::sync::Arc;

use argon2::Params;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use domain::secret::Password;
use serde::{Deserialize, Serialize};

use argon::KeptArgon2;

use crate::pool::{Pool, PoolClosed, spare_processors};

/// What a hash costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HashCost {
    /// KiB of memory.
    pub memory_kib: u32,
    /// Passes over it.
    pub iterations: u32,
    pub parallelism: u32,
    /// How many hashes are made at once; the others wait in line. 0: one per processor but one, at
    /// least one.
    pub at_once: usize,
}

impl Default for HashCost {
    /// OWASP's second recommendation: 19 MiB, two passes, one lane.
    fn default() -> Self {
        Self {
            memory_kib: 19_456,
            iterations: 2,
            parallelism: 1,
            at_once: 0,
        }
    }
}

impl HashCost {
    /// How many hashes are made at once. A hash on every processor would leave none to the pages.
    pub fn places(&self) -> usize {
        match self.at_once {
            0 => spare_processors(),
            told => told,
        }
    }
}

/// A failure of the hashing itself, never a wrong password.
#[derive(Debug, thiserror::Error)]
pub enum HashFault {
    #[error("the hash parameters are not valid")]
    Cost(#[source] argon2::Error),
    #[error("the password could not be hashed")]
    Hash(#[source] argon2::password_hash::Error),
    #[error("the hashing pool does not work")]
    Pool(#[from] PoolClosed),
}

/// How a typed password compares to a stored hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    Right,
    /// Right, and its hash was made under other parameters than today's.
    RightButOld,
    Wrong,
}

/// Makes and checks hashes. Load makes people wait in line; it never takes more memory.
#[derive(Clone)]
pub struct Passwords {
    argon2: Arc<KeptArgon2>,
    pool: Pool,
    /// Checked in the place of a hash that does not exist, so that an unknown name takes as long.
    dummy: Arc<str>,
}

impl Passwords {
    /// # Errors
    /// [`HashFault::Cost`] when the parameters are out of range.
    pub fn new(cost: HashCost) -> Result<Self, HashFault> {
        let params = Params::new(cost.memory_kib, cost.iterations, cost.parallelism, None)
            .map_err(HashFault::Cost)?;
        let argon2 = Arc::new(KeptArgon2::new(params));
        let dummy = hash(&argon2, &Password::new("no password is this one"))?;
        Ok(Self {
            argon2,
            pool: Pool::new(cost.places()),
            dummy: dummy.into(),
        })
    }

    /// Hashes a password with a fresh salt, as a PHC string.
    ///
    /// # Errors
    /// [`HashFault`] when it cannot be hashed.
    pub async fn hash(&self, password: Password) -> Result<String, HashFault> {
        let argon2 = self.argon2.clone();
        self.pool.run(move || hash(&argon2, &password)).await?
    }

    /// Compares a password to a stored hash; without one, to a dummy that never matches.
    ///
    /// # Errors
    /// [`HashFault`] when the pool is closed.
    pub async fn check(
        &self,
        password: Password,
        stored: Option<String>,
    ) -> Result<Match, HashFault> {
        let argon2 = self.argon2.clone();
        let exists = stored.is_some();
        let against: Arc<str> = stored.map_or_else(|| self.dummy.clone(), Arc::from);
        let found = self
            .pool
            .run(move || compare(&argon2, &password, &against))
            .await?;
        Ok(if exists { found } else { Match::Wrong })
    }
}

fn hash(argon2: &KeptArgon2, password: &Password) -> Result<String, HashFault> {
    let phc: argon2::password_hash::phc::PasswordHash = argon2
        .hash_password(password.expose().as_bytes())
        .map_err(HashFault::Hash)?;
    Ok(phc.to_string())
}

fn compare(argon2: &KeptArgon2, password: &Password, stored: &str) -> Match {
    let Ok(parsed) = PasswordHash::new(stored) else {
        return Match::Wrong;
    };
    if argon2
        .verify_password(password.expose().as_bytes(), &parsed)
        .is_err()
    {
        return Match::Wrong;
    }
    match Params::try_from(&parsed) {
        Ok(params) if same_cost(&params, argon2.params()) => Match::Right,
        _ => Match::RightButOld,
    }
}

fn same_cost(a: &Params, b: &Params) -> bool {
    (a.m_cost(), a.t_cost(), a.p_cost()) == (b.m_cost(), b.t_cost(), b.p_cost())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cheap(memory_kib: u32) -> Passwords {
        Passwords::new(HashCost {
            memory_kib,
            iterations: 1,
            parallelism: 1,
            at_once: 1,
        })
        .unwrap()
    }

    #[test]
    fn a_processor_is_left_to_the_pages_unless_the_configuration_says_otherwise() {
        let processors = std::thread::available_parallelism().unwrap().get();
        let places = |at_once| {
            let cost = HashCost {
                at_once,
                ..HashCost::default()
            };
            cost.places()
        };
        assert_eq!(places(0), (processors - 1).max(1));
        assert_eq!(places(processors), processors);
    }

    #[tokio::test]
    async fn only_the_same_password_matches_its_hash() {
        let passwords = cheap(64);
        let stored = passwords.hash(Password::new("right")).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=64,t=1,p=1$"));
        let check = |typed: &str| passwords.check(Password::new(typed), Some(stored.clone()));
        assert_eq!(check("right").await.unwrap(), Match::Right);
        assert_eq!(check("wrong").await.unwrap(), Match::Wrong);
        assert_eq!(check("").await.unwrap(), Match::Wrong);
    }

    #[tokio::test]
    async fn a_hash_of_other_parameters_is_recognised() {
        let stored = cheap(64).hash(Password::new("right")).await.unwrap();
        let found = cheap(128)
            .check(Password::new("right"), Some(stored))
            .await
            .unwrap();
        assert_eq!(found, Match::RightButOld);
    }

    #[tokio::test]
    async fn nobody_signs_in_without_a_stored_hash() {
        let typed = Password::new("no password is this one");
        assert_eq!(cheap(64).check(typed, None).await.unwrap(), Match::Wrong);
    }
}
