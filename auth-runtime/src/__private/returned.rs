use url::Url;

use crate::callbacks::BoxError;
use crate::{Extended, SignInDecision};

/// The error of a callback.
#[diagnostic::on_unimplemented(
    message = "the error of a callback must convert into `Box<dyn Error + Send + Sync>`, but `{Self}` does not",
    label = "not an error",
    note = "implement `std::error::Error` for `{Self}`, or return a `String` as the error"
)]
pub trait CallbackError {
    /// The error, boxed.
    fn boxed(self) -> BoxError;
}

#[diagnostic::do_not_recommend]
impl<E: Into<BoxError>> CallbackError for E {
    fn boxed(self) -> BoxError {
        self.into()
    }
}

macro_rules! returned {
    ($(#[$doc:meta])* $Trait:ident<$T:ident> -> $Outcome:ty, $message:literal, $label:literal) => {
        $(#[$doc])*
        #[diagnostic::on_unimplemented(message = $message, label = $label)]
        pub trait $Trait<$T> {
            /// What the runtime makes of it.
            fn outcome(self) -> Result<$Outcome, BoxError>;
        }
    };
}

returned!(
    /// What a `#[jwt]` callback returns.
    JwtReturn<T> -> Option<T>,
    "a `#[jwt]` callback must return `Token`, `Option<Token>` or a `Result` of one of them, but this one returns `{Self}`",
    "expected `Token`"
);

#[diagnostic::do_not_recommend]
impl<T: Extended> JwtReturn<T> for T {
    fn outcome(self) -> Result<Option<T>, BoxError> {
        Ok(Some(self))
    }
}

#[diagnostic::do_not_recommend]
impl<T: Extended> JwtReturn<T> for Option<T> {
    fn outcome(self) -> Result<Option<T>, BoxError> {
        Ok(self)
    }
}

impl<T: Extended, E: CallbackError> JwtReturn<T> for Result<T, E> {
    fn outcome(self) -> Result<Option<T>, BoxError> {
        self.map(Some).map_err(CallbackError::boxed)
    }
}

impl<T: Extended, E: CallbackError> JwtReturn<T> for Result<Option<T>, E> {
    fn outcome(self) -> Result<Option<T>, BoxError> {
        self.map_err(CallbackError::boxed)
    }
}

returned!(
    /// What a `#[session]` callback returns.
    SessionReturn<T> -> T,
    "a `#[session]` callback must return `Session` or `Result<Session, E>`, but this one returns `{Self}`",
    "expected `Session`"
);

#[diagnostic::do_not_recommend]
impl<T: Extended> SessionReturn<T> for T {
    fn outcome(self) -> Result<T, BoxError> {
        Ok(self)
    }
}

impl<T: Extended, E: CallbackError> SessionReturn<T> for Result<T, E> {
    fn outcome(self) -> Result<T, BoxError> {
        self.map_err(CallbackError::boxed)
    }
}

returned!(
    /// What a `#[credentials]` callback returns.
    CredentialsReturn<T> -> Option<T>,
    "a `#[credentials]` callback must return `Option<User>` or `Result<Option<User>, E>`, but this one returns `{Self}`",
    "expected `Option<User>`"
);

#[diagnostic::do_not_recommend]
impl<T: Extended> CredentialsReturn<T> for Option<T> {
    fn outcome(self) -> Result<Option<T>, BoxError> {
        Ok(self)
    }
}

impl<T: Extended, E: CallbackError> CredentialsReturn<T> for Result<Option<T>, E> {
    fn outcome(self) -> Result<Option<T>, BoxError> {
        self.map_err(CallbackError::boxed)
    }
}

returned!(
    /// What a `#[sign_in]` callback returns.
    SignInReturn<T> -> T,
    "a `#[sign_in]` callback must return `bool`, `SignInDecision` or a `Result` of one of them, but this one returns `{Self}`",
    "expected `bool` or `SignInDecision`"
);

#[diagnostic::do_not_recommend]
impl SignInReturn<SignInDecision> for bool {
    fn outcome(self) -> Result<SignInDecision, BoxError> {
        Ok(self.into())
    }
}

#[diagnostic::do_not_recommend]
impl SignInReturn<SignInDecision> for SignInDecision {
    fn outcome(self) -> Result<SignInDecision, BoxError> {
        Ok(self)
    }
}

impl<T: Into<SignInDecision>, E: CallbackError> SignInReturn<SignInDecision> for Result<T, E> {
    fn outcome(self) -> Result<SignInDecision, BoxError> {
        self.map(Into::into).map_err(CallbackError::boxed)
    }
}

returned!(
    /// What a `#[redirect]` callback returns.
    RedirectReturn<T> -> T,
    "a `#[redirect]` callback must return `Url` or `Result<Url, E>`, but this one returns `{Self}`",
    "expected `Url`"
);

#[diagnostic::do_not_recommend]
impl RedirectReturn<Url> for Url {
    fn outcome(self) -> Result<Url, BoxError> {
        Ok(self)
    }
}

impl<E: CallbackError> RedirectReturn<Url> for Result<Url, E> {
    fn outcome(self) -> Result<Url, BoxError> {
        self.map_err(CallbackError::boxed)
    }
}

returned!(
    /// What an `#[on(..)]` callback returns.
    EventReturn<T> -> T,
    "an `#[on(..)]` callback must return nothing or `Result<(), E>`, but this one returns `{Self}`",
    "expected `()`"
);

#[diagnostic::do_not_recommend]
impl EventReturn<()> for () {
    fn outcome(self) -> Result<(), BoxError> {
        Ok(())
    }
}

impl<E: CallbackError> EventReturn<()> for Result<(), E> {
    fn outcome(self) -> Result<(), BoxError> {
        self.map_err(CallbackError::boxed)
    }
}
