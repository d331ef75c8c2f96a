//! Brings islands to life also where the browser is never idle.

use leptos::nonce::use_nonce;
use leptos::prelude::*;

/// Leptos waits for an idle browser before it loads the islands, without an end to the waiting (its
/// `island_script.js`; what it has for pages without islands has one). A busy telephone would keep a page
/// without life: after a second it is the page's turn, idle or not.
const SCRIPT: &str = "{const idle=window.requestIdleCallback;\
    if(idle)window.requestIdleCallback=act=>idle.call(window,act,{timeout:1000})}";

/// Stands before the scripts of Leptos.
#[component]
pub(crate) fn Backstop() -> impl IntoView {
    view! { <script nonce=use_nonce() inner_html=SCRIPT></script> }
}
