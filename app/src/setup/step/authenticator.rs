//! Handing a secret over to an authenticator.

use domain::method::TOTP_DIGITS;
use leptos::prelude::*;

use crate::ports::AuthenticatorHandover;
use crate::ui::{Frame, Heading, code_form};

/// Units of quiet around a QR code (ISO/IEC 18004 asks for four).
const QUIET: usize = 4;

pub(super) fn step(frame: Frame, handover: Option<AuthenticatorHandover>) -> AnyView {
    let t = frame.t;
    let told = handover.map(|handover| {
        let side = handover.modules.width + 2 * QUIET;
        let quiet = format!("-{QUIET} -{QUIET} {side} {side}");
        let (corner, side) = (format!("-{QUIET}"), side.to_string());
        // Black on white whatever the colours of the page are: many apps read nothing else.
        view! {
            <svg class="qr" viewBox=quiet role="img" aria-label=t.setup_totp_picture shape-rendering="crispEdges">
                <rect x=corner.clone() y=corner width=side.clone() height=side fill="#fff" />
                <path d=handover.modules.path.expose().to_owned() fill="#000" />
            </svg>
            // Nobody scans the screen that they hold. The address is the app's, not ours: no server hears it.
            <p>
                {t.setup_totp_here}" "
                <a href=handover.link.expose().to_owned() rel="noreferrer">{t.setup_totp_open}</a>
            </p>
            <p class="hint">{t.setup_totp_key}</p>
            <p><code class="key">{handover.key.expose().to_owned()}</code></p>
        }
    });
    view! {
        {frame.summary(Vec::new())}
        <Heading text=t.setup_totp_title />
        <p>{t.setup_totp_scan}</p>
        {told}
        <p>{t.setup_totp_confirm}</p>
        {code_form(frame, "/api/setup/code", TOTP_DIGITS, "one-time-code")}
    }
    .into_any()
}
