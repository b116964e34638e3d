use std::borrow::Cow;

use url::Url;

use crate::redirect::guard;

/// The paths of an application's own pages, which stand in for the built-in ones.
///
/// Each is a path on the origin of the application, such as `/login`; a query in it is kept. The
/// endpoint of the built-in page sends browsers there, with what the page needs to know in the query,
/// under the names of Auth.js:
///
/// | page | query |
/// |---|---|
/// | [`sign_in`](Self::sign_in) | `callbackUrl`, and after a failure `error` and `code` |
/// | [`sign_out`](Self::sign_out) | |
/// | [`error`](Self::error) | `error` |
/// | [`verify_request`](Self::verify_request) | `provider` and `type` |
/// | [`new_user`](Self::new_user) | `callbackUrl` |
///
/// A page may be opened by anybody with any query. So `error` and `code` choose among the page's own
/// texts and are never shown, and the page goes to no `callbackUrl` by itself: it sends it along in
/// the field `callbackUrl` of its form, and the endpoints check it.
///
/// ```
/// use auth_runtime::Pages;
///
/// let pages = Pages::new()
///     .sign_in("/login")
///     .sign_out("/bye")
///     .error("/oops")
///     .verify_request("/check-mail")
///     .new_user("/welcome");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use = "the pages are used once a builder has them"]
pub struct Pages {
    sign_in: Option<Cow<'static, str>>,
    sign_out: Option<Cow<'static, str>>,
    error: Option<Cow<'static, str>>,
    verify_request: Option<Cow<'static, str>>,
    new_user: Option<Cow<'static, str>>,
}

impl Pages {
    /// The built-in pages alone.
    pub fn new() -> Self {
        Self::default()
    }

    /// The page with the ways to sign in.
    ///
    /// Failures that the person can mend lead here as well, with their code as `error`, and for wrong
    /// credentials with the application's own `code`.
    pub fn sign_in(mut self, path: impl Into<Cow<'static, str>>) -> Self {
        self.sign_in = Some(path.into());
        self
    }

    /// The page that asks before it signs out.
    pub fn sign_out(mut self, path: impl Into<Cow<'static, str>>) -> Self {
        self.sign_out = Some(path.into());
        self
    }

    /// The page for failures that signing in again does not mend.
    pub fn error(mut self, path: impl Into<Cow<'static, str>>) -> Self {
        self.error = Some(path.into());
        self
    }

    /// The page that sends people to their mail after they asked for a sign-in link.
    pub fn verify_request(mut self, path: impl Into<Cow<'static, str>>) -> Self {
        self.verify_request = Some(path.into());
        self
    }

    /// The page that a user sees after the first sign-in, before the one that was asked for. There is
    /// no built-in page for it.
    pub fn new_user(mut self, path: impl Into<Cow<'static, str>>) -> Self {
        self.new_user = Some(path.into());
        self
    }

    /// What is wrong with the paths, as sentences that say what to do.
    pub(crate) fn problems(&self, base_path: &str) -> Vec<String> {
        [
            ("sign_in", &self.sign_in),
            ("sign_out", &self.sign_out),
            ("error", &self.error),
            ("verify_request", &self.verify_request),
            ("new_user", &self.new_user),
        ]
        .into_iter()
        .filter_map(|(page, path)| problem(page, path.as_deref()?, base_path))
        .collect()
    }

    /// Where to sign in, and why it did not work. The `code` is for [`CredentialsSignin`](crate::CredentialsSignin).
    pub(crate) fn sign_in_url(
        &self,
        origin: &Url,
        callback_url: Option<&str>,
        error: Option<&str>,
        code: Option<&str>,
    ) -> Option<Url> {
        let values = [
            ("callbackUrl", callback_url),
            ("error", error),
            ("code", code),
        ];
        target(self.sign_in.as_deref()?, origin, values)
    }

    /// Where to ask before a sign-out.
    pub(crate) fn sign_out_url(&self, origin: &Url) -> Option<Url> {
        target(self.sign_out.as_deref()?, origin, [])
    }

    /// Where to tell of an error.
    pub(crate) fn error_url(&self, origin: &Url, error: Option<&str>) -> Option<Url> {
        target(self.error.as_deref()?, origin, [("error", error)])
    }

