//! The words and the rules of Regain: pure, without IO, clock or randomness.
//!
//! The same crate is compiled for the browser, the server and the agent.
