//! What was done with one's own account, and the button for what one did not do.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{ACTIVITY, PANEL, failed, granted, trouble};
use crate::ports::{ActivityEntry, ActivityView};
use crate::text::{Texts, act_text, change_text, ending_text, fill};
use crate::ui::{Foot, Layout, loaded};

/// `/account/activity`
#[component]
pub fn ActivityPage() -> impl IntoView {
    let failed = failed();
    let before = use_query_map().with_untracked(|query| query.get("before"));
    let before = before.unwrap_or_default();
    loaded(
        move |ports| async move { Ok(granted(ports.account.activity(&before).await?)) },
        move |visitor, t, found| {
            let Some(ActivityView {
                entries,
                is_newest,
                older,
                tells_administrator,
                forgets_days,
            }) = found
            else {
                return ().into_any();
            };
            let title = t.activity_title.to_owned();
            view! {
                <Layout visitor title foot=Foot::SupportCode>
                    {failed.then(|| trouble(t))}
                    <h1>{t.activity_title}</h1>
                    <p>{t.activity_intro}</p>
                    {list(t, entries)}
                    {turn_over(t, is_newest, older)}
                    {report(t, tells_administrator, forgets_days)}
                    <div class="ways"><a href=PANEL>{t.account_back}</a></div>
                </Layout>
            }
            .into_any()
        },
    )
}

fn list(t: &'static Texts, entries: Vec<ActivityEntry>) -> AnyView {
    if entries.is_empty() {
        return view! { <p>{t.activity_empty}</p> }.into_any();
    }
    let rows = entries
        .into_iter()
        .map(|entry| row(t, entry))
        .collect_view();
    view! { <ol class="activity">{rows}</ol> }.into_any()
}

/// To what is older, and back.
fn turn_over(t: &'static Texts, is_newest: bool, older: Option<String>) -> Option<AnyView> {
    if is_newest && older.is_none() {
        return None;
    }
    let newest = (!is_newest).then(|| view! { <a href=ACTIVITY>{t.activity_newest}</a> });
    let older = older.map(|before| {
        let page = [ACTIVITY, "?before=", &before].concat();
        view! { <a href=page>{t.activity_older}</a> }
    });
    Some(view! { <div class="ways">{newest}{older}</div> }.into_any())
}

fn row(t: &'static Texts, entry: ActivityEntry) -> impl IntoView {
    let ending = [": ", ending_text(t, entry.ending)].concat();
    let change = change_text(t, entry.change, entry.method);
    let place = match entry.address {
        Some(address) => Some(fill(t.activity_from, &[("address", &address)])),
        None => (entry.times > 1).then(|| t.activity_from_several.to_owned()),
    };
    let when = match entry.times {
        1 => entry.at,
        n => fill(
            t.activity_times,
            &[("n", &n.to_string()), ("at", &entry.at)],
        ),
    };
    let when_and_where: Vec<String> = [Some(when), place].into_iter().flatten().collect();
    view! {
        <li>
            <b>{act_text(t, entry.act)}</b>{ending}
            {change.map(|change| view! { <p>{change}</p> })}
            <p class="hint">{when_and_where.join(", ")}</p>
        </li>
    }
}

/// Says what will happen before it can be pressed.
fn report(
    t: &'static Texts,
    tells_administrator: bool,
    forgets_days: Option<u16>,
) -> impl IntoView {
    let mail = if tells_administrator {
        t.report_mail_administrator
    } else {
        t.report_mail
    };
    let forgets = forgets_days.map(|days| fill(t.report_forgets, &[("days", &days.to_string())]));
    view! {
        <section class="part">
            <h2>{t.report_title}</h2>
            <p id="report-intro">{t.report_intro}</p>
            <ul class="points" id="report-points">
                <li>{t.report_end}</li>
                <li>{t.report_lock}</li>
                <li>{t.report_resets}</li>
                {forgets.map(|forgets| view! { <li>{forgets}</li> })}
                <li>{mail}</li>
                <li>{t.report_password}</li>
            </ul>
            <form method="post" action="/api/account/report">
                <button type="submit" class="button" aria-describedby="report-intro report-points">{t.report_button}</button>
            </form>
            // Also for those who are held before the page that has it else.
            <form method="post" action="/api/account/sign_out_everywhere" class="after">
                <button type="submit" class="link">{t.sign_out_everywhere}</button>
            </form>
        </section>
    }
}
