//! A word on what is being typed.

use leptos::prelude::*;

/// What the remark says now, and whether it is good news.
#[derive(Clone, Copy)]
pub struct Saying {
    pub text: RwSignal<&'static str>,
    pub good: RwSignal<bool>,
}

impl Saying {
    pub fn nothing() -> Self {
        Self { text: RwSignal::new(""), good: RwSignal::new(false) }
    }

    /// Says one of two things, or nothing when there is nothing to say yet.
    pub fn say(self, good: Option<bool>, yes: &'static str, no: &'static str) {
        let text = match good {
            Some(true) => yes,
            Some(false) => no,
            None => "",
        };
        // The step may be over by now.
        self.text.try_set(text);
        self.good.try_set(good == Some(true));
    }
}

/// Keeps its line free while it is empty, so that nothing jumps.
#[component]
pub fn Remark(saying: Saying) -> impl IntoView {
    view! { <p class="remark" role="status" class:good=move || saying.good.get()>{move || saying.text.get()}</p> }
}
