use bytes::Bytes;
use http::{Response, StatusCode};
use serde_json::json;

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
    /// The database is away; nothing was done, and trying again helps.
    Unavailable,
    /// A callback failed.
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
        let mut url = incoming.endpoint(self.page());
        url.query_pairs_mut().append_pair("error", self.wire_code());
        match self {
            Self::CredentialsSignin(code) => {
                url.query_pairs_mut().append_pair("code", code);
            }
            Self::InvalidForm(_) => {
                url.query_pairs_mut().append_pair("code", "invalid_form");
            }
            _ => {}
        }
        let mut body = json!({
            "url": url.as_str(),
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

    fn as_page(&self, incoming: &Incoming<'_>) -> Response<Bytes> {
        let error = match self {
            Self::MissingCsrf => PageError::MissingCsrf,
            Self::InvalidForm(error) => PageError::InvalidForm {
                field: error.field.as_deref(),
            },
            // A form that is sent again is the way on, so the browser stays at it.
            Self::Unavailable => PageError::Unavailable,
            Self::CredentialsSignin(_)
            | Self::AccessDenied
            | Self::AccountNotLinked
            | Self::Configuration
            | Self::NotThere => {
                let mut url = incoming.endpoint(self.page());
                url.query_pairs_mut().append_pair("error", self.wire_code());
                if let Self::CredentialsSignin(code) = self {
                    url.query_pairs_mut().append_pair("code", code);
                }
                return found(&url);
            }
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
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::InvalidForm(_) => StatusCode::BAD_REQUEST,
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
            | Self::AccountNotLinked => "signin",
            Self::AccessDenied | Self::Unavailable | Self::Configuration | Self::NotThere => {
                "error"
            }
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
            Self::AccountNotLinked => {
                "Another user has this e-mail address. Sign in the way that you did at first."
                    .to_owned()
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
