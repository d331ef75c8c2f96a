//! The messages that the demo kept instead of sending them.

use domain::call::{CONFIRM, REPORT};
use leptos::prelude::*;

use crate::failure::Unavailable;
use crate::form::{is_plain_form, lead_to, ports};
use crate::not_found::not_found;
use crate::ports::{KeptKind, KeptMessage};
use crate::text::{Texts, fill};
use crate::ui::{Foot, Layout, loaded};

/// `/demo/outbox`: newest first. There is no such page outside the demo.
#[component]
pub fn OutboxPage() -> impl IntoView {
    loaded(
        |ports| async move {
            match ports.outbox {
                Some(outbox) => outbox.messages().await.map(Some),
                None => Ok(None),
            }
        },
        |visitor, t, messages| {
            let Some(messages) = messages else {
                return not_found(visitor, t);
            };
            let title = t.outbox_title.to_owned();
            let list = messages
                .into_iter()
                .map(|message| entry(t, message))
                .collect_view();
            let empty = list.is_empty().then(|| view! { <p>{t.outbox_empty}</p> });
            view! {
                <Layout visitor title foot=Foot::SupportCode>
                    <h1>{t.outbox_title}</h1>
                    <p>{t.outbox_intro}</p>
                    <form method="get" action="/demo/outbox">
                        <button type="submit" class="button second">{t.outbox_refresh}</button>
                    </form>
                    {empty}
                    {list}
                </Layout>
            }
            .into_any()
        },
    )
}

fn entry(t: &'static Texts, message: KeptMessage) -> AnyView {
    let kind = match message.kind {
        KeptKind::Mail => t.outbox_mail,
        KeptKind::Text => t.outbox_sms,
        KeptKind::Call(_) => t.outbox_call,
    };
    let title = fill(kind, &[("to", &message.to)]);
    let subject = (!message.subject.is_empty()).then(|| view! { <p><b>{message.subject}</b></p> });
    view! {
        <article class="message">
            <h2>{title}</h2>
            <p class="hint">{time_of_day(message.kept_at)}</p>
            {subject}
            <p class="body">{message.body}</p>
            {keys(t, message.kind)}
        </article>
    }
    .into_any()
}

/// The keys of a telephone, as far as they matter.
fn keys(t: &'static Texts, kind: KeptKind) -> Option<AnyView> {
    let call = match kind {
        KeptKind::Mail | KeptKind::Text => return None,
        KeptKind::Call(None) => {
            return Some(view! { <p class="hint">{t.outbox_call_over}</p> }.into_any());
        }
        KeptKind::Call(Some(call)) => call,
    };
    let press = |key: char| fill(t.outbox_call_press, &[("key", &key.to_string())]);
    let wrong = '1';
    let buttons = [
        (CONFIRM.to_string(), press(CONFIRM)),
        (wrong.to_string(), press(wrong)),
        (REPORT.to_string(), press(REPORT)),
        (String::new(), t.outbox_call_hang_up.to_owned()),
    ];
    let buttons = buttons
        .into_iter()
        .map(|(key, label)| view! { <button type="submit" name="key" value=key class="button second">{label}</button> })
        .collect_view();
    let form = view! {
        <form method="post" action="/api/demo/press" class="keys">
            <input type="hidden" name="call" value=call />
            {buttons}
        </form>
    };
    Some(form.into_any())
}

#[server(prefix = "/api", endpoint = "demo/press")]
async fn press(
    #[server(default)] call: String,
    #[server(default)] key: String,
) -> Result<(), Unavailable> {
    let outbox = ports()?.outbox.ok_or(Unavailable::Failed)?;
    let pressed = outbox.press(&call, key.chars().next()).await;
    if is_plain_form() {
        lead_to("/demo/outbox");
    }
    pressed
}

/// Hours, minutes and seconds, UTC: the demo's messages are minutes old.
fn time_of_day(unix_ms: i64) -> String {
    let seconds = unix_ms.div_euclid(1000).rem_euclid(86_400);
    format!(
        "{:02}:{:02}:{:02} UTC",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    )
}

#[cfg(test)]
mod tests {
    use super::time_of_day;

    #[test]
    fn the_time_of_day_is_in_utc() {
        assert_eq!(time_of_day(1_700_000_000_000), "22:13:20 UTC");
    }
}
