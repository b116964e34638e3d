use std::collections::{BTreeMap, BTreeSet};

use cookie::time::Duration;
use cookie::{Cookie, SameSite};
use http::{HeaderMap, header};

/// What a browser keeps for one site. Values stay as they were sent.
///
/// Only a deletion (`Max-Age=0`) is acted upon: whether a cookie is still accepted is for the
/// server to find out, and tests hand it stale ones on purpose.
#[derive(Clone, Debug, Default)]
pub struct Jar {
    cookies: BTreeMap<String, String>,
    /// The names of those that go along when another site posts a form.
    cross_site: BTreeSet<String>,
}

impl Jar {
    /// Takes the cookies of an answer.
    pub fn absorb(&mut self, headers: &HeaderMap) {
        for value in headers.get_all(header::SET_COOKIE) {
            let cookie = Cookie::parse(value.to_str().unwrap()).unwrap();
            self.cross_site.remove(cookie.name());
            if cookie.same_site() == Some(SameSite::None) && cookie.secure() == Some(true) {
                self.cross_site.insert(cookie.name().to_owned());
            }
            if cookie.max_age() == Some(Duration::ZERO) {
                self.cookies.remove(cookie.name());
            } else {
                self.set(cookie.name(), cookie.value());
            }
        }
    }

    /// The value of a cookie.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// Plants a cookie.
    pub fn set(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// Takes a cookie out.
    pub fn remove(&mut self, name: &str) -> Option<String> {
        self.cookies.remove(name)
    }

    /// The names of all cookies, in their order.
    pub fn names(&self) -> Vec<&str> {
        self.cookies.keys().map(String::as_str).collect()
    }

    /// The `Cookie` header.
    pub fn header(&self) -> String {
        header(self.cookies.iter())
    }

    /// The `Cookie` header of a form that another site posts: without the cookies that are `SameSite=Lax`.
    pub fn cross_site_header(&self) -> String {
        let cookies = self.cookies.iter();
        header(cookies.filter(|(name, _)| self.cross_site.contains(*name)))
    }
}

fn header<'a>(cookies: impl Iterator<Item = (&'a String, &'a String)>) -> String {
    let pairs = cookies.map(|(name, value)| format!("{name}={value}"));
    pairs.collect::<Vec<_>>().join("; ")
}
