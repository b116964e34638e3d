//! The guard against open redirects.

use url::Url;

/// The longest target that is followed, in bytes, as it came and as it is sent on.
const MAX_LENGTH: usize = 2048;

/// Where to go: the target if it stays on our origin, and our base otherwise.
pub(crate) fn default_redirect(target: &str, base: &Url) -> Url {
    guard(target, base).unwrap_or_else(|| base.clone())
}

/// The absolute URL of a target on the origin of `base`: an absolute URL or a path that begins
/// with one slash. What could leave the origin in any reader's eyes is refused.
///
/// The result is ASCII without blanks, control characters and backslashes, fit for a `Location`
/// header.
pub(crate) fn guard(target: &str, base: &Url) -> Option<Url> {
    if !is_tidy(target) {
        return None;
    }
    let url = if target.starts_with('/') {
        // Joined as text, so that the parser has no chance to take a path for a host.
        Url::parse(&format!("{}{target}", base.origin().ascii_serialization())).ok()?
    } else {
        absolute(target)?
    };
    let is_ours = matches!(url.scheme(), "http" | "https")
        && url.origin() == base.origin()
        && url.username().is_empty()
        && url.password().is_none();
    // A path with two slashes at its start is safe here, but a client that takes only the path
    // of our answer would read a host in it.
    let is_plain = !url.path().starts_with("//") && url.as_str().len() <= MAX_LENGTH;
    let is_clean = url
        .as_str()
        .bytes()
        .all(|b| b.is_ascii_graphic() && b != b'\\');
    (is_ours && is_plain && is_clean).then_some(url)
}

/// The absolute URL of a page of another site. The default never goes there; an application's own
/// `redirect` callback may.
pub(crate) fn elsewhere(target: &str, base: &Url) -> Option<Url> {
    if !is_tidy(target) {
        return None;
    }
    absolute(target).filter(|url| {
        let is_anonymous = url.username().is_empty() && url.password().is_none();
        is_anonymous && url.origin() != base.origin()
    })
}

/// Whether every reader sees the same characters in it.
fn is_tidy(target: &str) -> bool {
    // Browsers read a backslash as a slash, and drop tabs and line breaks wherever they stand.
    let is_bad = |c: char| c.is_control() || c == '\\';
    target.len() <= MAX_LENGTH && !target.contains(is_bad) && target.trim() == target
}

