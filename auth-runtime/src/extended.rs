/// A type of the module: the default fields of `Base` and the application's own fields, flat.
///
/// The macro implements it for `User`, `Token`, `SessionUser` and `Session`.
/// The runtime has a `Base`; fields with `#[from(..)]` turn it into a `Start`, and a callback adds `Extra`:
/// the application's other `#[extend(..)]` struct, a pair of two, or `()`.
///
/// ```
/// use auth_runtime::{DefaultToken, Extended};
///
/// struct Claims { id: String }
/// struct Token { sub: Option<String>, id: String }
///
/// impl Extended for Token {
///     type Base = DefaultToken;
///     type Start = DefaultToken;
///     type Extra = Claims;
///
///     fn extend(start: DefaultToken, extra: Claims) -> Self {
///         Self { sub: start.sub, id: extra.id }
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
    /// What a callback starts from: `Base`, or a type that has the fields with a source as well.
    type Start;
    /// The fields that a callback fills.
    type Extra;

    /// Puts the two together.
    fn extend(start: Self::Start, extra: Self::Extra) -> Self;

    /// A copy of the default fields.
    fn base(&self) -> Self::Base;
}
