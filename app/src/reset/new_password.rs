//! Choosing the new password.

use std::time::Duration;

use domain::password::{OwnWords, PasswordRules, Verdict};
use domain::refusal::{Field as Place, Refusal};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::frame::{Frame, Heading, StepForm};
use super::judge;
use super::rule_list::RuleList;
use crate::text::{Texts, finding_text};
use crate::ui::{Field, PasswordField, Remark, Saying, ShowWords, SubmitButton, described_by};

/// The verdict follows the typing at this distance, so that typing stays light.
const PAUSE: Duration = Duration::from_millis(200);

pub(super) fn step(
    frame: Frame,
    rules: &PasswordRules,
    own: &OwnWords,
    refused: Option<&Verdict>,
    meter_url: &str,
) -> impl IntoView + use<> {
    let Frame { t, turn, progress, notice, .. } = frame;
    let reasons = match (notice, refused) {
        (Some(Refusal::PasswordRefused), Some(verdict)) => {
            verdict.findings.iter().map(|finding| finding_text(t, finding)).collect()
        }
        _ => Vec::new(),
    };
    let candidate = Candidate::new(t, rules, own);
    candidate.clone().fetch_judge(meter_url.to_owned());
    let Candidate { verdict, saying, .. } = candidate;
    let mut follow = debounce(PAUSE, move |()| candidate.look());

    let words = ShowWords { show: t.password_show, hide: t.password_hide, name: t.password_show_long };
    let shown = RwSignal::new(false);
    let min_length = rules.min_length;
    let rules = rules.clone();
    let password_error = frame.error(Place::Password);
    let repeat_error = frame.error(Place::Repeat);
    let (password_wrong, repeat_wrong) = (password_error.is_some(), repeat_error.is_some());
    view! {
        {frame.summary(reasons)}
        <Heading text=t.password_title />
        <StepForm action="/api/reset/set_password" turn>
            <div on:input=move |_| follow(())>
            <Field id="password" label=t.password_new error_word=t.error error=password_error>
                <PasswordField id="password" min_length words shown progress invalid=password_wrong
                    described_by=described_by("password", true, password_wrong) />
            </Field>
            <div id="password-hint">
                <RuleList t rules verdict />
            </div>
            <Field id="repeat" label=t.password_again error_word=t.error error=repeat_error>
                <PasswordField id="repeat" min_length words shown progress invalid=repeat_wrong
                    described_by=described_by("repeat", false, repeat_wrong) />
            </Field>
            <Remark saying />
            </div>
            <SubmitButton label=t.password_save working=t.working progress />
        </StepForm>
    }
}

/// What is known of the password while it is typed. The text itself stays in the inputs.
#[derive(Clone)]
struct Candidate {
    t: &'static Texts,
    /// The rules, as JSON.
    rules: String,
    /// The person's own words, as JSON.
    own: String,
    verdict: RwSignal<Option<Verdict>>,
    /// Whether both inputs hold the same.
    saying: Saying,
}

impl Candidate {
    fn new(t: &'static Texts, rules: &PasswordRules, own: &OwnWords) -> Self {
        Self {
            t,
            // Plain data: writing it cannot fail.
            rules: serde_json::to_string(rules).unwrap_or_default(),
            own: serde_json::to_string(own).unwrap_or_default(),
            verdict: RwSignal::new(None),
            saying: Saying::nothing(),
        }
    }

    fn fetch_judge(self, url: String) {
        Effect::new(move |_| {
            let (url, candidate) = (url.clone(), self.clone());
            spawn_local(async move {
                judge::fetch(url).await;
                candidate.look();
            });
        });
    }

    /// Judges what the inputs hold now. The step may be over by then.
    fn look(&self) {
        let password = typed("password");
        let repeat = typed("repeat");
        if let Some(verdict) = judge::verdict(&password, &self.rules, &self.own) {
            self.verdict.try_set(Some(verdict));
        }
        let same = (!repeat.is_empty()).then(|| password == repeat);
        self.saying.say(same, self.t.password_same, self.t.password_differs);
    }
}

fn typed(id: &str) -> String {
    let input = document().get_element_by_id(id).and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
    input.map(|input| input.value()).unwrap_or_default()
}
