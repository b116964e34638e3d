//! What went wrong with a mail, fit for a log.

use std::time::Duration;

use lettre::transport::smtp;

/// The longest answer of a server that is told, in characters.
const LONGEST: usize = 200;

/// Why a mail was not sent.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Failure(String);

impl Failure {
    pub(super) fn slow(timeout: Duration) -> Self {
        Self(format!("the mail server took longer than {timeout:?}"))
    }
}

/// What a server answers may repeat anything that it was sent: the address, the link, the credentials.
/// So of its answer only what can be nothing else than words and codes is told.
pub(super) fn failure(error: &smtp::Error) -> Failure {
    let is_answer = error.status().is_some() || error.is_response();
    let text = error.to_string();
    let text = if is_answer { words(&text) } else { text };
    Failure(format!("the mail was not sent: {text}"))
}

/// The plain words and the codes of a text; what is left out leaves an ellipsis.
fn words(text: &str) -> String {
    let words: Vec<_> = text
        .split(|letter: char| letter.is_whitespace() || letter.is_control())
        .filter(|word| !word.is_empty())
        .map(|word| if is_plain(word) { word } else { "…" })
        .collect();
    words.join(" ").chars().take(LONGEST).collect()
}

fn is_plain(word: &str) -> bool {
    let word = word.trim_matches(|letter: char| letter.is_ascii_punctuation());
    let is_code = |byte: u8| byte.is_ascii_digit() || byte == b'.' || byte == b'-';
    if word.len() <= 11 && word.bytes().all(is_code) {
        return true;
    }
    let rest = word.get(1..).unwrap_or_default();
    let is_word = word.bytes().all(|byte| byte.is_ascii_alphabetic())
        && (rest.bytes().all(|byte| byte.is_ascii_lowercase())
            || word.bytes().all(|byte| byte.is_ascii_uppercase()));
    word.len() <= 16 && is_word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_answer_words_and_codes_are_left() {
        for (text, left) in [
            (
                "permanent error (550): 5.7.1 Relaying denied",
                "permanent error (550): 5.7.1 Relaying denied",
            ),
            (
                "535 5.7.8 Error: AUTH failed for ada@example.com",
                "535 5.7.8 Error: AUTH failed for …",
            ),
            (
                "blocked link https://app.example/a?token=x",
                "blocked link …",
            ),
            (
                "500 unknown: AUTH PLAIN AGFkYQBodW50ZXIy",
                "500 unknown: AUTH PLAIN …",
            ),
            (
                "<ada@example.com>: unknown\r\nuser\u{1b}[1m",
                "… unknown user …",
            ),
            ("a pneumonoultramicroscopic word", "a … word"),
            ("a 123456789012 word", "a … word"),
            ("schlüssel", "…"),
            ("", ""),
        ] {
            assert_eq!(words(text), left);
        }
        assert_eq!(words(&"word ".repeat(1000)).len(), LONGEST);
    }
}
