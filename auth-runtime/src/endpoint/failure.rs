use bytes::Bytes;
use http::{Response, StatusCode};
use serde_json::json;
use url::Url;

use super::incoming::Incoming;
use super::response::{found, html, json};
use crate::Error;
use crate::form::FormError;
use crate::page::{ErrorPage, PageError, Style};

/// Why a sign-in or a sign-out was refused (protocol section 5.2).
pub(super) enum Failure {
    /// The posted token is not the browser's.
    MissingCsrf,
    /// The form does not fit its struct.
    InvalidForm(FormError),
    /// Wrong credentials.
    CredentialsSignin(&'static str),
    /// The application does not let the user in.
    AccessDenied,
    /// The address belongs to a user who signs in in another way.
    AccountNotLinked,
    /// The provider did not sign anybody in, and says so.
    #[cfg(feature = "oauth")]
    OAuthCallback,
    /// What was typed is no address.
    InvalidEmail,
    /// A client asks for more mail than it may.
    TooManyRequests,
    /// A link was used already, or too late.
    Verification,
    /// The database is away; nothing was done, and trying again helps.
    Unavailable,
    /// A callback failed, or what came from a provider is of no use.
    Configuration,
    /// The request asks for something that is not configured; on the wire a matter of configuration too.
    NotThere,
}

impl Failure {
    /// A failed callback: the log has the reason, the client only that there is one.
    pub(super) fn from_error(error: &Error) -> Self {
        log(error);
        if error.is_unavailable() {
            return Self::Unavailable;
        }
        Self::Configuration
    }

    /// No client of ours asks for a provider that `GET /providers` does not list.
    pub(super) fn unknown_provider(id: &str) -> Self {
        tracing::warn!(
            provider = id,
            "a sign-in names a provider that is not configured"
        );
        Self::NotThere
    }

    pub(super) fn answer(self, incoming: &Incoming<'_>) -> Response<Bytes> {
        if incoming.wants_json {
            self.as_json(incoming)
        } else {
            self.as_page(incoming)
        }
    }

    /// The status is told, and the client finds the code in the URL, as with Auth.js.
    fn as_json(&self, incoming: &Incoming<'_>) -> Response<Bytes> {
        let mut body = json!({
            "url": self.url(incoming).as_str(),
            "error": self.wire_code(),
            "message": self.message(),
        });
        if let Self::InvalidForm(FormError {
            field: Some(field), ..
        }) = self
        {
            body["field"] = field.as_str().into();
        }
        json(self.status(), body.to_string())
    }

    /// The page that tells about it: the application's own, or ours.
    fn url(&self, incoming: &Incoming<'_>) -> Url {
        if let Some(own) = self.own_page(incoming) {
            return own;
        }
        let mut url = incoming.endpoint(self.page());
        url.query_pairs_mut().append_pair("error", self.wire_code());
        if let Some(code) = self.detail() {
            url.query_pairs_mut().append_pair("code", code);
        }
        url
    }

    /// The application's page that tells about it, if it has one.
    fn own_page(&self, incoming: &Incoming<'_>) -> Option<Url> {
        let pages = &incoming.core().pages;
        let (origin, error) = (incoming.origin.url(), self.wire_code());
        match self.page() {
            "signin" => pages.sign_in_url(origin, None, Some(error), self.detail()),
            _ => pages.error_url(origin, Some(error)),
        }
    }

    /// Which kind of wrong the credentials are.
    fn detail(&self) -> Option<&'static str> {
        match self {
            Self::CredentialsSignin(code) => Some(code),
            Self::InvalidForm(_) => Some("invalid_form"),
            _ => None,
        }
    }

