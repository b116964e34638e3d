//! The application's host, as it stands in a heading.

use maud::{Markup, html};

/// The host, which breaks after a dot where a line is too short for it.
///
/// People look at it to know where they are, so it is better not cut in the middle of a name.
pub(super) fn host(name: &str) -> Markup {
    html! {
        bdi {
            @for (i, part) in name.split_inclusive('.').enumerate() {
                @if i > 0 { wbr; }
                (part)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_after_dots() {
        assert_eq!(
            host("localhost:3000").into_string(),
            "<bdi>localhost:3000</bdi>"
        );
        assert_eq!(
            host("app.example").into_string(),
            "<bdi>app.<wbr>example</bdi>"
        );
    }
}
