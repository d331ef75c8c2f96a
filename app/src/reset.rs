//! The reset wizard: one page whose steps are plain documents.

mod api;
mod page;
mod step;

pub use page::ResetPage;
