use std::path::Path;
use std::{env, fs};

/// The environment variable by which the file is written again.
const VARIABLE: &str = "AUTH_TYPESCRIPT";

/// Fails if a file is not what `typescript()` gives: for a test of the application.
///
/// The path begins at the folder of the package, where cargo runs tests. With the environment variable
/// `AUTH_TYPESCRIPT=write` the file is written instead.
///
/// ```no_run
/// # #[auth_runtime::auth_config(strategy = jwt)]
/// # mod auth { #[jwt] fn jwt(token: Token) -> Token { token } }
/// # /*
/// #[test]
/// # */
/// fn the_types_of_the_page_are_fresh() {
///     auth_runtime::typescript::check("web/next-auth.d.ts", &auth::typescript());
/// }
/// # fn main() {}
/// ```
///
/// # Panics
///
/// If the file is not there, or has another text. The message says how to write it, and where it differs.
#[track_caller]
pub fn check(path: impl AsRef<Path>, text: &str) {
    let is_to_be_written = env::var_os(VARIABLE).is_some_and(|value| value == "write");
    let outcome = if is_to_be_written {
        write(path.as_ref(), text)
    } else {
        compare(path.as_ref(), text)
    };
    if let Err(message) = outcome {
        panic!("{message}");
    }
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    if let Some(folder) = path.parent() {
        // What is wrong with it shows when the file is written.
        let _ = fs::create_dir_all(folder);
    }
    fs::write(path, text).map_err(|error| format!("cannot write `{}`: {error}", path.display()))
}

pub(super) fn compare(path: &Path, text: &str) -> Result<(), String> {
    let name = path.display();
    let help = format!("help: `{VARIABLE}=write cargo test` writes it");
    let file = fs::read_to_string(path)
        .map_err(|error| format!("cannot read `{name}`: {error}\n\n{help}"))?;
    // Git may check files out with other ends of lines.
    let file = file.replace("\r\n", "\n");
    if file == text {
        return Ok(());
    }
    let (mut here, mut there) = (file.lines(), text.lines());
    let mut number = 0;
    let (line, wanted) = loop {
        number += 1;
        match (here.next(), there.next()) {
            (None, None) => break ("another end", "one line break at the end"),
            (line, wanted) if line == wanted => {}
            (line, wanted) => break (line.unwrap_or("nothing"), wanted.unwrap_or("nothing")),
        }
    };
    Err(format!(
        "`{name}` is not what the server shows of a session\n\n{help}\n\
         note: line {number} has `{}` where it should have `{}`",
        line.trim(),
        wanted.trim()
    ))
}
