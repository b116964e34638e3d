use auth_runtime::strategy::Database;
use auth_runtime::table::{Callback, Field, Parameter, Table};
use auth_runtime::{
    AuthConfig, BoxError, Builder, CredentialsProvider, DatabaseCallbacks, DefaultSession,
    DefaultSessionUser, DefaultUser, Form, NoUpdate, SessionInput, Timestamp,
};
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
pub(super) struct Session {
    user: SessionUser,
    expires: Timestamp,
}

#[derive(Serialize)]
struct SessionUser {
    #[serde(flatten)]
    default: DefaultSessionUser,
    id: String,
}

#[derive(Deserialize)]
struct SignInForm {
    name: String,
}

pub(super) struct Config;

pub(super) fn builder() -> Builder<Config> {
    Builder::new()
}

auth_runtime::extractors!(Session, Config);

impl AuthConfig for Config {
    type User = DefaultUser;
    type Session = Session;
    type State = ();
    type Strategy = Database;

    const TABLE: Table = Table::new("database")
        .callbacks(&[
            Callback::new("#[session]", "session")
                .asynchronous()
                .parameters(&[
                    Parameter::new("session", "Session"),
                    Parameter::new("user", "&User"),
                ])
                .returns("Session"),
            Callback::new("#[credentials]", "authorize")
                .asynchronous()
                .parameters(&[Parameter::new("credentials", "SignInForm")])
                .returns("Option<User>"),
        ])
        .fields(&[Field::new("session.user", "id", "String")]);

    const CREDENTIALS: &'static [CredentialsProvider] = &[CredentialsProvider::new::<SignInForm>(
        "credentials",
        "Name",
    )];

    async fn authorize(_: &str, form: &Form, (): &()) -> Result<Option<DefaultUser>, BoxError> {
        let credentials: SignInForm = form.deserialize()?;
        Ok(Some(DefaultUser {
            id: format!("id-of-{}", credentials.name),
            name: Some(credentials.name),
            ..DefaultUser::default()
        }))
    }
}

impl DatabaseCallbacks for Config {
    type Update = NoUpdate;

    async fn session(
        session: DefaultSession,
        input: SessionInput<'_, Self>,
        (): &(),
    ) -> Result<Session, BoxError> {
        let user = SessionUser {
            default: session.user,
            id: input.user.id.clone(),
        };
        let expires = session.expires;
        Ok(Session { user, expires })
    }
}
