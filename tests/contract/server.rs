//! Servers that somebody else has started.

use std::env;

/// The URL of a server, or `None` after a line that says what is skipped.
///
/// # Panics
///
/// With `AUTH_TEST_REQUIRE_SERVERS=1`, so that a gate cannot skip without anybody seeing it.
pub(crate) fn url(store: &str, variable: &str, example: &str) -> Option<String> {
    if let Ok(url) = env::var(variable)
        && !url.is_empty()
    {
        return Some(url);
    }
    let how = format!(
        "{variable} is not set; run it with\n    \
         {variable}={example} cargo test -p auth-tests --test contract -- {store}"
    );
    let are_required = env::var("AUTH_TEST_REQUIRE_SERVERS").is_ok_and(|value| value == "1");
    assert!(!are_required, "{how}");
    // Not captured, so that it also shows when the test passes.
    let _ = std::io::Write::write_all(
        &mut std::io::stderr(),
        format!("skipped the contract on {store}: {how}\n").as_bytes(),
    );
    None
}
