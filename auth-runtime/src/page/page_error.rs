//! Which error the error page is about.

use http::StatusCode;

/// An error that has its own words on the error page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PageError<'a> {
    /// The application is set up wrongly, or one of its callbacks failed.
    Configuration,
    /// The database is away for the moment.
    Unavailable,
    /// The application refused this person.
    AccessDenied,
    /// A sign-in link was used already, or too late.
    Verification,
    /// A passkey could not be checked.
    Passkey,
    /// A client asks for more than it may.
    TooManyRequests,
    /// A form came without the double-submit token.
    MissingCsrf,
    /// A form could not be read.
    InvalidForm {
        /// The name of the field that is to blame, where it is known.
        field: Option<&'a str>,
    },
    /// A form was longer than the limit.
    TooLarge,
    /// Anything else.
    Other,
}

impl PageError<'_> {
    /// The error with this code in the address.
    ///
    /// An address cannot name the field of an invalid form: what is shown as ours is ours.
    pub(crate) fn from_code(code: &str) -> Self {
        match code {
            "Configuration" => Self::Configuration,
            "Unavailable" => Self::Unavailable,
            "AccessDenied" => Self::AccessDenied,
            "Verification" => Self::Verification,
            "WebAuthnVerificationError" => Self::Passkey,
            "TooManyRequests" => Self::TooManyRequests,
            "MissingCSRF" => Self::MissingCsrf,
            "InvalidForm" => Self::InvalidForm { field: None },
            "TooLarge" => Self::TooLarge,
            _ => Self::Other,
        }
    }

    /// The status that the page is served with.
    pub(crate) fn status(self) -> StatusCode {
        match self {
            Self::Configuration => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::AccessDenied | Self::Verification | Self::MissingCsrf => StatusCode::FORBIDDEN,
            Self::TooManyRequests => StatusCode::TOO_MANY_REQUESTS,
            Self::InvalidForm { .. } => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            // Somebody opened the page by hand, which works as it should.
            Self::Passkey | Self::Other => StatusCode::OK,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PageError;

    #[test]
    fn has_the_status_of_the_protocol() {
        for (code, status) in [
            ("Configuration", 500),
            ("Unavailable", 503),
            ("AccessDenied", 403),
            ("Verification", 403),
            ("WebAuthnVerificationError", 200),
            ("TooManyRequests", 429),
            ("MissingCSRF", 403),
            ("InvalidForm", 400),
            ("TooLarge", 413),
            ("Default", 200),
            ("configuration", 200),
            ("", 200),
        ] {
            assert_eq!(PageError::from_code(code).status(), status, "{code}");
        }
    }
}
