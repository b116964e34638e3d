use std::borrow::Cow;

/// A name in the database. It is quoted wherever it is used, so any name will do.
type Name = Cow<'static, str>;

/// What the tables and their columns are called, and what a number in a column of moments means.
///
/// The default is what the migrations create. The presets are the tables of Auth.js's own adapters,
/// and every name can be changed:
///
/// ```
/// use auth_runtime::adapter::Tables;
///
/// let mut tables = Tables::prisma();
/// tables.users.table = "Member".into();
/// tables.sessions.created = Some("createdAt".into());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tables {
    /// The schema of all tables; `None` is where the connection looks by itself.
    pub schema: Option<Name>,
    /// Users.
    pub users: UsersTable,
    /// Their accounts at providers.
    pub accounts: AccountsTable,
    /// Sessions.
    pub sessions: SessionsTable,
    /// Tokens that prove an address.
    pub verification_tokens: VerificationTokensTable,
    /// How a moment is written where the column has no type of the database's own for it.
    pub moments: Moments,
}

/// How a column of numbers or of text holds a moment.
///
/// A column of a type such as `timestamptz` or `DATETIME` needs no such setting; only SQLite, which
/// has none, follows it there as well.
///
/// ```
/// use auth_runtime::adapter::{Moments, Tables};
///
/// assert_eq!(Tables::default().moments, Moments::Seconds);
/// assert_eq!(Tables::drizzle().moments, Moments::Milliseconds);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Moments {
    /// Seconds since 1970.
    #[default]
    Seconds,
    /// Milliseconds since 1970, as Prisma and Drizzle's `timestamp_ms` write them in SQLite.
    Milliseconds,
    /// A text such as `2026-12-23T14:43:33.000Z`. For SQLite only.
    Text,
}

/// The users table. See [`Tables`].
///
/// ```
/// assert_eq!(auth_runtime::adapter::Tables::default().users.email_verified, "email_verified");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs)] // Each field is the name of the column for the user's field of this name.
pub struct UsersTable {
    /// The table's own name.
    pub table: Name,
    pub id: Name,
    pub name: Name,
    pub email: Name,
    pub email_verified: Name,
    pub image: Name,
    /// A column that is set to the present moment with every change, if the table has it.
    pub updated: Option<Name>,
}

/// The accounts table. See [`Tables`].
///
/// ```
/// assert_eq!(auth_runtime::adapter::Tables::prisma().accounts.user_id, "userId");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs)] // Each field is the name of the column for the account's field of this name.
pub struct AccountsTable {
    /// The table's own name.
    pub table: Name,
    /// Whose account it is.
    pub user_id: Name,
    pub r#type: Name,
    pub provider: Name,
    pub provider_account_id: Name,
    pub refresh_token: Name,
    pub access_token: Name,
    /// Seconds since 1970, whatever other columns of moments hold.
    pub expires_at: Name,
    pub token_type: Name,
    pub scope: Name,
    pub id_token: Name,
    pub session_state: Name,
    /// A column of the row's own id, which is filled if the table has it and gives it no value itself.
    pub row_id: Option<Name>,
    /// A column that is set to the present moment with every change, if the table has it.
    pub updated: Option<Name>,
}

/// The sessions table. See [`Tables`].
///
/// ```
/// assert_eq!(auth_runtime::adapter::Tables::drizzle().sessions.id, "sessionToken");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SessionsTable {
    /// The table's own name.
    pub table: Name,
    /// The session's id.
    pub id: Name,
    /// Whose session it is.
    pub user_id: Name,
    /// When it ends.
    pub expires: Name,
    /// When the user signed in, which an absolute lifetime is counted from.
    pub created: Option<Name>,
    /// When it was last used.
    pub last_seen: Option<Name>,
    /// The browser that signed in.
    pub user_agent: Option<Name>,
    /// A column of the row's own id, which is filled if the table has it and gives it no value itself.
    pub row_id: Option<Name>,
    /// A column that is set to the present moment with every change, if the table has it.
    pub updated: Option<Name>,
}

