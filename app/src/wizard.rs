//! The island that drives a page of steps: it takes the submits over and puts the next step in the
//! place of the last, without loading a page.
//!
//! It knows nothing of what the steps are for. They are plain documents that the server renders,
//! so the browser needs neither their code nor their texts. The island listens at the element around
//! them, and goes to another page when an answer is one.

mod answer;
mod code;
mod number;
mod patience;
mod post;
mod ringing;

use std::time::Duration;

use leptos::ev::{Event, SubmitEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;

use self::answer::{Answer, Trouble};
use self::post::Post;
use crate::{dom, new_password};

/// The `id` of the element that holds the current step.
pub(crate) const STEP: &str = "step";
/// The `id` of the heading, which takes the focus when a step begins.
pub(crate) const HEADING: &str = "heading";
/// The `id` of what says what went well; it takes the focus before the heading.
pub(crate) const NOTE: &str = "note";
/// The `id` of what says what went wrong; it takes the focus before all else.
pub(crate) const PROBLEM: &str = "problem";

/// A shorter wait needs no word.
const SLOW: Duration = Duration::from_millis(500);
/// Another page takes no longer to come.
const LEAVES: Duration = Duration::from_secs(5);

/// The wizard; its child is the current step.
///
/// It has no props, because reading them would bring a JSON parser into the first view: what it needs
/// to know stands in the attributes of the step.
#[island]
pub fn LivingWizard(children: Children) -> impl IntoView {
    let wizard = Wizard {
        pending: RwSignal::new(false),
        trouble: RwSignal::new(None),
    };
    // Effects run in the browser alone.
    Effect::new(move |_| begin());
    let again = move |_| {
        if let Some(post) = Post::unanswered() {
            wizard.send(post);
        }
    };
    let alert = move || {
        wizard.trouble.get().map(|trouble| {
            let t = dom::page_texts();
            let text = match trouble {
                Trouble::Offline => t.trouble_offline,
                Trouble::Failed => t.unavailable_text,
            };
            view! {
                <div id=PROBLEM class="summary" role="alert" tabindex="-1">
                    <h2>{t.problem}</h2>
                    <p>{text}</p>
                    <button type="button" class="button" on:click=again>{t.again}</button>
                </div>
            }
        })
    };
    view! {
        <div
            on:submit=move |event| wizard.take_over(&event)
            on:input=|event| follow(&event)
            on:click=|event| new_password::reveal(&event)
        >
            {alert}
            {children()}
        </div>
    }
}

#[derive(Clone, Copy)]
struct Wizard {
    /// A form is under way.
    pending: RwSignal<bool>,
    /// What went wrong on the way to the server and back.
    trouble: RwSignal<Option<Trouble>>,
}

/// Brings the step that shows to life.
fn begin() {
    dom::show_all("[data-live]");
    patience::begin();
    ringing::begin();
    new_password::begin();
}

/// Moves the focus to what a new step has to say first.
fn focus() {
    dom::focus(&[PROBLEM, NOTE, HEADING]);
}

/// What the step has to say while somebody types.
fn follow(event: &Event) {
    let Some(input) = dom::input_of(event) else {
        return;
    };
    match input.id().as_str() {
        "code" => code::follow(&input),
        "number" => number::follow(&input),
        _ => new_password::follow(&input),
    }
}

impl Wizard {
    fn take_over(self, event: &SubmitEvent) {
        let Some(post) = Post::from_event(event) else {
            return;
        };
        event.prevent_default();
        self.send(post);
    }

    /// One at a time: a second tap on the button does nothing.
    fn send(self, post: Post) {
        let Self { pending, trouble } = self;
        if pending.get_untracked() {
            return;
        }
        pending.set(true);
        post.begin();
        let slow = post.clone();
        set_timeout(
            move || {
                if pending.get_untracked() {
                    slow.say(dom::page_texts().working);
                }
            },
            SLOW,
        );
        spawn_local(async move {
            match post.send().await {
                // The button says that it works until the other page is there. Should that never come,
                // or the back button lead here again, it does.
                Ok(Answer::OtherPage) => {
                    let over = move || {
                        pending.set(false);
                        post.end();
                    };
                    set_timeout(over, LEAVES);
                    return;
                }
                Ok(Answer::Step) => {
                    pending.set(false);
                    trouble.set(None);
                    begin();
                }
                Err(reason) => {
                    pending.set(false);
                    post.end();
                    post.keep();
                    trouble.set(Some(reason));
                }
            }
            // The alert is drawn by an effect, which has run before the next frame.
            request_animation_frame(focus);
        });
    }
}
