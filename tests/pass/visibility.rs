//! Generated items are as visible as the module, wherever it is.

#![deny(warnings, unreachable_pub, private_interfaces, private_bounds)]

use auth_runtime::auth_config;

struct Pool;

/// A private module, with a state type that is private as well.
#[auth_config(strategy = jwt)]
mod auth {
    use super::Pool;

    #[extend(token)]
    #[derive(Default)]
    pub(super) struct Claims {
        pub(super) id: Id,
    }

    #[derive(Default, serde::Serialize, serde::Deserialize)]
    pub(super) struct Id(u32);

    #[jwt]
    async fn jwt(token: Token, state: &Pool) -> Token {
        let _ = (&token.id.0, state);
        token
    }
}

#[auth_config(strategy = jwt)]
pub(crate) mod whole_crate {
    use super::Pool;

    #[jwt]
    async fn jwt(token: Token, state: &Pool) -> Token {
        let _ = state;
        token
    }
}

mod outer {
    use auth_runtime::auth_config;

    pub(super) struct Client;

    mod inner {
        use auth_runtime::auth_config;

        #[auth_config(strategy = jwt)]
        pub(in crate::outer) mod path {
            #[jwt]
            fn jwt(token: Token) -> Token {
                token
            }
        }

        #[auth_config(strategy = jwt)]
        pub(in super::super) mod relative {
            #[jwt]
            fn jwt(token: Token) -> Token {
                token
            }
        }

        #[auth_config(strategy = jwt)]
        pub(self) mod own {
            #[jwt]
            fn jwt(token: Token) -> Token {
                token
            }
        }

        pub(super) fn use_them() {
            let _ = (path::builder(), relative::builder(), own::builder());
        }
    }

    #[auth_config(strategy = jwt)]
    pub(super) mod parent {
        use super::Client;

        #[extend(session.user)]
        pub(crate) struct Identity {
            pub(crate) id: u8,
        }

        #[session]
        pub(super) fn session(session: DefaultSession, state: &Client) -> Session {
            let _ = state;
            session.extend(Identity { id: 1 })
        }
    }

    pub(super) fn use_them() {
        let _ = inner::path::builder();
        inner::use_them();
    }
}

fn main() {
    let _ = auth::builder().state(Pool);
    let _ = whole_crate::builder().state(Pool);
    let _ = outer::parent::builder().state(outer::Client);
    outer::use_them();
}