/// The table of verification tokens. See [`Tables`].
///
/// ```
/// let tables = auth_runtime::adapter::Tables::authjs_pg();
/// assert_eq!(tables.verification_tokens.table, "verification_token");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs)] // Each field is the name of the column for the token's field of this name.
pub struct VerificationTokensTable {
    /// The table's own name.
    pub table: Name,
    pub identifier: Name,
    pub token: Name,
    pub expires: Name,
}

impl Default for Tables {
    fn default() -> Self {
        Self {
            schema: None,
            users: UsersTable {
                table: "users".into(),
                id: "id".into(),
                name: "name".into(),
                email: "email".into(),
                email_verified: "email_verified".into(),
                image: "image".into(),
                updated: None,
            },
            accounts: AccountsTable {
                table: "accounts".into(),
                user_id: "user_id".into(),
                r#type: "type".into(),
                provider: "provider".into(),
                provider_account_id: "provider_account_id".into(),
                refresh_token: "refresh_token".into(),
                access_token: "access_token".into(),
                expires_at: "expires_at".into(),
                token_type: "token_type".into(),
                scope: "scope".into(),
                id_token: "id_token".into(),
                session_state: "session_state".into(),
                row_id: None,
                updated: None,
            },
            sessions: SessionsTable {
                table: "sessions".into(),
                id: "id".into(),
                user_id: "user_id".into(),
                expires: "expires".into(),
                created: Some("created".into()),
                last_seen: Some("last_seen".into()),
                user_agent: Some("user_agent".into()),
                row_id: None,
                updated: None,
            },
            verification_tokens: VerificationTokensTable {
                table: "verification_tokens".into(),
                identifier: "identifier".into(),
                token: "token".into(),
                expires: "expires".into(),
            },
            moments: Moments::Seconds,
        }
    }
}

impl Tables {
    /// The tables of Auth.js's PostgreSQL sample, `@auth/pg-adapter`.
    ///
    /// They say nothing of a session but its user and its end, and number their rows.
    ///
    /// ```
    /// use auth_runtime::adapter::Tables;
    ///
    /// assert_eq!(Tables::authjs_pg().users.email_verified, "emailVerified");
    /// ```
    pub fn authjs_pg() -> Self {
        Self::authjs(["users", "accounts", "sessions", "verification_token"])
    }

    /// The tables of Auth.js's Prisma adapter.
    ///
    /// A column `updatedAt` is kept up to date where there is one: Prisma does so itself, and not the database.
    ///
    /// ```
    /// use auth_runtime::adapter::Tables;
    ///
    /// assert_eq!(Tables::prisma().users.table, "User");
    /// ```
    pub fn prisma() -> Self {
        let mut tables = Self::authjs(["User", "Account", "Session", "VerificationToken"]);
        tables.users.updated = Some("updatedAt".into());
        tables.accounts.updated = Some("updatedAt".into());
        tables.sessions.updated = Some("updatedAt".into());
        tables.moments = Moments::Milliseconds;
        tables
    }

    /// The tables of Auth.js's Drizzle adapter.
    ///
    /// ```
    /// use auth_runtime::adapter::Tables;
    ///
    /// assert_eq!(Tables::drizzle().verification_tokens.table, "verificationToken");
    /// ```
    pub fn drizzle() -> Self {
        let mut tables = Self::authjs(["user", "account", "session", "verificationToken"]);
        tables.moments = Moments::Milliseconds;
        tables
    }

    /// The columns that all of Auth.js's SQL adapters have in common.
    fn authjs([users, accounts, sessions, tokens]: [&'static str; 4]) -> Self {
        let mut tables = Self::default();
        tables.users.table = users.into();
        tables.users.email_verified = "emailVerified".into();
        tables.accounts.table = accounts.into();
        tables.accounts.user_id = "userId".into();
        tables.accounts.provider_account_id = "providerAccountId".into();
        tables.accounts.row_id = Some("id".into());
        tables.sessions.table = sessions.into();
        tables.sessions.id = "sessionToken".into();
        tables.sessions.user_id = "userId".into();
        tables.sessions.created = None;
        tables.sessions.last_seen = None;
        tables.sessions.user_agent = None;
        tables.sessions.row_id = Some("id".into());
        tables.verification_tokens.table = tokens.into();
        tables
    }
}
