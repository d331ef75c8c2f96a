//! Building both halves of Regain.

mod bindings;
mod compress;
mod digest;
mod module;
mod names;
mod profile;
mod script;
mod server;
mod site;
mod stylesheet;
mod toolchain;
mod wasm;

use anyhow::Result;

pub(crate) use module::Module;
pub(crate) use profile::Profile;
pub(crate) use server::{build as server, serving};
pub(crate) use site::build as browser;
pub(crate) use toolchain::{BrowserToolchain, TARGET};

use crate::layout::Layout;

/// Builds the server, then the browser half.
pub(crate) fn both_halves(layout: &Layout, profile: Profile) -> Result<()> {
    server(layout, profile)?;
    browser(layout, profile)
}
