//! One input for a code of digits.

use leptos::prelude::*;

use super::Progress;

/// One input rather than one box a digit: it takes pastes, autofill and screen readers as they come.
///
/// In the living page it drops what is not a digit, and sends its form after the last one.
#[component]
pub fn CodeInput(
    id: &'static str,
    digits: u8,
    described_by: Option<String>,
    invalid: bool,
    progress: Progress,
) -> impl IntoView {
    let clean = move |ev| {
        let input: web_sys::HtmlInputElement = event_target(&ev);
        let typed = input.value();
        let code = only_digits(&typed);
        if code != typed {
            input.set_value(&code);
        }
        let complete = code.len() == usize::from(digits);
        if !complete || progress.pending.get_untracked() {
            return;
        }
        if let Some(form) = input.form() {
            // It fails only for a form that has left the page.
            let _ = form.request_submit();
        }
    };
    view! {
        <input
            id=id
            name=id
            type="text"
            class="code"
            inputmode="numeric"
            autocomplete="one-time-code"
            pattern="[0-9 \\-]*"
            spellcheck="false"
            aria-describedby=described_by
            aria-invalid=invalid.then_some("true")
            on:input=clean
        />
    }
}

/// The digits of a pasted text, in ASCII: phones also write them in other scripts.
fn only_digits(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::only_digits;

    #[test]
    fn blanks_and_dashes_of_a_paste_are_dropped() {
        assert_eq!(only_digits(" 123 456\n"), "123456");
        assert_eq!(only_digits("123-456"), "123456");
        assert_eq!(only_digits("Your code: 042137."), "042137");
    }
}
