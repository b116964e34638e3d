//! The document around every page.

use maud::{DOCTYPE, Markup, html};

use super::style::Style;

/// Puts the contents of `<main>` into a whole document.
pub(super) fn layout(title: &str, main: &Markup, style: &Style) -> String {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                title { (title) }
                meta name="viewport" content="width=device-width, initial-scale=1";
                // Said here as well as in the style sheet, so that the first frame is not white
                // in a dark room.
                meta name="color-scheme" content="light dark";
                // A page that differs for each visitor and has a token in it is nothing to find.
                meta name="robots" content="noindex";
                (style.element())
            }
            body {
                main { (main) }
            }
        }
    }
    .into_string()
}

#[cfg(test)]
mod tests {
    use super::super::{HOSTILE, assert_escaped};
    use super::*;

    #[test]
    fn is_a_whole_document() {
        let page = layout("Title", &html! { h1 { "Heading" } }, &Style::new([]));
        assert!(
            page.starts_with("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        );
        assert!(page.contains("<title>Title</title>"));
        assert!(page.contains("width=device-width, initial-scale=1"));
        assert!(page.contains(r#"<meta name="robots" content="noindex">"#));
        assert!(page.ends_with("<body><main><h1>Heading</h1></main></body></html>"));
    }

    #[test]
    fn escapes_the_title() {
        assert_escaped(&layout(HOSTILE, &html! {}, &Style::new([])), 1);
    }

    #[test]
    fn runs_no_script_and_loads_nothing() {
        let page = layout("Title", &html! {}, &Style::new([("#24292f", "#ffffff")]));
        for word in [
            "<script", "<link", "<img", "@import", "url(", "http", " style=",
        ] {
            assert!(!page.contains(word), "{word}");
        }
    }
}
