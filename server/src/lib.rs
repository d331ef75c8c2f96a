//! The Regain portal: implements the ports of the pages, and everything around them.

pub mod account;
pub mod application;
pub mod ask_again;
pub mod calls;
mod caps;
pub mod captcha;
pub mod cli;
pub mod clock;
pub mod config;
pub mod delivery;
pub mod demo;
pub mod help;
pub mod http;
pub mod invite;
pub mod keys;
pub mod logging;
pub mod method;
pub mod moves;
mod new_password;
mod numbers;
mod owed;
pub mod passwords;
mod people;
pub mod pool;
mod post;
mod presence;
pub mod registration;
mod reminders;
pub mod reset;
pub mod services;
pub mod sign_in;
pub mod store;
pub mod temporary_password;
pub mod voice;
pub mod worker;

/// Most of what a request allocates is small and soon freed, often by another thread.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
