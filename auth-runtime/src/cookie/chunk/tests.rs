use proptest::prelude::*;

use super::super::header::tests::headers;
use super::*;

/// The value, or what else there is, and the names that were seen.
fn received(cookies: &str) -> (String, Vec<String>) {
    let headers = headers(&[cookies]);
    let Received { value, seen } = receive(&headers, "s");
    let value = match value {
        Value::Missing => "missing".to_owned(),
        Value::Malformed => "malformed".to_owned(),
        Value::Token(value) => format!("={value}"),
    };
    (value, seen.names("s").collect())
}

/// What a browser holds after these answers, as it would send it.
fn browser(
    jar: &mut std::collections::BTreeMap<String, String>,
    answers: &[HeaderValue],
) -> String {
    for answer in answers {
        let text = answer.to_str().unwrap();
        let (name, rest) = text.split_once('=').unwrap();
        let value = rest.split(';').next().unwrap();
        if text.contains("Max-Age=0") {
            jar.remove(name);
        } else {
            jar.insert(name.to_owned(), value.to_owned());
        }
    }
    let pairs: Vec<_> = jar
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    pairs.join("; ")
}

#[test]
fn puts_values_together() {
    for (cookies, value, seen) in [
        ("", "missing", &[][..]),
        ("s=a", "=a", &["s"]),
        ("s=a; s=b", "=a", &["s"]),
        ("s=", "missing", &["s"]),
        ("s.0=a", "=a", &["s.0"]),
        ("s.1=b; s.0=a", "=ab", &["s.0", "s.1"]),
        ("s.0=a; s.0=a; s.1=b", "=ab", &["s.0", "s.1"]),
        ("s.0=a; s.0=x; s.1=b", "malformed", &["s.0", "s.1"]),
        ("s.0=a; s.2=c", "malformed", &["s.0", "s.2"]),
        ("s.1=b", "malformed", &["s.1"]),
        ("s=a; s.0=b", "malformed", &["s", "s.0"]),
        ("s=; s.0=b", "=b", &["s", "s.0"]),
        ("s.99=z", "malformed", &["s.99"]),
        (
            "sX=a; s-other=b; xs=c; s.=d; s.x=e; s.00=f; s.+1=g; s.100=h; s.1.2=i; S=j",
            "missing",
            &[],
        ),
        ("s=a; sX=b; s.01=c", "=a", &["s"]),
        ("s=a%7Cb", "=a|b", &["s"]),
    ] {
        let (found, names) = received(cookies);
        assert_eq!(
            (found.as_str(), names),
            (value, seen.iter().map(ToString::to_string).collect()),
            "{cookies}"
        );
    }
    let large = format!("s={}", "a".repeat(MAX_VALUE_LENGTH + 1));
    assert_eq!(received(&large).0, "malformed");
}

#[test]
fn plain_values_are_not_copied() {
    let headers = headers(&["s=value"]);
    let Value::Token(value) = receive(&headers, "s").value else {
        panic!("no value");
    };
    assert!(matches!(value, Cow::Borrowed("value")));
}

#[test]
fn chunks_are_those_of_auth_js() {
    let attributes = CookieAttributes::default();
    for (length, names) in [
        (1, &["s="][..]),
        (3936, &["s="]),
        (3937, &["s.0=", "s.1="]),
        (7872, &["s.0=", "s.1="]),
        (7873, &["s.0=", "s.1=", "s.2="]),
    ] {
        let value = "a".repeat(length);
        let headers = store("s", &value, Seen::default(), &attributes, None).unwrap();
        assert_eq!(headers.len(), names.len());
        for (header, name) in headers.iter().zip(names) {
            assert!(header.to_str().unwrap().starts_with(name));
            assert!(header.len() <= 4096);
        }
    }
    let value = "a".repeat(MAX_VALUE_LENGTH + 1);
    assert_eq!(
        store("s", &value, Seen::default(), &attributes, None),
        Err(CookieTooLarge)
    );
}

#[test]
fn deletes_each_name_that_was_seen() {
    let headers = headers(&["s=a; s.0=b; s.7=c; s-other=d"]);
    let seen = receive(&headers, "s").seen;
    let deleted: Vec<_> = delete("s", seen, &CookieAttributes::default())
        .iter()
        .map(|header| {
            header
                .to_str()
                .unwrap()
                .split(';')
                .next()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_eq!(deleted, ["s=", "s.0=", "s.7="]);
    assert!(delete("s", Seen::default(), &CookieAttributes::default()).is_empty());
}

proptest! {
    #[test]
    fn values_grow_and_shrink_without_leftovers(lengths in proptest::collection::vec(1..MAX_VALUE_LENGTH, 1..6)) {
        let attributes = CookieAttributes::default();
        let mut jar = std::collections::BTreeMap::new();
        let mut cookies = String::from("none=none");
        for length in lengths {
            let value = "0123456789abcdef-_.".chars().cycle().take(length).collect::<String>();
            let request = headers(&[&cookies]);
            let seen = receive(&request, "s").seen;
            cookies = browser(&mut jar, &store("s", &value, seen, &attributes, None).unwrap());
            prop_assert_eq!(received(&cookies).0, format!("={value}"));
            prop_assert_eq!(jar.len(), length.div_ceil(CHUNK_LENGTH));
        }
    }

    #[test]
    fn never_panics(bytes in "(s|s\\.|;|=|[0-9]|%|\\PC){0,60}") {
        if let Ok(value) = HeaderValue::from_bytes(bytes.as_bytes()) {
            let _ = receive(&headers(&[value.as_bytes()]), "s");
        }
    }
}
