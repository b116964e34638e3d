use serde::de::DeserializeOwned;

use super::start::{SessionDefaults, TokenDefaults, UserDefaults, start_session, start_token};
use crate::callbacks::TokenStart;
use crate::form::{Form, FormError, FormField, describe};
use crate::{DefaultSession, DefaultToken, DefaultUser, Extended};

/// One trait a parameter, so that its message can name the callback, the parameter and its type.
macro_rules! parameters {
    ($($Trait:ident, $message:literal, $label:literal;)*) => {$(
        #[doc = $label]
        #[diagnostic::on_unimplemented(
            message = $message,
            label = $label,
            note = "parameters are matched by their names"
        )]
        pub trait $Trait<Value> {
            /// The value as the callback declared it.
            fn from_arg(value: Value) -> Self;
        }
    )*};
}

/// The same, for parameters that have one type only.
macro_rules! exact_parameters {
    ($($Trait:ident, $message:literal, $label:literal;)*) => {
        parameters! { $($Trait, $message, $label;)* }
        $(
            #[diagnostic::do_not_recommend]
            impl<T> $Trait<T> for T {
                fn from_arg(value: T) -> T {
                    value
                }
            }
        )*
    };
}

exact_parameters! {
    JwtUser,
        "`user` is only there during sign-in: the parameter `user` of a `#[jwt]` callback is always `Option<&User>`, but it is declared as `{Self}`",
        "expected `Option<&User>`, or use `#[jwt(sign_in)]`, where it is always `&User`";
    JwtAccount,
        "`account` is only there during sign-in: the parameter `account` of a `#[jwt]` callback is always `Option<&Account>`, but it is declared as `{Self}`",
        "expected `Option<&Account>`, or use `#[jwt(sign_in)]`, where it is always `&Account`";
    JwtProfile,
        "the parameter `profile` of a `#[jwt]` callback is always `Option<&Profile>`, but it is declared as `{Self}`",
        "expected `Option<&Profile>`";
    JwtTrigger,
        "the parameter `trigger` of a `#[jwt]` callback is always `Trigger`, but it is declared as `{Self}`",
        "expected `Trigger`";
    JwtUpdate,
        "the parameter `update` of a `#[jwt]` callback is always an `Option` of the `#[update]` struct, but it is declared as `{Self}`",
        "expected an `Option` of the `#[update]` struct";
    SignInUser,
        "the parameter `user` of this callback is always `&User`, but it is declared as `{Self}`",
        "expected `&User`";
    SignInAccount,
        "the parameter `account` of this callback is always `&Account`, but it is declared as `{Self}`",
        "expected `&Account`";
    SignInProfile,
        "the parameter `profile` of this callback is always `Option<&Profile>`, but it is declared as `{Self}`",
        "expected `Option<&Profile>`";
    SignInTrigger,
        "the parameter `trigger` of this callback is always `Trigger`, but it is declared as `{Self}`",
        "expected `Trigger`";
    KeptToken,
        "the parameter `token` of this callback is always `Token`, but it is declared as `{Self}`",
        "expected `Token`";
    PostedUpdate,
        "the parameter `update` of a `#[jwt(update)]` callback is always the `#[update]` struct, but it is declared as `{Self}`",
        "expected the `#[update]` struct";
    TokenRef,
        "the parameter `token` of this callback is always `&Token`, but it is declared as `{Self}`",
        "expected `&Token`";
    SessionRef,
        "the parameter `session` of this callback is always `&Session`, but it is declared as `{Self}`",
        "expected `&Session`";
    SessionCallbackUser,
        "the parameter `user` of a `#[session]` callback is always `&User`, but it is declared as `{Self}`",
        "expected `&User`";
    SessionCallbackTrigger,
        "the parameter `trigger` of a `#[session]` callback is always `Trigger`, but it is declared as `{Self}`",
        "expected `Trigger`";
    SessionCallbackUpdate,
        "the parameter `update` of a `#[session]` callback is always an `Option` of the `#[update]` struct, but it is declared as `{Self}`",
        "expected an `Option` of the `#[update]` struct";
    ProfileRef,
        "the parameter `profile` of a `#[profile]` callback is always `&Profile`, but it is declared as `{Self}`",
        "expected `&Profile`";
    RedirectUrl,
        "the parameter `url` of a `#[redirect]` callback is always `&str`, but it is declared as `{Self}`",
        "expected `&str`";
    RedirectBaseUrl,
        "the parameter `base_url` of a `#[redirect]` callback is always `&Url`, but it is declared as `{Self}`",
        "expected `&Url`";
    StateRef,
        "all callbacks share one state, which another callback takes as `{Value}`, but here `state` is declared as `{Self}`",
        "expected `{Value}`, or one struct that holds both in all of them";
}

