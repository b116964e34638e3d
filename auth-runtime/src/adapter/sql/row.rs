//! From rows to records, and back.

use serde_json::Value;

use super::dialect::{Bind, Dialect};
use crate::adapter::{AdapterError, ColumnKind, UserColumn, UserRecord};
use crate::{Account, DefaultUser, ProviderType, Secret, Timestamp};

/// Reads the columns of a row one after the other.
pub(super) struct Reader<'a, DB: Dialect> {
    row: &'a DB::Row,
    next: usize,
}

impl<'a, DB: Dialect> Reader<'a, DB> {
    pub(super) fn new(row: &'a DB::Row) -> Self {
        Self { row, next: 0 }
    }

    fn take<T>(
        &mut self,
        what: &str,
        read: fn(&DB::Row, usize) -> Result<Option<T>, sqlx::Error>,
    ) -> Result<Option<T>, AdapterError> {
        let index = self.next;
        self.next += 1;
        // sqlx's own words may have the value in them.
        read(self.row, index)
            .map_err(|_| AdapterError::other(format!("the column of {what} cannot be read")))
    }

    pub(super) fn text(&mut self, what: &str) -> Result<Option<String>, AdapterError> {
        self.take(what, DB::text)
    }

    pub(super) fn filled_text(&mut self, what: &str) -> Result<String, AdapterError> {
        filled(what, self.text(what)?)
    }

    pub(super) fn integer(&mut self, what: &str) -> Result<Option<i64>, AdapterError> {
        self.take(what, DB::integer)
    }

    pub(super) fn moment(&mut self, what: &str) -> Result<Option<Timestamp>, AdapterError> {
        let seconds = self.integer(what)?;
        Ok(seconds.map(Timestamp::from_unix_seconds))
    }

    pub(super) fn filled_moment(&mut self, what: &str) -> Result<Timestamp, AdapterError> {
        filled(what, self.moment(what)?)
    }

    pub(super) fn user(&mut self, fields: &[UserColumn]) -> Result<UserRecord, AdapterError> {
        let user = DefaultUser {
            id: self.filled_text("the user's id")?,
            name: self.text("the user's name")?,
            email: self.text("the user's e-mail address")?,
            email_verified: self.moment("when the e-mail address was proven")?,
            image: self.text("the user's image")?,
        };
        let extra = fields.iter().map(|field| self.field(field));
        Ok(UserRecord::new(user, extra.collect::<Result<_, _>>()?))
    }

    fn field(&mut self, field: &UserColumn) -> Result<Value, AdapterError> {
        let what = format!("the user's field `{}`", field.name);
        let value = match field.kind {
            ColumnKind::Boolean => self.take(&what, DB::boolean)?.map(Value::from),
            ColumnKind::Integer => self.integer(&what)?.map(Value::from),
            ColumnKind::Real => self.take(&what, DB::real)?.map(Value::from),
            ColumnKind::Text => self.text(&what)?.map(Value::from),
            ColumnKind::Time => self
                .moment(&what)?
                .map(|moment| Value::from(moment.to_string())),
            ColumnKind::Json => match self.text(&what)? {
                Some(text) => Some(serde_json::from_str(&text).map_err(|_| {
                    AdapterError::other(format!("the column of {what} holds no JSON"))
                })?),
                None => None,
            },
        };
        Ok(value.unwrap_or(Value::Null))
    }

    /// The account of a row; `None` if it is of a kind that Auth.js has and this library has not.
    pub(super) fn account(&mut self) -> Result<Option<Account>, AdapterError> {
        let kind = self.filled_text("the account's type")?;
        let Some(kind) = ProviderType::from_word(&kind) else {
            return Ok(None);
        };
        let mut account = Account::new(
            kind,
            self.filled_text("the account's provider")?,
            self.filled_text("the account's id")?,
        );
        account.refresh_token = self.text("the refresh token")?.map(Secret::new);
        account.access_token = self.text("the access token")?.map(Secret::new);
        account.expires_at = self.moment("when the access token ends")?;
        account.token_type = self.text("the token's type")?;
        account.scope = self.text("the scope")?;
        account.id_token = self.text("the identity token")?.map(Secret::new);
        account.session_state = self.text("the session at the provider")?;
        Ok(Some(account))
    }
}

fn filled<T>(what: &str, value: Option<T>) -> Result<T, AdapterError> {
    value.ok_or_else(|| AdapterError::other(format!("the column of {what} is `NULL`")))
}

/// A value of an application's field, as the table takes it.
pub(super) enum Stored<'a> {
    Text(Option<&'a str>),
    Integer(Option<i64>),
    Real(Option<f64>),
    Boolean(Option<bool>),
    Json(Option<String>),
}

impl<'a> Stored<'a> {
    pub(super) fn new(field: &UserColumn, value: &'a Value) -> Result<Self, AdapterError> {
        let is_null = value.is_null();
        let stored = match field.kind {
            ColumnKind::Text => Self::Text(value.as_str()),
            ColumnKind::Integer => Self::Integer(value.as_i64()),
            ColumnKind::Real => Self::Real(value.as_f64()),
            ColumnKind::Boolean => Self::Boolean(value.as_bool()),
            ColumnKind::Time => {
                let moment: Option<Timestamp> = serde_json::from_value(value.clone()).ok();
                Self::Integer(moment.map(Timestamp::unix_seconds))
            }
            // A field that cannot be empty can still be JSON's own `null`.
            ColumnKind::Json => {
                Self::Json((!is_null || !field.is_nullable).then(|| value.to_string()))
            }
        };
        let is_lost = matches!(
            stored,
            Self::Text(None) | Self::Integer(None) | Self::Real(None) | Self::Boolean(None)
        );
        if is_lost && !is_null {
            return Err(AdapterError::other(format!(
                "the value for the user's field `{}` is not {}",
                field.name, field.kind
            )));
        }
        Ok(stored)
    }

    pub(super) fn bind(&self) -> Bind<'_> {
        match self {
            Self::Text(text) => Bind::Text(*text),
            Self::Integer(number) => Bind::Integer(*number),
            Self::Real(number) => Bind::Real(*number),
            Self::Boolean(truth) => Bind::Boolean(*truth),
            Self::Json(json) => Bind::Text(json.as_deref()),
        }
    }
}

pub(super) fn text(value: &str) -> Bind<'_> {
    Bind::Text(Some(value))
}

pub(super) fn maybe_text(value: Option<&String>) -> Bind<'_> {
    Bind::Text(value.map(String::as_str))
}

pub(super) fn secret(value: Option<&Secret<String>>) -> Bind<'_> {
    Bind::Text(value.map(|secret| secret.expose_secret().as_str()))
}

pub(super) fn moment<'a>(value: impl Into<Option<Timestamp>>) -> Bind<'a> {
    Bind::Integer(value.into().map(Timestamp::unix_seconds))
}
