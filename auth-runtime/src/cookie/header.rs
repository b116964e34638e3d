//! The `Cookie` headers of a request.

use std::borrow::Cow;

use http::HeaderMap;
use http::header::COOKIE;
use percent_encoding::percent_decode_str;

/// How many bytes of `Cookie` headers are looked at; what follows is as if it were not there.
const MAX_HEADER_LENGTH: usize = 64 * 1024;

/// The value of the cookie in which that ends: no text, so that nobody takes what is left for the whole.
const CUT: &[u8] = b"\xff";

/// The value of the first cookie with exactly this name.
pub(crate) fn find<'a>(headers: &'a HeaderMap, name: &str) -> Option<Cow<'a, str>> {
    pairs(headers)
        .find(|(found, _)| *found == name.as_bytes())
        .and_then(|(_, value)| decode(value))
}

/// All cookies as they were sent: names and values, with the blanks around them trimmed.
///
/// The pairs are split as bytes, because one cookie of another application that is not ASCII
/// must not hide ours; the `cookie` crate's parser takes the whole header as text.
pub(super) fn pairs(headers: &HeaderMap) -> impl Iterator<Item = (&[u8], &[u8])> {
    headers
        .get_all(COOKIE)
        .iter()
        .scan(MAX_HEADER_LENGTH, |left, header| {
            if *left == 0 {
                return None;
            }
            let bytes = header.as_bytes();
            let end = bytes.len().min(*left);
            *left -= end;
            Some(if end == bytes.len() {
                (bytes, None)
            } else {
                cut(&bytes[..end])
            })
        })
        .flat_map(|(whole, cut)| {
            let whole = split(whole).filter_map(pair);
            let cut = cut.and_then(pair).map(|(name, _)| (name, CUT));
            whole.chain(cut)
        })
}

/// The cookies of a header's start that are there as a whole, and the one that is not.
fn cut(start: &[u8]) -> (&[u8], Option<&[u8]>) {
    match start.iter().rposition(|&byte| byte == b';') {
        Some(end) => (&start[..end], Some(&start[end + 1..])),
        None => (&[], Some(start)),
    }
}

/// A cookie's name and value.
fn pair(part: &[u8]) -> Option<(&[u8], &[u8])> {
    let middle = part.iter().position(|&byte| byte == b'=')?;
    Some((part[..middle].trim_ascii(), part[middle + 1..].trim_ascii()))
}

/// The parts of a header between its semicolons.
fn split(header: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(header);
    std::iter::from_fn(move || {
        let header = rest?;
        let (part, after) = match semicolon(header) {
            Some(end) => (&header[..end], Some(&header[end + 1..])),
            None => (header, None),
        };
        rest = after;
        Some(part)
    })
}

/// Where the first semicolon stands. A session's cookie is long and every request has one, so
/// this looks at a block at a time without a branch in it, which the compiler turns into vector
/// instructions.
fn semicolon(header: &[u8]) -> Option<usize> {
    const BLOCK: usize = 32;
    let is_end = |&byte: &u8| byte == b';';
    let clear = header
        .chunks_exact(BLOCK)
        .take_while(|block| !block.iter().fold(false, |found, byte| found | is_end(byte)))
        .count()
        * BLOCK;
    let end = header[clear..].iter().position(is_end)?;
    Some(clear + end)
}

/// A value as `decodeURIComponent` reads it, or as it was sent where that would fail.
pub(crate) fn decode(value: &[u8]) -> Option<Cow<'_, str>> {
    let is_escape = |&byte: &u8| byte == b'%';
    // All of it without a branch, as in `semicolon`: a token has none.
    let has_escapes = value
        .iter()
        .fold(false, |found, byte| found | is_escape(byte));
    let value = str::from_utf8(value).ok()?;
    if !has_escapes || !is_well_formed(value) {
        return Some(Cow::Borrowed(value));
    }
    let decoded = percent_decode_str(value).decode_utf8();
    Some(decoded.unwrap_or(Cow::Borrowed(value)))
}

fn is_well_formed(value: &str) -> bool {
    value.split('%').skip(1).all(|rest| {
        matches!(rest.as_bytes(), [high, low, ..]
            if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
    })
}

#[cfg(test)]
pub(super) mod tests {
    use http::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    pub(crate) fn headers<T: AsRef<[u8]>>(values: &[T]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(COOKIE, HeaderValue::from_bytes(value.as_ref()).unwrap());
        }
        headers
    }

    #[test]
    fn finds_exactly_the_name() {
        for (values, found) in [
            (&["a=1"][..], Some("1")),
            (&["b=2; a=1"], Some("1")),
            (&["b=2;a=1;a=3"], Some("1")),
            (&["b=2", "a=1"], Some("1")),
            (&["  a =\t1  ;"], Some("1")),
            (&["a=\"1\""], Some("\"1\"")),
            (&["a=1=2"], Some("1=2")),
            (&["a="], Some("")),
            (&["a=x%7Cy"], Some("x|y")),
            (&["a=%zz%41"], Some("%zz%41")),
            (&["a=%"], Some("%")),
            (&["a=%ff"], Some("%ff")),
            (&["a=1+2"], Some("1+2")),
            (&["aa=1; xa=2; A=3; a"], None),
            (&[], None),
        ] {
            assert_eq!(find(&headers(values), "a").as_deref(), found, "{values:?}");
        }
    }

    #[test]
    fn survives_what_others_put_there() {
        assert_eq!(
            find(&headers(&[&b"b=\xff\xfe; a=1"[..]]), "a").as_deref(),
            Some("1")
        );
        assert_eq!(find(&headers(&[&b"a=\xff\xfe"[..]]), "a"), None);
        let padding = format!("b={}", "x".repeat(MAX_HEADER_LENGTH));
        assert_eq!(find(&headers(&[padding.as_str(), "a=1"]), "a"), None);
        // A cookie that is too long is there, without a value.
        let long = format!("b=2; a={padding}; c=3");
        let headers = headers(&[&*long, "d=4"]);
        let found: Vec<_> = pairs(&headers).collect();
        assert_eq!(found, [(&b"b"[..], &b"2"[..]), (b"a", CUT)]);
        assert_eq!(find(&headers, "a"), None);
    }

    #[test]
    fn plain_values_are_not_copied() {
        let headers = headers(&["a=plain"]);
        assert!(matches!(find(&headers, "a"), Some(Cow::Borrowed("plain"))));
    }

    proptest! {
        #[test]
        fn splits_at_every_semicolon(parts in proptest::collection::vec("[^;]{0,70}", 1..6)) {
            let header = parts.join(";");
            let found: Vec<_> = split(header.as_bytes()).collect();
            prop_assert_eq!(found, parts.iter().map(String::as_bytes).collect::<Vec<_>>());
        }

        #[test]
        fn never_panics(bytes in proptest::collection::vec(32_u8..=255, 0..200)) {
            if let Ok(value) = HeaderValue::from_bytes(&bytes) {
                let _ = find(&headers(&[value.as_bytes()]), "a");
            }
        }
    }
}
