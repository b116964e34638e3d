use std::io::Write as _;
use std::process::{Command, Stdio};

use proc_macro2::TokenStream;

/// Prints the expansion to standard error when `AUTH_MACROS_DEBUG` is set: as people read it where `rustfmt` is
/// installed, else as it is.
pub(crate) fn debug(output: &TokenStream) {
    if std::env::var_os("AUTH_MACROS_DEBUG").is_some() {
        let tokens = output.to_string();
        let text = formatted(&with_short_paths(&tokens)).map(|text| with_doc_comments(&text));
        eprintln!("{}", text.unwrap_or(tokens));
    }
}

/// Paths without the space that rustc puts around each token, which rustfmt leaves alone inside attributes.
fn with_short_paths(tokens: &str) -> String {
    let mut text = String::new();
    for (index, part) in tokens.split("::").enumerate() {
        if index > 0 {
            let end = text.trim_end().len();
            if text[..end].ends_with(|letter: char| letter.is_alphanumeric()) {
                text.truncate(end);
            }
            text.push_str("::");
        }
        text.push_str(part.trim_start());
    }
    text
}

/// What `rustfmt` makes of it; nothing if there is none, or if the module is half written.
fn formatted(tokens: &str) -> Option<String> {
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    // Dropped at the end of the statement, which is the end of the input. rustfmt reads all of it before it writes.
    rustfmt.stdin.take()?.write_all(tokens.as_bytes()).ok()?;
    let output = rustfmt.wait_with_output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8(output.stdout).ok())?
}

/// Documentation as it is written in a file, which rustfmt leaves as attributes.
fn with_doc_comments(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let code = line.trim_start();
        let indent = &line[..line.len() - code.len()];
        let words = code
            .strip_prefix("#[doc = ")
            .map(|rest| rest.trim_start_matches('r'))
            .and_then(|rest| rest.strip_prefix('"')?.strip_suffix("\"]"));
        match words {
            Some(words) => format!("{indent}///{}\n", words.replace("\\\"", "\"")),
            None => format!("{line}\n"),
        }
    });
    lines.collect()
}