/// An absolute URL that is written as one. The parser would also take `https:host`, and an empty
/// user name.
fn absolute(target: &str) -> Option<Url> {
    let (scheme, rest) = target.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
        return None;
    }
    let authority = rest.split(['/', '?', '#']).next()?;
    if authority.is_empty() || authority.contains('@') {
        return None;
    }
    Url::parse(target).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn base() -> Url {
        Url::parse("https://app.example/").unwrap()
    }

    #[test]
    fn stays_on_our_origin() {
        for (target, found) in [
            ("/", "https://app.example/"),
            ("/dashboard", "https://app.example/dashboard"),
            ("/a/../b", "https://app.example/b"),
            ("/../../etc", "https://app.example/etc"),
            (
                "/search?q=a b&x=//evil",
                "https://app.example/search?q=a%20b&x=//evil",
            ),
            (
                "/x?next=https://evil.example",
                "https://app.example/x?next=https://evil.example",
            ),
            ("/x#part", "https://app.example/x#part"),
            ("/@evil.example", "https://app.example/@evil.example"),
            ("/:80", "https://app.example/:80"),
            ("/.evil.example", "https://app.example/.evil.example"),
            (
                "/javascript:alert(1)",
                "https://app.example/javascript:alert(1)",
            ),
            (
                "/über/日本?ü#é",
                "https://app.example/%C3%BCber/%E6%97%A5%E6%9C%AC?%C3%BC#%C3%A9",
            ),
            (
                "/%0d%0aSet-Cookie:x",
                "https://app.example/%0d%0aSet-Cookie:x",
            ),
            ("/%5cevil", "https://app.example/%5cevil"),
            ("/%2f%2fevil", "https://app.example/%2f%2fevil"),
            ("/\u{202e}x", "https://app.example/%E2%80%AEx"),
            ("https://app.example", "https://app.example/"),
            ("https://app.example/x?y#z", "https://app.example/x?y#z"),
            ("HTTPS://APP.EXAMPLE/x", "https://app.example/x"),
            ("https://app.example:443/x", "https://app.example/x"),
            ("https://app.example?x", "https://app.example/?x"),
            ("https://app.example/a@b", "https://app.example/a@b"),
            ("https://app%2Eexample/x", "https://app.example/x"),
        ] {
            let url = guard(target, &base());
            assert_eq!(url.as_ref().map(Url::as_str), Some(found), "{target}");
        }
        let local = Url::parse("http://localhost:3000/").unwrap();
        let url = guard("http://localhost:3000/x", &local).unwrap();
        assert_eq!(url.as_str(), "http://localhost:3000/x");
        assert_eq!(
            guard("/x", &local).unwrap().as_str(),
            "http://localhost:3000/x"
        );
        assert!(guard("http://localhost/x", &local).is_none());
    }

    #[test]
    fn hostile_targets_are_refused() {
        for target in HOSTILE {
            assert_eq!(guard(target, &base()), None, "{target:?}");
            assert_eq!(default_redirect(target, &base()), base(), "{target:?}");
        }
    }

    const HOSTILE: &[&str] = &[
        // Other hosts.
        "https://evil.example",
        "https://evil.example/app.example",
        "http://evil.example",
        "https://app.example.evil.example",
        "https://evil.example?app.example",
        "https://evil.example#app.example",
        "https://app.example.",
        "https://sub.app.example",
        "https://xapp.example",
        "https://app.examplex",
        "https://127.0.0.1",
        "https://[::1]",
        "https://2130706433",
        "https://аpp.example",
        "https://app。example.evil",
        // Other ports and schemes of our host.
        "https://app.example:8443/x",
        "http://app.example/x",
        "http://app.example:443/x",
        "ws://app.example",
        "ftp://app.example",
        "file:///etc/passwd",
        "file://app.example/x",
        // Schemes without a host.
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "javascript://app.example/%0aalert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "data:text/html;base64,x",
        "vbscript:x",
        "blob:https://app.example/x",
        "view-source:https://app.example/",
        "filesystem:https://app.example/x",
        "about:blank",
        "mailto:a@app.example",
        "intent://app.example#Intent;end",
        "jar:https://app.example!/x",
        // User names and passwords.
        "https://app.example@evil.example",
        "https://user@app.example/x",
        "https://user:pw@app.example/x",
        "https://:pw@app.example",
        "https://@app.example",
        "https://:@app.example",
        "https://evil.example@app.example",
        "https://app.example:pw@evil.example",
        "https://app.example%40evil.example",
        // Slashes that move the host.
        "//evil.example",
        "///evil.example",
        "////evil.example",
        "//app.example/x",
        "//",
        "/\\evil.example",
        "\\/evil.example",
        "\\\\evil.example",
        "/\\/evil.example",
        "\\evil.example",
        "/x\\y",
        "https:\\\\evil.example",
        "https:/\\evil.example",
        "https://app.example\\@evil.example",
        "https://evil.example\\app.example",
        "https:evil.example",
        "https:/evil.example",
        "https:app.example",
        "https:/app.example",
        "https:///evil.example",
        "https:////evil.example",
        "https://",
        "/.//evil.example",
        "/..//evil.example",
        "/x/..//evil.example",
        "/%2e//evil.example",
        "https://app.example//evil.example",
        "https://app.example/.//evil.example",
        // Blanks and control characters, which browsers drop.
        " https://evil.example",
        " /x",
        "/x ",
        "\t//evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "/\r/evil.example",
        "/x\r\nSet-Cookie: a=b",
        "/x\nLocation: y",
        "/x\0",
        "\0/x",
        "/\u{7f}x",
        "/\u{85}x",
        "/\u{9f}x",
        "\u{a0}/x",
        "\u{feff}//evil.example",
        "https://app.example/\r\nx",
        "https://app.exa\tmple/x",
        "\u{1}https://app.example",
        "https://app.example\u{2028}.evil.example",
        "https://evil.example\u{3000}",
        // What is neither a path nor a URL.
        "",
        " ",
        ".",
        "..",
        "dashboard",
        "app.example",
        "evil.example/x",
        "?x",
        "#x",
        ":",
        "://",
        "://evil.example",
        "@evil.example",
        "https",
        "https//app.example",
        "null",
        "undefined",
        "[object Object]",
        "http://[",
        "https://app.example:99999",
        "https://app.example:x",
    ];

    #[test]
    fn other_sites_are_pages_without_doubt() {
        for (target, found) in [
            ("https://shop.example/x", Some("https://shop.example/x")),
            ("HTTP://SHOP.EXAMPLE", Some("http://shop.example/")),
            ("https://app.example/x", None),
            ("https://app.example//x", None),
            ("https://me@shop.example", None),
            ("https:shop.example", None),
            ("https://shop.example\\@x", None),
            ("https://shop.example/\r\n", None),
            ("//shop.example", None),
            ("javascript:alert(1)", None),
        ] {
            let url = elsewhere(target, &base());
            assert_eq!(url.as_ref().map(Url::as_str), found, "{target}");
        }
    }

    #[test]
    fn length_is_bounded() {
        let fits = format!("/{}", "a".repeat(2000));
        assert!(guard(&fits, &base()).is_some());
        // Either as it came, or with its characters encoded.
        assert!(guard(&format!("/{}", "a".repeat(MAX_LENGTH)), &base()).is_none());
        assert!(guard(&format!("/{}", "é".repeat(800)), &base()).is_none());
    }

    proptest! {
        #[test]
        fn what_passes_is_ours(target in "(https?|:|/|\\\\|@|\\.|%|[?#]|app\\.example|evil|\\PC|[\0-\x20]){0,12}") {
            if let Some(url) = guard(&target, &base()) {
                prop_assert_eq!(url.origin(), base().origin());
                prop_assert!(url.as_str().starts_with("https://app.example/"));
                prop_assert!(!url.as_str().starts_with("https://app.example//"));
                prop_assert!(http::HeaderValue::from_str(url.as_str()).is_ok());
                prop_assert_eq!(guard(url.as_str(), &base()), Some(url));
            }
        }
    }
}
