//! The application that is measured with its sessions in a database: the session of the seed, and a
//! users table with one column of the application's own.

use auth_runtime::auth_config;

/// The module of the application.
#[allow(clippy::unused_async)] // The page that this follows has async callbacks.
#[auth_config(strategy = database)]
pub mod auth {
    /// A column of the users table.
    #[extend(user)]
    #[derive(Debug, Default)]
    pub struct Person {
        /// Read with the user, and not shown.
        pub role: String,
    }

    /// Shown to the client.
    #[extend(session.user)]
    #[derive(Debug, Default)]
    pub struct Identity {
        /// The user's id.
        pub id: String,
    }

    #[session]
    async fn session(mut session: Session, user: &User) -> Session {
        session.user.id.clone_from(&user.id);
        session
    }

    /// The sign-in form.
    #[derive(Debug, serde::Deserialize)]
    pub struct SignInForm {
        email: String,
        password: Secret<String>,
    }

    #[credentials]
    async fn authorize(credentials: SignInForm) -> Option<User> {
        let is_right = credentials.password.expose_secret() == crate::app::PASSWORD;
        is_right.then(|| User {
            id: crate::app::ID.to_owned(),
            name: Some(crate::app::NAME.to_owned()),
            email: Some(credentials.email),
            image: Some(crate::app::PICTURE.to_owned()),
            role: "reader".to_owned(),
            ..User::default()
        })
    }
}
