//! Sources with keywords, other names in JSON, conditions, private types, names of the runtime that the
//! application has itself, no prelude, and a module that a macro writes.

#![no_implicit_prelude]
#![deny(warnings)]

use ::auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    use ::core::option::Option;
    use ::std::string::String;

    // What the table and the prelude call theirs.
    pub struct Table;
    pub struct Field;
    pub struct Callback;
    pub struct Parameter;

    #[extend(token)]
    #[serde(rename_all = "camelCase")]
    pub(crate) struct Claims {
        #[from(account.type)]
        pub r#type: String,
        #[from(user.id)]
        #[serde(rename = "userId")]
        pub id: String,
        #[from(profile.r#type)]
        pub kind_of_profile: Option<String>,
        #[cfg(any())]
        #[from(user.nowhere)]
        pub nowhere: Missing,
        #[from(user.name)]
        seen_here_only: Option<String>,
    }

    #[extend(session)]
    pub(crate) struct Kind {
        #[from(token.r#type)]
        pub r#type: String,
        #[from(token.seen_here_only)]
        pub name: Option<String>,
    }

    #[on(session)]
    fn used(session: &Session) {
        let _ = (&session.r#type, &session.name, Table, Field, Callback, Parameter);
    }
}

macro_rules! module {
    ($name:ident) => {
        #[auth_config(strategy = database)]
        mod $name {
            use ::std::string::String;

            #[extend(session.user)]
            pub struct Identity {
                #[from(user.id)]
                pub id: String,
            }
        }
    };
}

module!(of_a_macro);

fn main() {
    let _ = (auth::builder(), of_a_macro::builder());
    let _ = |session: of_a_macro::Session| session.user.id;
}
