//! What the compiler says to an application.
//!
//! `ui/{where}/{mistake}.rs` holds one mistake each, and beside it the messages that it must cause.
//! `pass/*.rs` are modules that must compile.
//! `typescript/*.rs` are mistakes with the feature `typescript`.
//!
//! - One case: `cargo test --test ui -- mistakes trybuild=unknown-name`, with a part of its path.
//! - After a change of a message: `TRYBUILD=overwrite cargo test --test ui`, and read the difference
//!   with the eyes of a newcomer before it is committed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The messages are those of this compiler, which `rust-toolchain.toml` names.
const TOOLCHAIN: &str = include_str!("../rust-toolchain.toml");

#[cfg(not(feature = "typescript"))]
#[test]
fn mistakes_are_explained() {
    compile_fail("ui/*/*.rs");
}

#[cfg(feature = "typescript")]
#[test]
fn mistakes_in_typescript_are_explained() {
    compile_fail("typescript/*.rs");
}

fn compile_fail(cases: &str) {
    let (pinned, running) = (pinned_version(), running_version());
    if running != pinned {
        println!("skipped: the messages are those of rustc {pinned}, and this is {running}");
        return;
    }
    trybuild::TestCases::new().compile_fail(cases);
}

/// One mistake is one error, whoever reports it.
#[test]
fn a_mistake_is_one_error() {
    let cases = cases();
    assert!(cases.len() > 250, "only {} cases were found", cases.len());
    for (case, messages) in cases {
        let several = SEVERAL.iter().find(|(name, _)| *name == case);
        let expected = several.map_or(1, |(_, count)| *count);
        let errors: Vec<&str> = messages.lines().filter(|line| is_error(line)).collect();
        assert_eq!(errors.len(), expected, "{case}: {errors:#?}");
        let has_warning = messages.lines().any(|line| line.starts_with("warning"));
        assert!(!has_warning, "{case}: a warning beside the error");
    }
}

/// The cases with more mistakes than one, or with one that rustc reports as well.
const SEVERAL: &[(&str, usize)] = &[
    ("callback/two-with-mistakes", 2),
    ("extension/sessions-without-defaults-never-filled", 2),
    ("module/eight-mistakes", 8),
    ("module/several-mistakes", 5),
    ("module/without-a-body", 2),
];

/// What stands at the second place of a mistake.
const SECOND_PLACES: &[&str] = &[
    "error: the `#[jwt]` callback is here",
    "error: the first ",
    "error: the strategy without a token is set here",
];

fn is_error(line: &str) -> bool {
    let is_second = SECOND_PLACES.iter().any(|text| line.starts_with(text));
    line.starts_with("error") && !is_second
}

/// The cases as `{where}/{mistake}`, with what the compiler says.
fn cases() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui");
    let entries = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).expect("the folder of the cases can be read");
        entries
            .map(|entry| entry.expect("so can its entries").path())
            .collect()
    };
    let files = entries(&root)
        .into_iter()
        .flat_map(|folder| entries(&folder));
    files
        .filter(|file| {
            file.extension()
                .is_some_and(|extension| extension == "stderr")
        })
        .map(|file| {
            let name = file.strip_prefix(&root).expect("it is in the folder");
            let name = name.with_extension("").to_string_lossy().into_owned();
            (name, fs::read_to_string(&file).expect("it is text"))
        })
        .collect()
}

#[test]
fn modules_compile() {
    trybuild::TestCases::new().pass("pass/*.rs");
}

fn pinned_version() -> &'static str {
    let channel = TOOLCHAIN
        .lines()
        .find_map(|line| line.strip_prefix("channel = "));
    channel
        .expect("rust-toolchain.toml names a channel")
        .trim_matches('"')
}

fn running_version() -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("--version").output();
    let text = output.expect("rustc runs").stdout;
    let text = String::from_utf8(text).expect("rustc speaks UTF-8");
    text.split(' ').nth(1).unwrap_or_default().to_owned()
}
