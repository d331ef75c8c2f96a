//! Argon2id in memory that is kept: a hash fills 19 MiB, and asking the system for them, zeroed,
//! each time costs a tenth of it and leaves them scattered over the heaps of many threads.

use std::sync::{Mutex, MutexGuard, PoisonError};

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::password_hash::{CustomizedPasswordHasher, Error, PasswordHasher, Result};
use argon2::{Algorithm, Argon2, Block, Params, Version};

/// The hash function with its memory: as many pieces as hashes were ever made at once.
///
/// A piece is not wiped between hashes; the next one overwrites all of it.
pub(super) struct KeptArgon2 {
    params: Params,
    free: Mutex<Vec<Vec<Block>>>,
}

impl KeptArgon2 {
    pub(super) fn new(params: Params) -> Self {
        Self {
            params,
            free: Mutex::default(),
        }
    }

    pub(super) fn params(&self) -> &Params {
        &self.params
    }

    /// Lets the work have this many blocks.
    fn lend<T>(&self, blocks: usize, work: impl FnOnce(&mut [Block]) -> T) -> T {
        let free = self.free().pop();
        let mut piece = free.unwrap_or_default();
        if piece.len() < blocks {
            piece.resize(blocks, Block::new());
        }
        let result = work(&mut piece[..blocks]);
        self.free().push(piece);
        result
    }

    fn free(&self) -> MutexGuard<'_, Vec<Vec<Block>>> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl PasswordHasher<PasswordHash> for KeptArgon2 {
    fn hash_password_with_salt(&self, password: &[u8], salt: &[u8]) -> Result<PasswordHash> {
        self.hash_password_customized(password, salt, None, None, self.params.clone())
    }
}

/// Verification is this with the parameters of the stored hash, and a comparison in constant time.
impl CustomizedPasswordHasher<PasswordHash> for KeptArgon2 {
    type Params = Params;

    fn hash_password_customized(
        &self,
        password: &[u8],
        salt: &[u8],
        algorithm: Option<&str>,
        version: Option<u32>,
        params: Params,
    ) -> Result<PasswordHash> {
        let algorithm = algorithm.map_or(Ok(Algorithm::Argon2id), Algorithm::try_from)?;
        let version = version.map_or(Ok(Version::V0x13), Version::try_from)?;
        let length = params.output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN);
        let mut buffer = [0; Output::MAX_LENGTH];
        let output = buffer.get_mut(..length).ok_or(Error::OutputSize)?;
        let written = ParamsString::try_from(&params)?;
        let blocks = params.block_count();
        let argon2 = Argon2::new(algorithm, version, params);
        self.lend(blocks, |memory| {
            argon2.hash_password_into_with_memory(password, salt, output, memory)
        })?;
        Ok(PasswordHash {
            algorithm: algorithm.ident(),
            version: Some(version.into()),
            params: written,
            salt: Some(Salt::new(salt)?),
            hash: Some(Output::new(output)?),
        })
    }
}
