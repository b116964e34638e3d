use std::convert::Infallible;

use url::Url;

use crate::callbacks::BoxError;
use crate::{Extended, SignInDecision};

/// Boxes the error of a callback. It is asked for apart from the returned type, so that a wrong error
/// is not taken for a wrong type.
///
/// # Errors
///
/// With the callback's error.
pub fn boxed<T, E: CallbackError>(outcome: Result<T, E>) -> Result<T, BoxError> {
    outcome.map_err(CallbackError::boxed)
}

/// The error of a callback.
#[diagnostic::on_unimplemented(
    message = "the error of a callback must convert into `Box<dyn Error + Send + Sync>`, but `{Self}` does not",
    label = "`{Self}` is not an error",
    note = "return an error that implements `std::error::Error`, or a `String`"
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
    ($(#[$doc:meta])* $Trait:ident<$T:ident> -> $Outcome:ty, $message:literal, $label:literal $(, $note:literal)?) => {
        $(#[$doc])*
        #[diagnostic::on_unimplemented(message = $message, label = $label $(, note = $note)?)]
        pub trait $Trait<$T> {
            /// The callback's own error.
            type Error;

            /// What the runtime makes of it.
            fn outcome(self) -> Result<$Outcome, Self::Error>;
        }
    };
}

returned!(
    /// What a `#[jwt]` callback returns.
    JwtReturn<T> -> Option<T>,
    "a `#[jwt]` callback must return `Token`, `Option<Token>` or a `Result` of one of them, but this one returns `{Self}`",
    "expected `Token`",
    "with an `#[extend(token)]` struct, `token.extend(..)` makes it of a `DefaultToken`"
);

#[diagnostic::do_not_recommend]
impl<T: Extended> JwtReturn<T> for T {
    type Error = Infallible;

    fn outcome(self) -> Result<Option<T>, Self::Error> {
        Ok(Some(self))
    }
}

#[diagnostic::do_not_recommend]
impl<T: Extended> JwtReturn<T> for Option<T> {
    type Error = Infallible;

    fn outcome(self) -> Result<Option<T>, Self::Error> {
        Ok(self)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Extended, E> JwtReturn<T> for Result<T, E> {
    type Error = E;

    fn outcome(self) -> Result<Option<T>, Self::Error> {
        self.map(Some)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Extended, E> JwtReturn<T> for Result<Option<T>, E> {
    type Error = E;

    fn outcome(self) -> Result<Option<T>, Self::Error> {
        self
    }
}

returned!(
    /// What a `#[session]` callback returns.
    SessionReturn<T> -> T,
    "a `#[session]` callback must return `Session` or `Result<Session, E>`, but this one returns `{Self}`",
    "expected `Session`",
    "with structs that extend the session, `session.extend(..)` makes it of a `DefaultSession`"
);

#[diagnostic::do_not_recommend]
impl<T: Extended> SessionReturn<T> for T {
    type Error = Infallible;

    fn outcome(self) -> Result<T, Self::Error> {
        Ok(self)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Extended, E> SessionReturn<T> for Result<T, E> {
    type Error = E;

    fn outcome(self) -> Result<T, Self::Error> {
        self
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
    type Error = Infallible;

    fn outcome(self) -> Result<Option<T>, Self::Error> {
        Ok(self)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Extended, E> CredentialsReturn<T> for Result<Option<T>, E> {
    type Error = E;

    fn outcome(self) -> Result<Option<T>, Self::Error> {
        self
    }
}

returned!(
    /// What a `#[profile]` callback returns.
    ProfileReturn<T> -> T,
    "a `#[profile]` callback must return `User` or `Result<User, E>`, but this one returns `{Self}`",
    "expected `User`"
);

#[diagnostic::do_not_recommend]
impl<T: Extended> ProfileReturn<T> for T {
    type Error = Infallible;

    fn outcome(self) -> Result<T, Self::Error> {
        Ok(self)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Extended, E> ProfileReturn<T> for Result<T, E> {
    type Error = E;

    fn outcome(self) -> Result<T, Self::Error> {
        self
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
    type Error = Infallible;

    fn outcome(self) -> Result<SignInDecision, Self::Error> {
        Ok(self.into())
    }
}

#[diagnostic::do_not_recommend]
impl SignInReturn<SignInDecision> for SignInDecision {
    type Error = Infallible;

    fn outcome(self) -> Result<SignInDecision, Self::Error> {
        Ok(self)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Into<SignInDecision>, E> SignInReturn<SignInDecision> for Result<T, E> {
    type Error = E;

    fn outcome(self) -> Result<SignInDecision, Self::Error> {
        self.map(Into::into)
    }
}

returned!(
    /// What a `#[redirect]` callback returns.
    RedirectReturn<T> -> T,
    "a `#[redirect]` callback must return `Url` or `Result<Url, E>`, but this one returns `{Self}`",
    "expected `Url`",
    "`url` is what the client asked for, and goes nowhere by itself: `base_url.join(url)` makes a `Url` of it, and one whose `origin()` is not that of `base_url` leads to another site"
);

#[diagnostic::do_not_recommend]
impl RedirectReturn<Url> for Url {
    type Error = Infallible;

    fn outcome(self) -> Result<Url, Self::Error> {
        Ok(self)
    }
}

#[diagnostic::do_not_recommend]
impl<E> RedirectReturn<Url> for Result<Url, E> {
    type Error = E;

    fn outcome(self) -> Result<Url, Self::Error> {
        self
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
    type Error = Infallible;

    fn outcome(self) -> Result<(), Self::Error> {
        Ok(())
    }
}

#[diagnostic::do_not_recommend]
impl<E> EventReturn<()> for Result<(), E> {
    type Error = E;

    fn outcome(self) -> Result<(), Self::Error> {
        self
    }
}
