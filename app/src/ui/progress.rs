//! What is going on in the browser. Without WebAssembly nothing ever is.

use leptos::prelude::*;

/// Signals that the components of one island share.
#[derive(Clone, Copy)]
pub struct Progress {
    /// The island has come to life.
    pub live: RwSignal<bool>,
    /// A form is under way.
    pub pending: RwSignal<bool>,
    /// It has been under way for so long that it should be said.
    pub slow: RwSignal<bool>,
    /// Read out politely by screen readers.
    pub say: RwSignal<&'static str>,
}

impl Progress {
    pub fn new() -> Self {
        let progress = Self {
            live: RwSignal::new(false),
            pending: RwSignal::new(false),
            slow: RwSignal::new(false),
            say: RwSignal::new(""),
        };
        // Effects run in the browser alone, and after the page has been taken over as it is.
        Effect::new(move |_| progress.live.set(true));
        progress
    }
}
