/// A type of the module: the default fields of `Base` and the application's `Extra` fields, flat.
///
/// The macro implements it for `User`, `Token`, `SessionUser` and `Session`.
/// `Extra` is the application's `#[extend(..)]` struct, a pair of two, or `()`.
///
/// ```
/// use auth_runtime::{DefaultToken, Extended};
///
/// struct Claims { id: String }
/// struct Token { sub: Option<String>, id: String }
///
/// impl Extended for Token {
///     type Base = DefaultToken;
///     type Extra = Claims;
///
///     fn extend(base: DefaultToken, extra: Claims) -> Self {
///         Self { sub: base.sub, id: extra.id }
///     }
///
///     fn base(&self) -> DefaultToken {
///         DefaultToken { sub: self.sub.clone(), ..DefaultToken::default() }
///     }
/// }
///
/// let token = Token::extend(DefaultToken::default(), Claims { id: "1815".to_owned() });
/// assert_eq!(token.id, "1815");
/// ```
pub trait Extended: Sized {
    /// The default fields.
    type Base;
    /// The application's own fields.
    type Extra;

    /// Puts the two together.
    fn extend(base: Self::Base, extra: Self::Extra) -> Self;

    /// A copy of the default fields.
    fn base(&self) -> Self::Base;
}
