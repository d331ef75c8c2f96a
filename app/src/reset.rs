//! The reset wizard: one page whose steps are plain documents, and the island that makes it live.

#[cfg(feature = "ssr")]
mod api;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod step;
mod wizard;

#[cfg(feature = "ssr")]
pub use page::ResetPage;
#[cfg(feature = "ssr")]
pub(crate) use wizard::{HEADING, PROBLEM};
