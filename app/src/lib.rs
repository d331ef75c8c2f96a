//! The pages of Regain. The browser needs the wizard alone; every other page is a plain document.

#![cfg_attr(
    feature = "ssr",
    expect(
        clippy::needless_pass_by_value,
        reason = "components take their props by value"
    )
)]
#![expect(
    unreachable_pub,
    reason = "the macros of leptos add public items of their own"
)]

mod dom;
pub mod failure;
mod new_password;
pub mod text;
#[cfg(feature = "ssr")]
pub mod ui;
mod wizard;

#[cfg(feature = "ssr")]
mod account;
#[cfg(feature = "ssr")]
mod backstop;
#[cfg(feature = "ssr")]
mod contact;
#[cfg(feature = "ssr")]
pub mod dead_end;
#[cfg(feature = "ssr")]
mod demo;
#[cfg(feature = "ssr")]
mod document;
#[cfg(feature = "ssr")]
pub mod form;
#[cfg(feature = "ssr")]
mod not_found;
#[cfg(feature = "ssr")]
pub mod ports;
#[cfg(feature = "ssr")]
mod reset;
#[cfg(feature = "ssr")]
mod routes;
#[cfg(feature = "ssr")]
mod setup;
#[cfg(feature = "ssr")]
mod signin;
#[cfg(feature = "ssr")]
mod unavailable;

#[cfg(feature = "ssr")]
pub use routes::{App, shell};