    /// Where to send people to their mail.
    pub(crate) fn verify_request_url(
        &self,
        origin: &Url,
        provider: Option<&str>,
        r#type: Option<&str>,
    ) -> Option<Url> {
        let values = [("provider", provider), ("type", r#type)];
        target(self.verify_request.as_deref()?, origin, values)
    }

    /// Where a new user starts.
    pub(crate) fn new_user_url(&self, origin: &Url, callback_url: &str) -> Option<Url> {
        let values = [("callbackUrl", Some(callback_url))];
        target(self.new_user.as_deref()?, origin, values)
    }
}

/// The page on our origin, with those of the values that there are behind the query that it has.
fn target<const N: usize>(
    path: &str,
    origin: &Url,
    values: [(&str, Option<&str>); N],
) -> Option<Url> {
    let mut url = guard(path, origin)?;
    for (name, value) in values {
        if let Some(value) = value {
            url.query_pairs_mut().append_pair(name, value);
        }
    }
    Some(url)
}

fn problem(page: &str, path: &str, base_path: &str) -> Option<String> {
    // Any origin: whether a path stays on it is the same for all of them.
    let origin = Url::parse("https://host.invalid/").ok()?;
    let url = guard(path, &origin).filter(|_| path.starts_with('/'));
    let Some(url) = url else {
        return Some(format!(
            "the page `{page}` is `{}`, and must be a path of this site that starts with one `/`, such as `/login`",
            path.escape_debug()
        ));
    };
    let action = url.path().strip_prefix(base_path)?.strip_prefix('/')?;
    let action = action.strip_suffix('/').unwrap_or(action);
    ENDPOINTS.contains(&action).then(|| {
        format!(
            "the page `{page}` is `{path}`, which is the endpoint that leads to it; give your page another path"
        )
    })
}

/// The endpoints with a page. A page in the place of one would lead to itself, again and again.
const ENDPOINTS: &[&str] = &["signin", "signout", "error", "verify-request"];

#[cfg(test)]
mod tests {
    use super::*;

    fn origin() -> Url {
        Url::parse("https://app.example/").expect("a URL")
    }

    fn text(url: Option<Url>) -> Option<String> {
        url.map(String::from)
    }

    #[test]
    fn each_page_learns_what_it_needs() {
        let pages = Pages::new()
            .sign_in("/login")
            .sign_out("/bye")
            .error("/oops")
            .verify_request("/check-mail")
            .new_user("/welcome");
        let back = "https://app.example/a?b=1&c=2";
        let origin = origin();
        for (url, expected) in [
            (
                pages.sign_in_url(&origin, Some(back), None, None),
                "/login?callbackUrl=https%3A%2F%2Fapp.example%2Fa%3Fb%3D1%26c%3D2",
            ),
            (
                pages.sign_in_url(&origin, Some("/"), Some("CredentialsSignin"), Some("a&b")),
                "/login?callbackUrl=%2F&error=CredentialsSignin&code=a%26b",
            ),
            (pages.sign_in_url(&origin, None, None, None), "/login"),
            (pages.sign_out_url(&origin), "/bye"),
            (
                pages.error_url(&origin, Some("AccessDenied")),
                "/oops?error=AccessDenied",
            ),
            (pages.error_url(&origin, None), "/oops"),
            (
                pages.verify_request_url(&origin, Some("email"), Some("email")),
                "/check-mail?provider=email&type=email",
            ),
            (
                pages.new_user_url(&origin, back),
                "/welcome?callbackUrl=https%3A%2F%2Fapp.example%2Fa%3Fb%3D1%26c%3D2",
            ),
        ] {
            assert_eq!(text(url), Some(format!("https://app.example{expected}")));
        }
    }

    #[test]
    fn a_page_that_is_not_named_is_built_in() {
        let (pages, origin) = (Pages::new(), origin());
        for url in [
            pages.sign_in_url(&origin, Some("/"), Some("Default"), None),
            pages.sign_out_url(&origin),
            pages.error_url(&origin, Some("Default")),
            pages.verify_request_url(&origin, Some("email"), Some("email")),
            pages.new_user_url(&origin, "/"),
        ] {
            assert_eq!(url, None);
        }
        assert!(pages.problems("/auth").is_empty());
    }

    #[test]
    fn keeps_what_the_path_has() {
        for (path, expected) in [
            ("/login?lang=de", "/login?lang=de&error=x%0D%0Ay"),
            ("/login?", "/login?error=x%0D%0Ay"),
            ("/login?a=1#form", "/login?a=1&error=x%0D%0Ay#form"),
            ("/anmeldung/über", "/anmeldung/%C3%BCber?error=x%0D%0Ay"),
        ] {
            let pages = Pages::new().error(path);
            assert!(pages.problems("/auth").is_empty(), "{path}");
            let url = pages.error_url(&origin(), Some("x\r\ny"));
            assert_eq!(text(url), Some(format!("https://app.example{expected}")));
        }
    }

    #[test]
    fn other_places_are_refused() {
        for path in [
            "",
            "login",
            "?login",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "/x\\y",
            "\\login",
            "/.//evil.example",
            "https://app.example/login",
            "https://host.invalid/login",
            "https://evil.example/login",
            "javascript:alert(1)",
            "/x\r\nSet-Cookie: a=b",
            "/\tx",
            " /login",
            "/login ",
        ] {
            let problems = Pages::new().sign_in(path).problems("/auth");
            let [problem] = problems.as_slice() else {
                panic!("{path:?}: {problems:?}")
            };
            assert!(problem.contains("`sign_in`"), "{problem}");
            assert!(!problem.contains(char::is_control), "{problem}");
        }
    }

    #[test]
    fn every_problem_is_told() {
        let pages = Pages::new()
            .sign_in("a")
            .sign_out("b")
            .error("c")
            .verify_request("d")
            .new_user("e");
        assert_eq!(pages.problems("/auth").len(), 5);
    }

    #[test]
    fn no_page_leads_to_itself() {
        for (base_path, path, is_fine) in [
            ("/auth", "/auth/signin", false),
            ("/auth", "/auth/signin/", false),
            ("/auth", "/auth/./signin?x", false),
            ("/auth", "/auth/error#x", false),
            ("/auth", "/auth/login", true),
            ("/auth", "/authsignin", true),
            ("/auth", "/signin", true),
            ("/api/auth", "/auth/signin", true),
            ("/api/auth", "/api/auth/verify-request", false),
        ] {
            let problems = Pages::new().sign_in(path).problems(base_path);
            assert_eq!(problems.is_empty(), is_fine, "{path} {problems:?}");
        }
    }
}