parameters! {
    JwtToken,
        "the parameter `token` of a `#[jwt]` callback is always `Token`, but it is declared as `{Self}`",
        "expected `Token`";
    NewToken,
        "the parameter `token` of a `#[jwt(sign_in)]` callback is `DefaultToken`, or `Token` where it has defaults, but it is declared as `{Self}`",
        "expected `DefaultToken`";
    SessionStart,
        "the parameter `session` of a `#[session]` callback is `Session` or `DefaultSession`, but it is declared as `{Self}`",
        "expected `Session` or `DefaultSession`";
    NewUser,
        "the parameter `user` of a `#[profile]` callback is `DefaultUser`, or `User` where it has defaults, but it is declared as `{Self}`",
        "expected `DefaultUser`";
}

/// A type that stands for `Token` in a callback.
#[diagnostic::on_unimplemented(
    message = "the parameter `token` of a `#[jwt]` callback is always `Token`, but it is declared as `{Self}`",
    label = "expected `Token`",
    note = "parameters are matched by their names"
)]
pub trait TokenType: Extended<Base = DefaultToken> {}

#[diagnostic::do_not_recommend]
impl<T: Extended<Base = DefaultToken>> TokenType for T {}

impl<T: TokenType> JwtToken<TokenStart<T, T::Start>> for T
where
    T::Extra: TokenDefaults,
{
    fn from_arg(value: TokenStart<T, T::Start>) -> T {
        match value {
            TokenStart::New(start) => start_token(start),
            TokenStart::Kept(token) => token,
        }
    }
}

#[diagnostic::do_not_recommend]
impl NewToken<Self> for DefaultToken {
    fn from_arg(value: Self) -> Self {
        value
    }
}

impl<T: TokenType> NewToken<T::Start> for T
where
    T::Extra: TokenDefaults,
{
    fn from_arg(value: T::Start) -> T {
        start_token(value)
    }
}

/// A type that stands for `Session` in a callback.
#[diagnostic::on_unimplemented(
    message = "the parameter `session` of a `#[session]` callback is `Session` or `DefaultSession`, but it is declared as `{Self}`",
    label = "expected `Session` or `DefaultSession`",
    note = "parameters are matched by their names"
)]
pub trait SessionType: Extended<Base = DefaultSession> {}

#[diagnostic::do_not_recommend]
impl<T: Extended<Base = DefaultSession>> SessionType for T {}

#[diagnostic::do_not_recommend]
impl SessionStart<Self> for DefaultSession {
    fn from_arg(value: Self) -> Self {
        value
    }
}

impl<T: SessionType> SessionStart<T::Start> for T
where
    T::Extra: SessionDefaults,
{
    fn from_arg(value: T::Start) -> T {
        start_session(value)
    }
}

/// A type that stands for `User` in a callback.
#[diagnostic::on_unimplemented(
    message = "the parameter `user` of a `#[profile]` callback is `DefaultUser`, or `User` where it has defaults, but it is declared as `{Self}`",
    label = "expected `DefaultUser`",
    note = "parameters are matched by their names"
)]
pub trait UserType: Extended<Base = DefaultUser> {}

#[diagnostic::do_not_recommend]
impl<T: Extended<Base = DefaultUser>> UserType for T {}

// `DefaultUser` is a user that nothing extends.
impl<T: UserType> NewUser<T::Start> for T
where
    T::Extra: UserDefaults,
{
    fn from_arg(value: T::Start) -> T {
        T::extend(value, T::Extra::defaults())
    }
}

/// The struct that a sign-in form is read into.
#[diagnostic::on_unimplemented(
    message = "the form struct `{Self}` cannot be read from what the browser submits",
    label = "not `Deserialize`",
    note = "add `#[derive(serde::Deserialize)]` to `{Self}`"
)]
pub trait FormPayload: Sized {
    /// Reads the submitted form.
    fn from_form(form: &Form) -> Result<Self, FormError>;

    /// The fields of the form.
    fn fields() -> Vec<FormField>;
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> FormPayload for T {
    fn from_form(form: &Form) -> Result<Self, FormError> {
        form.deserialize()
    }

    fn fields() -> Vec<FormField> {
        describe::<T>()
    }
}
