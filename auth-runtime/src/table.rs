//! The callback table as data: which callback serves which moment, and which fields the application added.
//!
//! `#[auth_config]` writes it as `Config::TABLE`. The runtime logs it once when it is built, and tools and
//! tests can read it. It is made of what the application wrote and holds no value of any deployment.
//!
//! ```
//! #[auth_runtime::auth_config(strategy = jwt)]
//! mod auth {
//!     #[extend(token)]
//!     #[derive(Default)]
//!     pub struct Claims { pub id: String }
//!
//!     #[jwt]
//!     async fn jwt(mut token: Token, user: Option<&User>) -> Token {
//!         if let Some(user) = user {
//!             token.id = user.id.clone();
//!         }
//!         token
//!     }
//! }
//!
//! # fn main() {
//! assert_eq!(
//!     auth::Config::TABLE.to_string(),
//!     "\
//! strategy = jwt
//!
//! #[jwt]    async fn jwt(token: Token, user: Option<&User>) -> Token
//!
//! token.id  String",
//! );
//! # }
//! ```

use std::fmt::{self, Display};

/// A module's callbacks and extra fields, in the order in which they are written.
///
/// Who implements [`AuthConfig`](crate::AuthConfig) by hand may describe the callbacks with it, or leave that out:
///
/// ```
/// use auth_runtime::table::{Callback, Field, Parameter, Table};
///
/// const TABLE: Table = Table::new("jwt")
///     .callbacks(&[Callback::new("#[session]", "session")
///         .parameters(&[
///             Parameter::new("session", "DefaultSession"),
///             Parameter::new("token", "&Token"),
///         ])
///         .returns("Session")])
///     .fields(&[Field::new("session.user", "user_id", "String").key("userId")]);
///
/// assert_eq!(
///     TABLE.callbacks[0].to_string(),
///     "#[session] fn session(session: DefaultSession, token: &Token) -> Session",
/// );
/// assert_eq!(TABLE.fields[0].to_string(), r#"session.user.user_id: String as "userId""#);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Table {
    /// Where the session lives, as in `#[auth_config(strategy = ..)]`: `jwt`, `jwt(encrypted)` or `database`.
    pub strategy: &'static str,
    /// What the application is asked and told.
    pub callbacks: &'static [Callback],
    /// What the application added to the user, the token and the session.
    pub fields: &'static [Field],
}

/// A function of the application, and the moment that it serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Callback {
    /// The attribute with the phase, the event or the form's id: `#[jwt]`, `#[jwt(read)]`, `#[on(sign_out)]`,
    /// `#[credentials(id = "ldap")]`.
    pub attribute: &'static str,
    /// The function's name.
    pub function: &'static str,
    /// Whether it is an `async fn`.
    pub is_async: bool,
    /// What it takes, in its own order.
    pub parameters: &'static [Parameter],
    /// The type that it returns; `()` if it says none.
    pub returns: &'static str,
}

/// What a callback takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Parameter {
    /// The name by which the value is chosen, without `mut` or a leading underscore.
    pub name: &'static str,
    /// The type as the application wrote it.
    pub ty: &'static str,
}

/// A field that the application added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Field {
    /// What it extends, as in `#[extend(..)]`: `user`, `token`, `session` or `session.user`.
    pub place: &'static str,
    /// Its name in Rust.
    pub name: &'static str,
    /// Its name in JSON; of a user, the column's.
    pub key: &'static str,
    /// The type as the application wrote it.
    pub ty: &'static str,
    /// Where its value comes from, such as `token.id`; `None` if a callback fills it.
    pub source: Option<&'static str>,
}

impl Table {
    /// A table of this strategy, without any callback or field.
    pub const fn new(strategy: &'static str) -> Self {
        Self {
            strategy,
            callbacks: &[],
            fields: &[],
        }
    }

    /// With these callbacks.
    pub const fn callbacks(self, callbacks: &'static [Callback]) -> Self {
        Self { callbacks, ..self }
    }

    /// With these extra fields.
    pub const fn fields(self, fields: &'static [Field]) -> Self {
        Self { fields, ..self }
    }

    /// Says at start what was built, so that a log can be read without the code beside it.
    pub(crate) fn log(&self) {
        tracing::info!(
            strategy = self.strategy,
            callbacks = %List(self.callbacks),
            fields = %List(self.fields),
            "the callback table"
        );
    }
}

