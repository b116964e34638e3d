use std::fmt;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Why a store did not do what it was asked.
///
/// That something is not there is not an error.
///
/// ```
/// use auth_runtime::adapter::{AdapterError, Conflict};
///
/// assert!(AdapterError::unavailable("connection refused").is_unavailable());
/// assert_eq!(AdapterError::conflict(Conflict::Email).as_conflict(), Some(Conflict::Email));
/// ```
#[derive(Debug)]
pub struct AdapterError {
    kind: Kind,
    source: Option<BoxError>,
}

#[derive(Debug)]
enum Kind {
    Unavailable,
    Conflict(Conflict),
    NoUser,
    Tables(Vec<String>),
    Other,
}

/// What there is already, and can be only once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Conflict {
    /// Another user has the id.
    Id,
    /// Another user has the e-mail address.
    Email,
    /// The account belongs to a user already.
    Account,
    /// There is a session or a token of this id.
    Token,
    /// A rule of the application's own table, such as a unique column.
    Other,
}

impl AdapterError {
    /// The store cannot be reached, or does not answer in time: trying again later helps.
    pub fn unavailable(source: impl Into<BoxError>) -> Self {
        Self {
            kind: Kind::Unavailable,
            source: Some(source.into()),
        }
    }

    /// What is to be created is there already; nothing was changed.
    pub fn conflict(conflict: Conflict) -> Self {
        Self {
            kind: Kind::Conflict(conflict),
            source: None,
        }
    }

    /// What is to be created belongs to a user who is not there; nothing was changed.
    pub fn no_user() -> Self {
        Self {
            kind: Kind::NoUser,
            source: None,
        }
    }

    /// The tables do not fit; each problem names the table, the column and its type.
    pub fn tables(problems: Vec<String>) -> Self {
        Self {
            kind: Kind::Tables(problems),
            source: None,
        }
    }

    /// Anything else: trying again does not help.
    pub fn other(source: impl Into<BoxError>) -> Self {
        Self {
            kind: Kind::Other,
            source: Some(source.into()),
        }
    }

    /// The same error with what caused it.
    pub fn with_source(self, source: impl Into<BoxError>) -> Self {
        Self {
            source: Some(source.into()),
            ..self
        }
    }

    /// Whether the store is away for the moment.
    pub fn is_unavailable(&self) -> bool {
        matches!(self.kind, Kind::Unavailable)
    }

    /// What was there already.
    pub fn as_conflict(&self) -> Option<Conflict> {
        match self.kind {
            Kind::Conflict(conflict) => Some(conflict),
            _ => None,
        }
    }

    /// Whether the user is missing to whom something was to belong.
    pub fn is_no_user(&self) -> bool {
        matches!(self.kind, Kind::NoUser)
    }

    /// What is wrong with the tables, if this is why.
    pub fn as_tables(&self) -> Option<&[String]> {
        match &self.kind {
            Kind::Tables(problems) => Some(problems),
            _ => None,
        }
    }
}

impl fmt::Display for AdapterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match &self.kind {
            Kind::Unavailable => "the database cannot be reached",
            Kind::Conflict(Conflict::Id) => "a user of this id is there already",
            Kind::Conflict(Conflict::Email) => "another user has this e-mail address",
            Kind::Conflict(Conflict::Account) => "this account belongs to a user already",
            Kind::Conflict(Conflict::Token) => "a session or token of this id is there already",
            Kind::Conflict(Conflict::Other) => "the table has such a row already",
            Kind::NoUser => "there is no such user",
            Kind::Tables(problems) => {
                f.write_str("the tables do not fit")?;
                let mut problems = problems.iter();
                return problems.try_for_each(|problem| write!(f, "; {problem}"));
            }
            Kind::Other => "the database refused",
        })
    }
}

impl std::error::Error for AdapterError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
