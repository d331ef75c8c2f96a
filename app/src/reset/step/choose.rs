//! Choosing how to prove who one is.

use domain::wizard::OfferView;
use leptos::prelude::*;

use crate::ui::{Frame, Heading, offer_list};

pub(super) fn step(frame: Frame, gate: u8, offers: Vec<OfferView>) -> AnyView {
    let t = frame.t;
    let intro = match (offers.is_empty(), gate) {
        (true, _) => t.choose_none,
        (false, 1) => t.choose_intro,
        (false, _) => t.choose_second,
    };
    view! {
        {frame.summary(Vec::new())}
        <Heading text=t.choose_title />
        <p>{intro}</p>
        {offer_list(frame, "/api/reset/choose", offers)}
    }
    .into_any()
}
