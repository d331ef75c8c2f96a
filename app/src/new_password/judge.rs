//! The module with the password rules and their dictionary. It is too large for the first view, so
//! the password step fetches it.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen(
    inline_js = "export const load = url => import(url).then(m => m.default().then(() => m))"
)]
extern "C" {
    type Module;

    #[wasm_bindgen(catch)]
    async fn load(url: &str) -> Result<Module, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn judge(
        this: &Module,
        candidate: &str,
        rules: &str,
        own: &str,
        wording: &str,
    ) -> Result<String, JsValue>;

    /// What the module has to say about a candidate.
    pub(super) type Shown;

    #[wasm_bindgen(method, getter)]
    pub(super) fn outcomes(this: &Shown) -> Vec<String>;

    #[wasm_bindgen(method, getter)]
    pub(super) fn score(this: &Shown) -> String;

    #[wasm_bindgen(method, getter)]
    pub(super) fn status(this: &Shown) -> String;

    #[wasm_bindgen(method, getter)]
    pub(super) fn reasons(this: &Shown) -> Vec<String>;
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

/// What is shown of a candidate, once the module is there. `rules`, `own` and `wording` are JSON.
pub(super) fn judge(candidate: &str, rules: &str, own: &str, wording: &str) -> Option<Shown> {
    let json = MODULE.with_borrow(|module| {
        let module = module.as_ref()?;
        module.judge(candidate, rules, own, wording).ok()
    })?;
    // Not with serde_json, whose numbers alone would be a tenth of the first view.
    let shown = js_sys::JSON::parse(&json).ok()?;
    (!shown.is_null()).then(|| shown.unchecked_into())
}
