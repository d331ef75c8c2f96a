//! Proving who one is with a passkey.

use leptos::prelude::*;

use crate::ui::{Ceremony, Frame, Heading, LinkForm, PasskeyForm};

/// The other way is always offered: this browser may have no passkeys, or this device not the right one.
pub(super) fn step(frame: Frame, request: String) -> AnyView {
    let Frame { t, turn, .. } = frame;
    view! {
        {frame.summary(Vec::new())}
        <Heading text=t.passkey_title />
        <PasskeyForm t ceremony=Ceremony::Use action="/api/reset/use_passkey" options=request>
            <input type="hidden" name="turn" value=turn.to_string() />
            <p>{t.passkey_intro}</p>
            <button type="submit" class="button">{t.passkey_use}</button>
        </PasskeyForm>
        <LinkForm action="/api/reset/other_method" turn label=t.other_method />
    }
    .into_any()
}
