//! From a provider's profile to the application's user, and what is told of users and accounts.

use std::sync::Mutex;

use auth_runtime::{
    Account, AuthConfig, DefaultUser, Extended, Profile, ProviderType, auth_config,
};
use serde_json::{Value, json};

#[auth_config(strategy = database)]
mod auth {
    use std::sync::Mutex;

    #[extend(user)]
    #[derive(Debug)]
    pub(crate) struct Person {
        pub(crate) login: String,
        pub(crate) provider: String,
    }

    #[profile]
    async fn profile(
        user: DefaultUser,
        profile: &Profile,
        account: &Account,
        state: &Mutex<Vec<String>>,
    ) -> Result<User, String> {
        std::future::ready(()).await;
        let login = profile.text("login");
        let Some(login) = login else {
            return Err("the profile has no login".to_owned());
        };
        state.lock().unwrap().push("profile".to_owned());
        Ok(user.extend(Person {
            login: login.to_owned(),
            provider: account.provider.clone(),
        }))
    }

    #[on(create_user)]
    fn created(user: &User, state: &Mutex<Vec<String>>) -> Result<(), String> {
        state
            .lock()
            .unwrap()
            .push(format!("created {}", user.login));
        Err("told".to_owned())
    }

    #[on(update_user)]
    fn updated(user: &User, state: &Mutex<Vec<String>>) {
        state
            .lock()
            .unwrap()
            .push(format!("updated {}", user.login));
    }

    #[on(link_account)]
    fn linked(
        user: &User,
        account: &Account,
        profile: Option<&Profile>,
        state: &Mutex<Vec<String>>,
    ) {
        let line = format!("{} {} {}", user.login, account.provider, profile.is_some());
        state.lock().unwrap().push(line);
    }
}

/// Its user starts from default values.
#[cfg_attr(not(feature = "encrypted"), auth_config(strategy = jwt))]
#[cfg_attr(feature = "encrypted", auth_config(strategy = jwt(encrypted)))]
mod with_defaults {
    #[extend(user)]
    #[derive(Debug, Default)]
    pub(crate) struct Person {
        pub(crate) role: String,
        pub(crate) login: Option<String>,
    }

    #[profile]
    fn profile(mut user: User, profile: &Profile) -> User {
        user.login = profile.text("login").map(str::to_owned);
        user
    }
}

/// Nothing extends its user.
#[cfg_attr(not(feature = "encrypted"), auth_config(strategy = jwt))]
#[cfg_attr(feature = "encrypted", auth_config(strategy = jwt(encrypted)))]
mod plain {
    #[session]
    fn session(session: Session) -> Session {
        session
    }
}

/// Something extends its user, and nothing makes it of a profile.
#[auth_config(strategy = database)]
mod without_callback {
    #[extend(user)]
    #[derive(Debug)]
    pub(crate) struct Person {
        pub(crate) role: String,
    }
}

/// The same with tokens.
#[cfg_attr(not(feature = "encrypted"), auth_config(strategy = jwt))]
#[cfg_attr(feature = "encrypted", auth_config(strategy = jwt(encrypted)))]
mod with_a_form_alone {
    #[extend(user)]
    #[derive(Debug)]
    pub(crate) struct Person {
        pub(crate) role: String,
    }

    #[derive(serde::Deserialize)]
    pub(crate) struct Form {
        pub(crate) role: String,
    }

    #[credentials]
    fn authorize(credentials: Form) -> Option<User> {
        let Form { role } = credentials;
        (!role.is_empty()).then(|| DefaultUser::default().extend(Person { role }))
    }
}

fn ada() -> DefaultUser {
    DefaultUser {
        id: "1815".to_owned(),
        name: Some("Ada".to_owned()),
        ..DefaultUser::default()
    }
}

fn github() -> Account {
    Account::new(ProviderType::OAuth, "github", "1815")
}

fn profile(value: Value) -> Profile {
    match value {
        Value::Object(fields) => Profile::new(fields),
        other => panic!("{other} is no profile"),
    }
}

#[tokio::test]
async fn the_callback_fills_the_fields_of_the_application() {
    let state = Mutex::default();
    let said = profile(json!({ "login": "ada" }));
    let user = auth::Config::profile(ada(), &said, &github(), &state)
        .await
        .unwrap();
    assert_eq!(
        (user.id.as_str(), user.name.as_deref()),
        ("1815", Some("Ada"))
    );
    assert_eq!(
        (user.login.as_str(), user.provider.as_str()),
        ("ada", "github")
    );
    assert_eq!(*state.lock().unwrap(), ["profile"]);
}

#[tokio::test]
async fn its_error_is_the_callback_s_own() {
    let said = profile(json!({}));
    let error = auth::Config::profile(ada(), &said, &github(), &Mutex::default())
        .await
        .unwrap_err();
    assert_eq!(error.to_string(), "the profile has no login");
}

#[tokio::test]
async fn a_user_with_default_values_starts_from_them() {
    let said = profile(json!({ "login": "ada" }));
    let user = with_defaults::Config::profile(ada(), &said, &github(), &())
        .await
        .unwrap();
    assert_eq!(user.name.as_deref(), Some("Ada"));
    assert_eq!(
        (user.role.as_str(), user.login.as_deref()),
        ("", Some("ada"))
    );
}

#[tokio::test]
async fn a_user_that_nothing_extends_needs_no_callback() {
    let said = profile(json!({}));
    let user = plain::Config::profile(ada(), &said, &github(), &())
        .await
        .unwrap();
    assert_eq!(user.base(), ada());
}

#[tokio::test]
async fn an_extended_user_without_the_callback_is_refused() {
    let said = profile(json!({}));
    let rows = without_callback::Config::profile(ada(), &said, &github(), &()).await;
    let tokens = with_a_form_alone::Config::profile(ada(), &said, &github(), &()).await;
    for error in [rows.unwrap_err(), tokens.unwrap_err()] {
        assert!(error.to_string().contains("#[profile]"), "{error}");
    }
}

#[tokio::test]
async fn events_tell_of_the_user_and_the_account() {
    let state = Mutex::default();
    let said = profile(json!({}));
    let user = auth::User::extend(
        ada(),
        auth::Person {
            login: "ada".to_owned(),
            provider: "github".to_owned(),
        },
    );
    let error = auth::Config::on_create_user(&user, &state)
        .await
        .unwrap_err();
    assert_eq!(error.to_string(), "told");
    auth::Config::on_update_user(&user, &state).await.unwrap();
    auth::Config::on_link_account(&user, &github(), Some(&said), &state)
        .await
        .unwrap();
    assert_eq!(
        *state.lock().unwrap(),
        ["created ada", "updated ada", "ada github true"]
    );

    let plain = plain::User::extend(ada(), ());
    assert!(plain::Config::on_create_user(&plain, &()).await.is_ok());
    assert!(plain::Config::on_update_user(&plain, &()).await.is_ok());
    let told = plain::Config::on_link_account(&plain, &github(), None, &()).await;
    assert!(told.is_ok());
}
