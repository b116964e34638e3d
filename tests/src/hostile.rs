use std::collections::BTreeMap;

use serde::Deserialize;
use url::Url;

use crate::Answer;

/// A `callbackUrl` from somebody who wants the browser elsewhere.
#[derive(Clone, Debug)]
pub struct Hostile {
    /// The text, before any encoding.
    pub value: String,
    /// Whether it only looks hostile and is a page of ours. Else the front door is where it leads.
    pub is_ours: bool,
}

/// What the data file says: values by what they try.
#[derive(Deserialize)]
struct File {
    refused: BTreeMap<String, Vec<String>>,
    ours: BTreeMap<String, Vec<String>>,
}

/// Every value of `hostile_callback_urls.json` for a server at this origin, and some that are too
/// long to stand there.
pub fn hostile_callback_urls(origin: &str) -> Vec<Hostile> {
    let file: File = serde_json::from_str(include_str!("../hostile_callback_urls.json")).unwrap();
    let url = Url::parse(origin).unwrap();
    let port = url.port().unwrap().to_string();
    let host = format!("{}:{port}", url.host_str().unwrap());
    let placed = |value: &String| {
        let value = value.replace("ORIGIN", origin);
        value.replace("HOST", &host).replace("PORT", &port)
    };
    let hostile = |value: String, is_ours| Hostile { value, is_ours };
    let refused = file.refused.values().flatten();
    let ours = file.ours.values().flatten();
    refused
        .map(|value| hostile(placed(value), false))
        .chain(too_long(origin).map(|value| hostile(value, false)))
        .chain(ours.map(|value| hostile(placed(value), true)))
        .collect()
}

/// Past the longest target that is followed, as they come or once they are encoded.
fn too_long(origin: &str) -> impl Iterator<Item = String> {
    let filled = |start: &str, filler: &str| {
        let times = 2100 / filler.len();
        format!("{start}{}", filler.repeat(times))
    };
    [
        filled("/", "a"),
        filled("/", "%2f"),
        filled("/", "../"),
        filled("/?", "a=b&"),
        filled("/#", "a"),
        filled("/", "\u{e9}"),
        filled("", "/"),
        filled("", "\\"),
        filled("", "https://evil.example/"),
        filled(&format!("{origin}/"), "a"),
        filled(&format!("{origin}?"), "a"),
        filled("http://", "a"),
        filled("http://evil.example/", "@"),
        filled("javascript:", " "),
        filled("", "%25"),
    ]
    .into_iter()
}

/// The headers that an answer of ours may have.
const HEADERS: &[&str] = &[
    "cache-control",
    "content-length",
    "content-security-policy",
    "content-type",
    "date",
    "expires",
    "location",
    "pragma",
    "referrer-policy",
    "set-cookie",
    "vary",
    "x-content-type-options",
    "x-frame-options",
];

impl Hostile {
    /// The value where it is sent without the encoding that it needs: its blanks, escapes and
    /// semicolons make another one of it, which may be any page of ours.
    #[must_use]
    pub fn misread(&self) -> Self {
        Self {
            is_ours: true,
            ..self.clone()
        }
    }

    /// Fails unless the answer leaves the browser on the origin: by its redirect, its JSON and its
    /// page, with no header and no cookie that is not ours. Everything in it that is an address has
    /// to be of the origin.
    #[track_caller]
    pub fn check(&self, answer: &Answer, origin: &str) {
        let value = &self.value;
        for name in answer.headers.keys() {
            assert!(HEADERS.contains(&name.as_str()), "{value:?}: {name}");
            let count = answer.headers.get_all(name).iter().count();
            assert!(count == 1 || name == "set-cookie", "{value:?}: {answer:?}");
        }
        for cookie in answer.set_cookies() {
            let is_ours = cookie.name().starts_with("authjs.");
            assert!(is_ours && cookie.domain().is_none(), "{value:?}: {cookie}");
            assert_eq!(cookie.path(), Some("/"), "{value:?}: {cookie}");
        }
        if answer.headers.contains_key("location") {
            self.check_url(answer.header("location"), origin);
        }
        match answer.header("content-type") {
            "" => assert!(answer.body.is_empty(), "{value:?}"),
            "application/json" => {
                if let Some(url) = answer.json()["url"].as_str() {
                    self.check_url(url, origin);
                }
            }
            _ => self.check_page(answer.text(), origin),
        }
    }

    /// Fails unless every reader finds the origin in an absolute URL, and the page that it has to be.
    #[track_caller]
    pub fn check_url(&self, url: &str, origin: &str) {
        let value = &self.value;
        let is_plain = url.bytes().all(|byte| byte.is_ascii_graphic()) && !url.contains('\\');
        assert!(is_plain, "{value:?} leads to {url:?}");
        // As text, for readers that look at the start, or go on with what is behind it.
        let path = url.strip_prefix(origin);
        let is_path = path.is_some_and(|path| path.starts_with('/') && !path.starts_with("//"));
        assert!(is_path, "{value:?} leads to {url}");
        // And as browsers read it.
        let read = Url::parse(origin).and_then(|base| base.join(url)).unwrap();
        assert_eq!(read.origin().ascii_serialization(), origin, "{value:?}");
        assert!(read.username().is_empty() && read.password().is_none());
    }

    /// Fails unless this is where the value leads.
    #[track_caller]
    pub fn check_target(&self, url: &str, origin: &str) {
        self.check_url(url, origin);
        let value = &self.value;
        let front_door = format!("{origin}/");
        assert!(
            self.is_ours || url == front_door,
            "{value:?} leads to {url}"
        );
    }

    /// Fails unless a page has the value only as an address of ours, in its forms and links.
    #[track_caller]
    fn check_page(&self, page: &str, origin: &str) {
        let value = &self.value;
        for tag in ["<script", "<img", "<a>", "<b>", " onclick=", " onerror="] {
            assert!(!page.contains(tag), "{value:?}: {page}");
        }
        for url in attributes(page, r#"name="callbackUrl" value=""#) {
            self.check_target(&url, origin);
        }
        for attribute in [r#" href=""#, r#" action=""#] {
            for url in attributes(page, attribute) {
                let url = if url.starts_with('/') {
                    format!("{origin}{url}")
                } else {
                    url
                };
                self.check_url(&url, origin);
            }
        }
    }
}

/// The values of attributes that begin in this way, as a browser reads them.
fn attributes<'a>(page: &'a str, start: &'a str) -> impl Iterator<Item = String> + 'a {
    page.split(start).skip(1).map(|rest| {
        let (value, _) = rest.split_once('"').unwrap();
        let value = value.replace("&lt;", "<").replace("&gt;", ">");
        value.replace("&quot;", "\"").replace("&amp;", "&")
    })
}
