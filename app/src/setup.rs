//! Registering ways to prove who one is: one page whose steps are plain documents.

mod api;
mod page;
mod step;

pub use page::SetupPage;
