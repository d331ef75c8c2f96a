//! A label, a hint, an error message, and the input that they belong to.

use domain::refusal;
use leptos::prelude::*;

/// The `id` and `name` of the input that a refusal belongs to.
pub fn field_id(field: refusal::Field) -> &'static str {
    match field {
        refusal::Field::UserName => "user_name",
        refusal::Field::Captcha => "captcha",
        refusal::Field::Method => "method",
        refusal::Field::Number => "number",
        refusal::Field::Code => "code",
        refusal::Field::Answers => "answer1",
        refusal::Field::OldPassword => "old_password",
        refusal::Field::Password => "password",
        refusal::Field::Repeat => "repeat",
    }
}

/// The `aria-describedby` of the input inside a [`Field`].
pub fn described_by(id: &str, hint: bool, error: bool) -> Option<String> {
    match (hint, error) {
        (false, false) => None,
        (true, false) => Some([id, "-hint"].concat()),
        (false, true) => Some([id, "-error"].concat()),
        (true, true) => Some([id, "-hint ", id, "-error"].concat()),
    }
}

/// The children are the input, with this `id` and [`described_by`].
#[component]
pub fn Field(
    id: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    /// The word before an error, for those who do not see its colour.
    error_word: &'static str,
    error: Option<String>,
    children: Children,
) -> impl IntoView {
    let class = if error.is_some() {
        "field wrong"
    } else {
        "field"
    };
    view! {
        <div class=class>
            <label for=id>{label}</label>
            {hint.map(|hint| view! { <p class="hint" id=[id, "-hint"].concat()>{hint}</p> })}
            {error.map(|error| view! {
                <p class="error" id=[id, "-error"].concat()>
                    <span class="unseen">{error_word}" "</span>
                    {error}
                </p>
            })}
            {children()}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_input_names_the_hint_before_the_error() {
        assert_eq!(described_by("code", false, false), None);
        assert_eq!(
            described_by("code", true, true).as_deref(),
            Some("code-hint code-error")
        );
        assert_eq!(
            described_by("code", false, true).as_deref(),
            Some("code-error")
        );
    }
}
