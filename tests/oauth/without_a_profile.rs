//! People who come with accounts, and nothing that makes users of them.

use auth_runtime::adapter::MemoryAdapter;
use auth_runtime::provider::{self, Email, SignInMail};
use auth_runtime::{BoxError, ConfigError, auth_config};
use auth_tests::SECRET;

/// What only the application can fill, and no `#[profile]` to do so.
#[auth_config(strategy = database)]
mod bare {
    #[extend(user)]
    pub(crate) struct Person {
        pub(crate) role: String,
    }
}

#[auth_config(strategy = jwt)]
mod filled {
    #[extend(user)]
    pub(crate) struct Person {
        pub(crate) role: String,
    }

    #[profile]
    fn profile(user: DefaultUser) -> User {
        let role = "reader".to_owned();
        user.extend(Person { role })
    }
}

#[auth_config(strategy = jwt)]
mod plain {
    #[jwt]
    fn jwt(token: Token) -> Token {
        token
    }
}

fn github() -> provider::OAuthProvider {
    provider::github().client("id", "secret")
}

async fn unsent(_: SignInMail) -> Result<(), BoxError> {
    Ok(())
}

#[tokio::test]
async fn the_builder_says_so() {
    let builder = || bare::builder().secret(SECRET).adapter(MemoryAdapter::new());
    let error = builder().provider(github()).build().await.unwrap_err();
    assert_eq!(error.errors(), [ConfigError::NoProfile]);
    assert!(error.to_string().contains("#[profile]"), "{error}");
    let error = builder().provider(Email::new(unsent)).build().await;
    assert_eq!(error.unwrap_err().errors(), [ConfigError::NoProfile]);
    // Beside what else is wrong.
    let bare = bare::builder().adapter(MemoryAdapter::new());
    let error = bare.provider(github()).build().await.unwrap_err();
    assert_eq!(
        error.errors(),
        [ConfigError::NoSecret, ConfigError::NoProfile]
    );
    // Forms make their users themselves.
    assert!(builder().build().await.is_ok());
}

#[test]
fn whoever_makes_users_may_have_providers() {
    let filled = filled::builder().secret(SECRET);
    assert!(filled.provider(github()).build().is_ok());
    let plain = plain::builder().secret(SECRET);
    assert!(plain.provider(github()).build().is_ok());
}
