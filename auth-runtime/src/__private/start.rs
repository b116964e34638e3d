use crate::callbacks::{BoxError, TokenStart};
use crate::{DefaultSession, DefaultToken, Extended};

/// Extra token fields that can start from default values.
#[diagnostic::on_unimplemented(
    message = "`Token` cannot start from default values: `{Self}` has none",
    label = "the extra fields of `Token` have no default values",
    note = "derive `Default` for `{Self}`, or take `token: DefaultToken` in `#[jwt(sign_in)]` and return `token.extend({Self} {{ .. }})`"
)]
pub trait TokenDefaults: Sized {
    /// The default values.
    fn defaults() -> Self;
}

/// Extra user fields that can start from default values.
#[diagnostic::on_unimplemented(
    message = "`User` cannot start from default values: `{Self}` has none",
    label = "the extra fields of `User` have no default values",
    note = "take `user: DefaultUser` and return `user.extend({Self} {{ .. }})`, or derive `Default` for `{Self}`"
)]
pub trait UserDefaults: Sized {
    /// The default values.
    fn defaults() -> Self;
}

/// Extra session fields that can start from default values.
#[diagnostic::on_unimplemented(
    message = "`Session` cannot start from default values: `{Self}` has none",
    label = "`{Self}` has no default values",
    note = "take `session: DefaultSession` and return `session.extend({Self} {{ .. }})`, with one argument for every struct that extends the session; or derive `Default` for `{Self}`"
)]
pub trait SessionPartDefaults: Sized {
    /// The default values.
    fn part_defaults() -> Self;
}

/// All extra session fields that can start from default values.
pub trait SessionDefaults: Sized {
    /// The default values.
    fn defaults() -> Self;
}

#[diagnostic::do_not_recommend]
impl<T: Default> TokenDefaults for T {
    fn defaults() -> Self {
        T::default()
    }
}

#[diagnostic::do_not_recommend]
impl<T: Default> UserDefaults for T {
    fn defaults() -> Self {
        T::default()
    }
}

/// The fields of `session.user` and those of `session`; the first are `()` if nothing extends them.
#[derive(Debug)]
pub struct SessionExtra<User, Session>(pub User, pub Session);

#[diagnostic::do_not_recommend]
impl<T: Default> SessionPartDefaults for T {
    fn part_defaults() -> Self {
        T::default()
    }
}

impl<User: SessionPartDefaults, Session: SessionPartDefaults> SessionDefaults
    for SessionExtra<User, Session>
{
    fn defaults() -> Self {
        Self(User::part_defaults(), Session::part_defaults())
    }
}

/// The token where no callback makes it.
///
/// # Errors
///
/// Never; it stands where a callback's outcome does.
pub fn keep<T>(token: TokenStart<T, T::Start>) -> Result<Option<T>, BoxError>
where
    T: Extended<Base = DefaultToken>,
    T::Extra: TokenDefaults,
{
    Ok(Some(match token {
        TokenStart::New(start) => start_token(start),
        TokenStart::Kept(token) => token,
    }))
}

/// The token without any callback that makes it.
pub fn start_token<T>(start: T::Start) -> T
where
    T: Extended<Base = DefaultToken>,
    T::Extra: TokenDefaults,
{
    T::extend(start, T::Extra::defaults())
}

/// The session without any callback that makes it.
pub fn start_session<T>(start: T::Start) -> T
where
    T: Extended<Base = DefaultSession>,
    T::Extra: SessionDefaults,
{
    T::extend(start, T::Extra::defaults())
}

/// Stands where a value would be that has a mistake: the program does not compile, and this is why it is
/// never reached.
pub fn broken<T>() -> T {
    unreachable!("a field has a mistake")
}
