//! The two values that every form sends along.

use maud::{Markup, html};

/// The hidden inputs: the double-submit token, and where to go afterwards.
pub(super) fn hidden(csrf_token: &str, callback_url: &str) -> Markup {
    html! {
        input type="hidden" name="csrfToken" value=(csrf_token);
        input type="hidden" name="callbackUrl" value=(callback_url);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_the_names_of_the_protocol() {
        assert_eq!(
            hidden("abc", "https://app.example/a?b=1&c=2").into_string(),
            concat!(
                r#"<input type="hidden" name="csrfToken" value="abc">"#,
                r#"<input type="hidden" name="callbackUrl" "#,
                r#"value="https://app.example/a?b=1&amp;c=2">"#
            )
        );
    }
}
