//! Typing a code: what is not a digit is dropped, and the last digit sends the form.

use web_sys::HtmlInputElement;

/// How many digits a code has stands in the attribute `data-digits`.
pub(super) fn follow(input: &HtmlInputElement) {
    let typed = input.value();
    let code = only_digits(&typed);
    if code != typed {
        input.set_value(&code);
    }
    let digits = input
        .get_attribute("data-digits")
        .and_then(|digits| digits.parse().ok());
    if digits != Some(code.len()) {
        return;
    }
    if let Some(form) = input.form() {
        // It fails only for a form that has left the page.
        let _ = form.request_submit();
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
