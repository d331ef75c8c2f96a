//! The island: shows the current step, and goes on to the next one without loading a page.

use std::time::Duration;

use domain::locale::Locale;
use domain::wizard::{ResetView, StepView};
use leptos::either::EitherOf7;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::frame::{Frame, HEADING, LinkForm};
use super::post::{Post, Trouble, focus};
use super::{choose, confirm_number, done, enter_code, identify, new_password, stages, stopped};
use crate::text::{Texts, fill, texts};
use crate::ui::{ERROR_SUMMARY, Progress, SupportCode};

/// A shorter wait needs no word.
const SLOW: Duration = Duration::from_millis(500);

/// The whole wizard. Its first view comes with the page; later ones answer the forms it sends.
#[island]
pub fn ResetWizard(
    view: ResetView,
    locale: Locale,
    /// The organisation's name, for the title of the window.
    organisation: String,
    /// The module with the password rules, fetched when its step shows.
    meter_url: String,
    /// The last plain form got no answer.
    failed: bool,
) -> impl IntoView {
    let t = texts(locale);
    let wizard = Wizard {
        locale,
        view: RwSignal::new(view),
        trouble: RwSignal::new(if failed { t.unavailable_text } else { "" }),
        progress: Progress::new(),
    };
    Effect::new(move |_| {
        let title = wizard.view.with(|view| title(t, view));
        document().set_title(&[&title, " – ", &organisation].concat());
    });
    view! {
        <div class="wizard" on:submit=move |event| wizard.take_over(&event)>
            <p class="unseen" role="status">{move || wizard.progress.say.get()}</p>
            {move || wizard.alert(t, wizard.trouble.get())}
            {move || wizard.view.with(|view| wizard.step(t, view, &meter_url))}
        </div>
    }
}

/// The title of the window, without the organisation.
pub(super) fn title(t: &Texts, view: &ResetView) -> String {
    let title = match view.step {
        StepView::Identify { .. } => t.identify_title,
        StepView::Choose { .. } => t.choose_title,
        StepView::ConfirmNumber { .. } => t.number_title,
        StepView::EnterCode { .. } => t.code_title,
        StepView::NewPassword { .. } => t.password_title,
        StepView::Done { .. } => t.done_title,
        StepView::Stopped => return t.stopped_title.to_owned(),
    };
    match view.notice {
        Some(_) => fill(t.error_title, &[("title", title)]),
        None => title.to_owned(),
    }
}

#[derive(Clone, Copy)]
struct Wizard {
    locale: Locale,
    view: RwSignal<ResetView>,
    /// What went wrong on the way to the server and back; empty: nothing.
    trouble: RwSignal<&'static str>,
    progress: Progress,
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
        let Progress { pending, slow, say, .. } = self.progress;
        if pending.get_untracked() {
            return;
        }
        pending.set(true);
        say.set("");
        set_timeout(move || slow.set(pending.get_untracked()), SLOW);
        spawn_local(async move {
            let answer = post.send().await;
            pending.set(false);
            slow.set(false);
            match answer {
                Ok(view) => {
                    self.trouble.set("");
                    self.view.set(view);
                }
                Err(trouble) => {
                    post.keep();
                    let t = texts(self.locale);
                    self.trouble.set(match trouble {
                        Trouble::Offline => t.trouble_offline,
                        Trouble::Failed => t.unavailable_text,
                    });
                }
            }
            focus(&[ERROR_SUMMARY, HEADING]);
        });
    }

    fn alert(self, t: &'static Texts, trouble: &'static str) -> Option<impl IntoView + use<>> {
        if trouble.is_empty() {
            return None;
        }
        let again = move |_| {
            if let Some(post) = Post::unanswered() {
                self.send(post);
            }
        };
        Some(view! {
            <div id=ERROR_SUMMARY class="summary" role="alert" tabindex="-1">
                <h2>{t.problem}</h2>
                <p>{trouble}</p>
                <button type="button" class="button" hidden=move || !self.progress.live.get() on:click=again>
                    {t.again}
                </button>
            </div>
        })
    }

    fn step(self, t: &'static Texts, view: &ResetView, meter_url: &str) -> impl IntoView + use<> {
        let frame = Frame { t, locale: self.locale, notice: view.notice, turn: view.turn, progress: self.progress };
        let finished = matches!(view.step, StepView::Done { .. } | StepView::Stopped);
        let step = match &view.step {
            StepView::Identify { user_name, puzzle } => EitherOf7::A(identify::step(frame, user_name, *puzzle)),
            StepView::Choose { gate, offers } => EitherOf7::B(choose::step(frame, *gate, offers)),
            StepView::ConfirmNumber { offer, typed, .. } => EitherOf7::C(confirm_number::step(frame, offer, typed)),
            StepView::EnterCode { offer, digits, resend_seconds, others, .. } => {
                EitherOf7::D(enter_code::step(frame, offer, *digits, *resend_seconds, *others))
            }
            StepView::NewPassword { rules, own, verdict } => {
                EitherOf7::E(new_password::step(frame, rules, own, verdict.as_ref(), meter_url))
            }
            StepView::Done { user_name } => EitherOf7::F(done::step(frame, user_name)),
            StepView::Stopped => EitherOf7::G(stopped::step(frame)),
        };
        view! {
            {stages::stepper(t, &view.step, view.gates)}
            {step}
            <div class="ways">
                {(!finished).then(|| view! { <LinkForm action="/api/reset/cancel" turn=view.turn label=t.cancel /> })}
                <a href="/contact">{t.contact}</a>
            </div>
            <SupportCode label=t.support_code code=view.support_code.clone() />
        }
    }
}