    fn as_page(&self, incoming: &Incoming<'_>) -> Response<Bytes> {
        if let Some(own) = self.own_page(incoming) {
            return found(&own);
        }
        let error = match self {
            Self::MissingCsrf => PageError::MissingCsrf,
            Self::InvalidForm(error) => PageError::InvalidForm {
                field: error.field.as_deref(),
            },
            // A form that is sent again is the way on, so the browser stays at it. An answer of a
            // provider is good once.
            Self::Unavailable if incoming.is_post() => PageError::Unavailable,
            Self::TooManyRequests => PageError::TooManyRequests,
            _ => return found(&self.url(incoming)),
        };
        page(
            error,
            &incoming.host(),
            &incoming.path("signin"),
            &incoming.core().style,
        )
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::MissingCsrf | Self::AccessDenied | Self::AccountNotLinked => {
                StatusCode::FORBIDDEN
            }
            #[cfg(feature = "oauth")]
            Self::OAuthCallback => StatusCode::UNAUTHORIZED,
            Self::Verification => StatusCode::FORBIDDEN,
            Self::TooManyRequests => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::InvalidEmail | Self::InvalidForm(_) => StatusCode::BAD_REQUEST,
            Self::CredentialsSignin(_) => StatusCode::UNAUTHORIZED,
            Self::Configuration => StatusCode::INTERNAL_SERVER_ERROR,
            Self::NotThere => StatusCode::NOT_FOUND,
        }
    }

    fn wire_code(&self) -> &'static str {
        match self {
            Self::MissingCsrf => "MissingCSRF",
            Self::InvalidForm(_) | Self::CredentialsSignin(_) => "CredentialsSignin",
            Self::AccessDenied => "AccessDenied",
            Self::AccountNotLinked => "OAuthAccountNotLinked",
            #[cfg(feature = "oauth")]
            Self::OAuthCallback => "OAuthCallbackError",
            Self::InvalidEmail => "InvalidEmail",
            Self::TooManyRequests => "TooManyRequests",
            Self::Verification => "Verification",
            Self::Unavailable => "Unavailable",
            Self::Configuration | Self::NotThere => "Configuration",
        }
    }

    /// The page that tells about it.
    fn page(&self) -> &'static str {
        match self {
            Self::MissingCsrf
            | Self::InvalidForm(_)
            | Self::CredentialsSignin(_)
            | Self::AccountNotLinked
            | Self::InvalidEmail => "signin",
            #[cfg(feature = "oauth")]
            Self::OAuthCallback => "signin",
            Self::AccessDenied
            | Self::Verification
            | Self::TooManyRequests
            | Self::Unavailable
            | Self::Configuration
            | Self::NotThere => "error",
        }
    }

    fn message(&self) -> String {
        match self {
            Self::MissingCsrf => {
                "The form has expired. Load the page again, and send it once more.".to_owned()
            }
            Self::InvalidForm(error) => error.to_string(),
            Self::CredentialsSignin(_) => "Sign-in failed. Check what you typed.".to_owned(),
            Self::AccessDenied => "You may not sign in here.".to_owned(),
            Self::AccountNotLinked => "This account or its address belongs to another user here. \
                 Sign in the way that you did at first."
                .to_owned(),
            #[cfg(feature = "oauth")]
            Self::OAuthCallback => {
                "The provider did not sign you in. Try again, or choose another way.".to_owned()
            }
            Self::InvalidEmail => "Mail cannot be sent to this address. Check it.".to_owned(),
            Self::TooManyRequests => {
                "Too many sign-in links were asked for. Wait a while, and try again.".to_owned()
            }
            Self::Verification => {
                "The link was used already, or has expired. Ask for a new one.".to_owned()
            }
            Self::Unavailable => {
                "The server cannot reach its database. Try again in a moment.".to_owned()
            }
            Self::Configuration => "The server could not do this. Its log says why.".to_owned(),
            Self::NotThere => "There is nothing of this name here.".to_owned(),
        }
    }
}

/// An error page.
pub(super) fn page(
    error: PageError<'_>,
    host: &str,
    sign_in_url: &str,
    style: &Style,
) -> Response<Bytes> {
    let page = ErrorPage {
        host,
        error,
        sign_in_url,
    };
    html(error.status(), page.render(style), style)
}

/// The reason of a failure, with everything behind it. Callbacks decide what their errors say.
pub(crate) fn log(error: &Error) {
    let mut reasons = Vec::new();
    let mut next = std::error::Error::source(error);
    while let Some(reason) = next {
        reasons.push(reason.to_string());
        next = reason.source();
    }
    if reasons.is_empty() {
        tracing::error!(%error, "a request failed");
    } else {
        tracing::error!(%error, source = reasons.join(": "), "a request failed");
    }
}
