//! A page whose content a port gives.

use std::future::Future;

use leptos::prelude::*;

use crate::failure::Unavailable;
use crate::ports::{Ports, Visitor};
use crate::text::{Texts, texts};
use crate::unavailable::unavailable;

/// `load` asks a port, `show` renders its answer. A failure shows the page that says so.
pub fn loaded<T, F, L, S>(load: L, show: S) -> AnyView
where
    T: Send + 'static,
    F: Future<Output = Result<T, Unavailable>> + Send + 'static,
    L: FnOnce(Ports) -> F,
    S: FnOnce(Visitor, &'static Texts, T) -> AnyView + Send + 'static,
{
    // Without a request (when the routes are listed) there are no ports.
    let Some(ports) = use_context::<Ports>() else {
        return ().into_any();
    };
    let visitor = ports.visitor.clone();
    let loading = load(ports);
    Suspend::new(async move {
        match loading.await {
            Ok(loaded) => {
                let t = texts(visitor.locale);
                show(visitor, t, loaded)
            }
            Err(_) => unavailable(visitor),
        }
    })
    .into_any()
}
