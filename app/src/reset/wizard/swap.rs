//! Puts the step of a fetched page into this one.

use leptos::prelude::document;
use web_sys::{DomParser, Element, SupportedType};

use super::STEP;
use crate::dom;

/// Gives nothing and changes nothing when the page has no step.
pub(super) fn put(page: &str) -> Option<()> {
    let parser = DomParser::new().ok()?;
    let page = parser
        .parse_from_string(page, SupportedType::TextHtml)
        .ok()?;
    let next = page.get_element_by_id(STEP)?;
    let last = dom::by_id::<Element>(STEP)?;
    last.replace_with_with_node_1(&next).ok()?;
    document().set_title(&page.title());
    Some(())
}
