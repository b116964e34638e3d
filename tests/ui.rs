//! What the compiler says to an application.
//!
//! `ui/{where}/{mistake}.rs` holds one mistake each, and beside it the messages that it must cause.
//! `pass/*.rs` are modules that must compile.
//! `typescript/*.rs` are mistakes with the feature `typescript`.
//!
//! - One case: `cargo test --test ui -- mistakes trybuild=unknown-name`, with a part of its path.
//! - After a change of a message: `TRYBUILD=overwrite cargo test --test ui`, and read the difference
//!   with the eyes of a newcomer before it is committed.

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
