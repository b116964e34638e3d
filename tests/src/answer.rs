use bytes::Bytes;
use cookie::Cookie;
use cookie::time::Duration;
use http::{HeaderMap, header};
use serde_json::Value;

/// A response, read to its end.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> &str {
        str::from_utf8(&self.body).unwrap()
    }

    /// The body as JSON, which its content type has to say.
    #[track_caller]
    pub fn json(&self) -> Value {
        assert_eq!(self.header("content-type"), "application/json", "{self:?}");
        serde_json::from_slice(&self.body).unwrap()
    }

    /// A header's text; empty if it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// Where a redirect leads.
    #[track_caller]
    pub fn location(&self) -> &str {
        assert_eq!(self.status, 302, "{self:?}");
        self.header("location")
    }

    /// The `url` of a JSON answer.
    #[track_caller]
    pub fn url(&self) -> String {
        self.json()["url"].as_str().unwrap().to_owned()
    }

    /// All cookies of the answer.
    pub fn set_cookies(&self) -> Vec<Cookie<'_>> {
        let values = self.headers.get_all(header::SET_COOKIE).iter();
        values
            .map(|value| Cookie::parse(value.to_str().unwrap()).unwrap())
            .collect()
    }

    /// The value that the answer gives to a cookie.
    pub fn sets(&self, name: &str) -> Option<String> {
        let cookies = self.set_cookies();
        let cookie = cookies.iter().find(|cookie| cookie.name() == name)?;
        let is_kept = cookie.max_age().is_none();
        is_kept.then(|| cookie.value().to_owned())
    }

    /// Whether the answer deletes a cookie.
    pub fn deletes(&self, name: &str) -> bool {
        self.set_cookies()
            .iter()
            .any(|cookie| cookie.name() == name && cookie.max_age() == Some(Duration::ZERO))
    }

    /// Whether the answer says anything about the session's cookies.
    pub fn touches_session(&self) -> bool {
        let cookies = self.set_cookies();
        cookies
            .iter()
            .any(|cookie| cookie.name().contains("session-token"))
    }
}
