use super::{assert_snapshot, expand, pretty};

#[test]
fn the_module_of_the_seed() {
    let module = "
        pub mod auth {
            /// Kept in the session token, beside `name`, `email`, `picture` and `sub`.
            #[extend(token)]
            #[derive(Default)]
            pub struct Claims { pub id: String }

            /// Shown to the client under `session.user`, beside `name`, `email` and `image`.
            #[extend(session.user)]
            #[derive(Default)]
            pub struct Identity { pub id: String }

            #[jwt]
            async fn jwt(mut token: Token, user: Option<&User>) -> Token {
                if let Some(user) = user {
                    token.id = user.id.clone();
                }
                token
            }

            #[session]
            async fn session(mut session: Session, token: &Token) -> Session {
                session.user.id = token.id.clone();
                session
            }
        }
    ";
    assert_snapshot("seed", &pretty(expand("strategy = jwt", module)));
}

#[test]
fn the_database_module_of_the_seed() {
    let module = "
        pub mod auth {
            /// Shown to the client under `session.user`, beside `name`, `email` and `image`.
            #[extend(session.user)]
            #[derive(Default)]
            pub struct Identity { pub id: String }

            #[session]
            async fn session(mut session: Session, user: &User) -> Session {
                session.user.id = user.id.clone();
                session
            }
        }
    ";
    assert_snapshot(
        "seed_database",
        &pretty(expand("strategy = database", module)),
    );
}

#[test]
fn the_shortest_form_of_the_seed() {
    let module = "
        pub mod auth {
            #[extend(token)]        pub struct Claims   { #[from(user.id)]  pub id: String }
            #[extend(session.user)] pub struct Identity { #[from(token.id)] pub id: String }
        }
    ";
    assert_snapshot("sources", &pretty(expand("strategy = jwt", module)));
}

#[test]
fn fields_with_and_without_a_source() {
    let module = "
        mod auth {
            #[extend(token)]
            pub struct Claims { #[from(profile.address.locality)] pub city: Option<String> }

            #[extend(token)]
            pub struct Role { pub role: String }

            #[extend(session)]
            pub struct City { #[from(token.city)] pub city: Option<String> }

            #[extend(session.user)]
            pub struct Rights { pub role: String }

            #[jwt(sign_in)]
            fn sign_in(token: DefaultToken) -> Token {
                token.extend(Role { role: String::new() })
            }

            #[session]
            fn session(session: DefaultSession, token: &Token) -> Session {
                session.extend(Rights { role: token.role.clone() })
            }
        }
    ";
    assert_snapshot(
        "sources_and_callbacks",
        &pretty(expand("strategy = jwt", module)),
    );
}

#[test]
fn columns_of_the_application() {
    let module = r#"
        mod auth {
            #[extend(user)]
            #[serde(rename_all = "camelCase")]
            pub struct Person {
                pub tenant_role: Option<Role>,
                #[cfg(feature = "themes")]
                pub r#type: String,
                #[serde(rename = "logins")]
                pub count: i64,
            }

            #[update]
            #[derive(serde::Deserialize)]
            pub struct Update { pub name: String }

            #[session]
            fn session(session: Session, user: &User, trigger: Trigger, update: Option<Update>, state: &Pool) -> Session {
                session
            }

            #[profile]
            async fn profile(user: DefaultUser, profile: &Profile, account: &Account) -> Result<User, Failure> {
                Err(Failure)
            }

            #[on(sign_out)]
            fn signed_out(user: &User) {}

            #[on(create_user)]
            async fn created(user: &User, state: &Pool) {}

            #[on(update_user)]
            fn updated(user: &User) {}

            #[on(link_account)]
            fn linked(user: &User, account: &Account, profile: Option<&Profile>) {}

            #[on(session)]
            async fn was_read(session: &Session, user: &User) {}
        }
    "#;
    assert_snapshot("columns", &pretty(expand("strategy = database", module)));
}

#[test]
fn three_phases_without_defaults() {
    let module = "
        mod auth {
            #[extend(token)]
            pub struct Claims { pub id: String, pub theme: Option<String> }

            #[update]
            #[derive(serde::Deserialize)]
            pub struct Update { pub theme: String }

            #[jwt(sign_in)]
            async fn sign_in(token: DefaultToken, user: &User) -> Token {
                token.extend(Claims { id: user.id.clone(), theme: None })
            }

            #[jwt(read)]
            fn read(token: Token) -> Option<Token> {
                Some(token)
            }

            #[jwt(update)]
            async fn update(mut token: Token, update: Update) -> Token {
                token.theme = Some(update.theme);
                token
            }
        }
    ";
    assert_snapshot("three_phases", &pretty(expand("strategy = jwt", module)));
}

#[test]
fn everything() {
    let module = r#"
        /// Who may come in.
        pub(crate) mod auth {
            //! The callbacks.

            use super::Pool;

            #[extend(user)]
            #[derive(Clone, Debug)]
            pub struct Person {
                pub role: String,
                #[cfg(feature = "themes")]
                pub theme: Theme,
                #[serde(default)]
                pub visits: u8,
            }

            #[extend(token)]
            #[derive(Clone, Default)]
            #[serde(rename_all = "camelCase")]
            pub struct Claims {
                /// What the user may do.
                pub tenant_role: String,
                #[cfg(feature = "themes")]
                #[serde(default)]
                pub theme: String,
            }

            #[extend(session)]
            pub struct Rights { pub role: String }

            #[extend(session.user)]
            pub struct Identity { pub id: String }

            #[update]
            #[derive(serde::Deserialize)]
            pub struct Update { pub name: String }

            #[derive(serde::Deserialize)]
            pub struct Form { pub name: String, pub password: String }

            #[jwt]
            async fn jwt(token: Token, user: Option<&User>, update: Option<Update>) -> Result<Token, Failure> {
                Ok(token)
            }

            #[session]
            fn session(session: DefaultSession, token: &Token, state: &Pool) -> Session {
                session.extend(Identity { id: String::new() }, Rights { role: String::new() })
            }

            #[credentials]
            async fn authorize(credentials: Form, state: &Pool) -> Option<User> {
                None
            }

            #[cfg(feature = "ldap")]
            #[credentials(id = "ldap", name = "Company account")]
            async fn directory(credentials: Form) -> Option<User> {
                None
            }

            #[sign_in]
            async fn sign_in(user: &User, account: &Account) -> bool {
                true
            }

            #[redirect]
            fn redirect(url: &str, base_url: &Url) -> Url {
                base_url.clone()
            }

            #[on(sign_in)]
            async fn signed_in(user: &User, trigger: Trigger) {}

            #[on(sign_out)]
            async fn signed_out(token: &Token) {}

            #[cfg(debug_assertions)]
            #[on(session)]
            fn was_read(session: &Session) {}
        }
    "#;
    let args = "strategy = jwt, crate = ::my_framework::auth";
    assert_snapshot("everything", &pretty(expand(args, module)));
}
