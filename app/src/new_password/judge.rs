//! The module with the password rules and their dictionary. It is too large for the first view, so
//! the password step fetches it.

use std::cell::RefCell;

use domain::password::Verdict;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen(
    inline_js = "export const load = url => import(url).then(m => m.default().then(() => m))"
)]
extern "C" {
    type Module;

    #[wasm_bindgen(catch)]
    async fn load(url: &str) -> Result<Module, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn judge(this: &Module, candidate: &str, rules: &str, own: &str) -> Result<String, JsValue>;
}

thread_local! {
    static MODULE: RefCell<Option<Module>> = const { RefCell::new(None) };
}

/// Fetches the module. Without it the rules stay a plain list, and the server judges alone.
pub(super) async fn fetch(url: &str) {
    if MODULE.with_borrow(Option::is_some) {
        return;
    }
    if let Ok(module) = load(url).await {
        MODULE.set(Some(module));
    }
}

/// The verdict on a candidate, once the module is there. `rules` and `own` are JSON.
pub(super) fn verdict(candidate: &str, rules: &str, own: &str) -> Option<Verdict> {
    let json = MODULE.with_borrow(|module| module.as_ref()?.judge(candidate, rules, own).ok())?;
    let value = js_sys::JSON::parse(&json).ok()?;
    // Not with serde_json, whose numbers alone would be a tenth of the first view.
    serde_wasm_bindgen::from_value(value).ok()
}
