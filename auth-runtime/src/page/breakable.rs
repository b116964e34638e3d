//! A host or an address of mail, as it stands in a heading.

use maud::{Markup, html};

/// The name, which breaks after a dot or an `@` where a line is too short for it.
///
/// People look at it to know where they are and who they are there, so it is better not cut in the
/// middle of a word.
pub(super) fn breakable(name: &str) -> Markup {
    html! {
        bdi {
            @for (i, part) in name.split_inclusive(['.', '@']).enumerate() {
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
    fn breaks_between_words() {
        for (name, expected) in [
            ("localhost:3000", "<bdi>localhost:3000</bdi>"),
            ("app.example", "<bdi>app.<wbr>example</bdi>"),
            ("ada@app.example", "<bdi>ada@<wbr>app.<wbr>example</bdi>"),
        ] {
            assert_eq!(breakable(name).into_string(), expected);
        }
    }
}
