use std::fmt;

use http::{HeaderValue, StatusCode};

use crate::adapter::{AdapterError, ColumnError, Conflict};
use crate::callbacks::{BoxError, InvalidUpdate};
use crate::codec::TokenError;
use crate::form::FormError;
use crate::origin::OriginError;

/// Why a session could not be read, made or changed.
///
/// No session at all is not an error, and neither is a cookie that is invalid or expired.
/// Nobody is signed out by an error: the session cookie stays as it is, or is renewed by
/// [`cookies`](Self::cookies).
///
/// ```
/// fn is_std_error<E: std::error::Error + Send + Sync + 'static>() {}
/// is_std_error::<auth_runtime::Error>();
/// ```
#[derive(Debug)]
pub struct Error {
    kind: Kind,
    cookies: Vec<HeaderValue>,
}

#[derive(Debug)]
enum Kind {
    Callback {
        name: &'static str,
        source: BoxError,
    },
    Update(FormError),
    Refused(InvalidUpdate),
    NoAdapter,
    Adapter(AdapterError),
    Column(ColumnError),
    Store(TokenError),
    Unfit(TokenError),
    TooLarge,
    Random,
    Origin(OriginError),
    NoLayer,
}

/// Notes that an `#[on(..)]` callback failed, which changes nothing else. Callers are generic over
/// the application; what a log line expands to is compiled here, and not with each of them.
pub(crate) fn event_failed(event: &'static str, error: &BoxError) {
    tracing::error!(error, "the `on({event})` callback failed");
}

impl Error {
    pub(crate) fn callback(name: &'static str, source: BoxError) -> Self {
        Kind::Callback { name, source }.into()
    }

    /// The error of a callback that was told what a client has posted, which may be what is wrong.
    pub(crate) fn updating(name: &'static str, source: BoxError) -> Self {
        let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(&*source);
        while let Some(error) = cause {
            if let Some(refusal) = error.downcast_ref::<InvalidUpdate>() {
                return Kind::Refused(refusal.clone()).into();
            }
            cause = error.source();
        }
        Self::callback(name, source)
    }

    pub(crate) fn update(error: FormError) -> Self {
        Kind::Update(error).into()
    }

    pub(crate) fn column(error: ColumnError) -> Self {
        Kind::Column(error).into()
    }

    pub(crate) fn unfit(error: TokenError) -> Self {
        Kind::Unfit(error).into()
    }

    pub(crate) fn too_large() -> Self {
        Kind::TooLarge.into()
    }

    pub(crate) fn random() -> Self {
        Kind::Random.into()
    }

    pub(crate) fn no_adapter() -> Self {
        Kind::NoAdapter.into()
    }

    pub(crate) fn no_layer() -> Self {
        Kind::NoLayer.into()
    }

    /// Whether the database is away for the moment, so that trying again later helps.
    pub fn is_unavailable(&self) -> bool {
        matches!(&self.kind, Kind::Adapter(error) if error.is_unavailable())
    }

    /// The status that an HTTP answer to it has.
    pub fn status(&self) -> StatusCode {
        match self.kind {
            _ if self.is_unavailable() => StatusCode::SERVICE_UNAVAILABLE,
            Kind::Update(_) | Kind::Refused(_) => StatusCode::BAD_REQUEST,
            _ if self.conflict().is_some() => StatusCode::CONFLICT,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// `Set-Cookie` headers for the answer all the same: the token was renewed before the
    /// `session` callback failed, and what was spent to renew it may not come back.
    ///
    /// Only [`Auth::read`](crate::Auth::read) fills it; the layer and the endpoints answer with
    /// these cookies themselves.
    pub fn cookies(&self) -> &[HeaderValue] {
        &self.cookies
    }

    pub(crate) fn with_cookies(self, cookies: Vec<HeaderValue>) -> Self {
        Self { cookies, ..self }
    }

    /// What is there already, if that is why nothing was stored, as by
    /// [`Auth::create_user`](crate::Auth::create_user).
    pub fn conflict(&self) -> Option<Conflict> {
        match &self.kind {
            Kind::Adapter(error) => error.as_conflict(),
            _ => None,
        }
    }

    /// What is wrong with an update that a client has posted, if this is why, and in which of its fields.
    pub(crate) fn as_update(&self) -> Option<(String, Option<&str>)> {
        match &self.kind {
            Kind::Update(error) => Some((error.to_string(), error.field.as_deref())),
            Kind::Refused(refusal) => Some((refusal.message().to_owned(), None)),
            _ => None,
        }
    }
}

impl From<Kind> for Error {
    fn from(kind: Kind) -> Self {
        Self {
            kind,
            cookies: Vec::new(),
        }
    }
}

impl From<AdapterError> for Error {
    fn from(error: AdapterError) -> Self {
        Kind::Adapter(error).into()
    }
}

impl From<TokenError> for Error {
    fn from(error: TokenError) -> Self {
        Kind::Store(error).into()
    }
}

impl From<OriginError> for Error {
    fn from(error: OriginError) -> Self {
        Kind::Origin(error).into()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Callback { name, .. } => write!(f, "the `{name}` callback failed"),
            Kind::Update(error) => write!(f, "the posted data does not fit: {error}"),
            Kind::Refused(refusal) => write!(f, "the posted data was refused: {refusal}"),
            Kind::NoAdapter => f.write_str(
                "there is no database of users; give the builder one by `.adapter(..)`",
            ),
            Kind::Adapter(error) if error.is_unavailable() => {
                f.write_str("the database cannot be reached just now")
            }
            Kind::Adapter(error) if error.as_conflict().is_some() => {
                f.write_str("what was to be stored is there already")
            }
            Kind::Adapter(_) => f.write_str("the database did not do what was asked"),
            Kind::Column(_) => f.write_str("the user's row does not fit the application's user"),
            Kind::Store(error) => write!(f, "the token cannot be stored: {error}"),
            Kind::Unfit(error) => error.fmt(f),
            Kind::TooLarge => f.write_str(
                "the token is too large for cookies; keep less in it and read the rest from a database",
            ),
            Kind::Random => f.write_str("the system has no random numbers to give"),
            Kind::Origin(error) => error.fmt(f),
            Kind::NoLayer => f.write_str(
                "a session was asked for without the layer that stores renewed cookies; \
                 add `.layer(auth.layer())` below the routes",
            ),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            Kind::Callback { source, .. } => Some(&**source),
            Kind::Update(error) => Some(error),
            Kind::Refused(refusal) => Some(refusal),
            Kind::Adapter(error) => Some(error),
            Kind::Column(error) => Some(error),
            Kind::Store(error) => Some(error),
            Kind::Origin(error) => Some(error),
            Kind::Unfit(_) | Kind::TooLarge | Kind::Random | Kind::NoLayer | Kind::NoAdapter => {
                None
            }
        }
    }
}
