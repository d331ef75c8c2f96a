//! The pages of Regain.