/// A line a callback and a line a field, in two columns.
impl Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let callbacks = self
            .callbacks
            .iter()
            .map(|callback| (callback.attribute.to_owned(), callback.signature()));
        let fields = self
            .fields
            .iter()
            .map(|field| (field.path(), field.contents()));
        let parts = [callbacks.collect::<Vec<_>>(), fields.collect()];
        let lefts = parts.iter().flatten().map(|(left, _)| left.len());
        let width = lefts.max().unwrap_or_default();
        write!(f, "strategy = {}", self.strategy)?;
        for part in parts.iter().filter(|part| !part.is_empty()) {
            f.write_str("\n")?;
            for (left, right) in part {
                write!(f, "\n{left:width$}  {right}")?;
            }
        }
        Ok(())
    }
}

impl Callback {
    /// The `fn` with this name under this attribute, which takes nothing and returns nothing.
    pub const fn new(attribute: &'static str, function: &'static str) -> Self {
        Self {
            attribute,
            function,
            is_async: false,
            parameters: &[],
            returns: "()",
        }
    }

    /// It is an `async fn`.
    pub const fn asynchronous(self) -> Self {
        Self {
            is_async: true,
            ..self
        }
    }

    /// It takes these.
    pub const fn parameters(self, parameters: &'static [Parameter]) -> Self {
        Self { parameters, ..self }
    }

    /// It returns this type.
    pub const fn returns(self, returns: &'static str) -> Self {
        Self { returns, ..self }
    }

    /// The function without its body.
    fn signature(&self) -> String {
        let keywords = if self.is_async { "async fn" } else { "fn" };
        let parameters: Vec<_> = self.parameters.iter().map(Parameter::to_string).collect();
        let returns = match self.returns {
            "()" => String::new(),
            ty => format!(" -> {ty}"),
        };
        let (function, parameters) = (self.function, parameters.join(", "));
        format!("{keywords} {function}({parameters}){returns}")
    }
}

/// The function as it is written, on one line.
impl Display for Callback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.attribute, self.signature())
    }
}

impl Parameter {
    /// A parameter with its name and its type.
    pub const fn new(name: &'static str, ty: &'static str) -> Self {
        Self { name, ty }
    }
}

impl Display for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name, self.ty)
    }
}

impl Field {
    /// A field of this name and type in `place`, under the same name in JSON, which a callback fills.
    pub const fn new(place: &'static str, name: &'static str, ty: &'static str) -> Self {
        Self {
            place,
            name,
            key: name,
            ty,
            source: None,
        }
    }

    /// It has another name in JSON, or as a column.
    pub const fn key(self, key: &'static str) -> Self {
        Self { key, ..self }
    }

    /// Its value comes from there.
    pub const fn filled_from(self, source: &'static str) -> Self {
        Self {
            source: Some(source),
            ..self
        }
    }

    /// How callbacks get at it.
    fn path(&self) -> String {
        format!("{}.{}", self.place, self.name)
    }

    /// What it holds, and what is not to be seen from that.
    fn contents(&self) -> String {
        let mut text = self.ty.to_owned();
        if self.key != self.name.trim_start_matches("r#") {
            text.push_str(" as \"");
            text.push_str(self.key);
            text.push('"');
        }
        if let Some(source) = self.source {
            text.push_str(" from ");
            text.push_str(source);
        }
        text
    }
}

impl Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path(), self.contents())
    }
}

/// Several on one line.
struct List<T: 'static>(&'static [T]);

impl<T: Display> Display for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, item) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(f, "{separator}{item}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_can_read_it() {
        const TABLE: Table = Table::new("jwt")
            .callbacks(&[
                Callback::new("#[jwt(sign_in)]", "start")
                    .asynchronous()
                    .parameters(&[
                        Parameter::new("token", "DefaultToken"),
                        Parameter::new("user", "&User"),
                    ])
                    .returns("Result<Token, BoxError>"),
                Callback::new("#[on(sign_out)]", "bye"),
            ])
            .fields(&[
                Field::new("token", "r#type", "Option<Kind>").key("type"),
                Field::new("session.user", "user_id", "String")
                    .key("userId")
                    .filled_from("token.id"),
            ]);
        let expected = r#"strategy = jwt

#[jwt(sign_in)]       async fn start(token: DefaultToken, user: &User) -> Result<Token, BoxError>
#[on(sign_out)]       fn bye()

token.r#type          Option<Kind>
session.user.user_id  String as "userId" from token.id"#;
        assert_eq!(TABLE.to_string(), expected);
        let one_line =
            "token.r#type: Option<Kind>; session.user.user_id: String as \"userId\" from token.id";
        assert_eq!(List(TABLE.fields).to_string(), one_line);
    }
}
