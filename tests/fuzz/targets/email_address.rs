//! Any text as an e-mail address: no panic, and what passes is one address in ASCII and its own normal form.
#![no_main]

use auth_runtime::provider::EmailAddress;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(address) = text.parse::<EmailAddress>() else {
        return;
    };
    let normal = address.as_str();
    assert!(normal.len() <= 254, "{} bytes", normal.len());
    assert_eq!(normal.matches('@').count(), 1, "{normal:?}");
    assert!(
        normal.bytes().all(|byte| byte.is_ascii_graphic()),
        "{normal:?}"
    );
    assert!(
        !normal.contains(['"', ',', ';', ':', '<', '>', '(', ')', '[', ']', '\\']),
        "{normal:?}"
    );
    assert_eq!(normal.parse().as_ref(), Ok(&address), "{normal:?}");
});
