//! The session's type for TypeScript, of modules as applications write them.
//!
//! The files in `typescript/` are what they must give; `tests/browser` compiles them with both versions of the
//! client. `AUTH_TYPESCRIPT=write cargo test -p auth-tests --features typescript --test typescript` writes
//! them again.

// Nobody signs in here: only the types count.
#![allow(dead_code)]

use auth_runtime::auth_config;
use auth_runtime::typescript::check;

#[auth_config(strategy = jwt)]
mod everything {
    use std::collections::BTreeMap;

    use serde::{Serialize, Serializer};
    use ts_rs::TS;

    /// A word that next-auth 4 has for something else.
    #[derive(Clone, Debug, Default, Serialize, TS)]
    #[serde(rename_all = "lowercase")]
    pub(super) enum Theme {
        #[default]
        Light,
        Dark,
    }

    #[derive(Clone, Debug, Default, Serialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub(super) struct Address {
        pub post_code: String,
        pub moved_in: Option<Timestamp>,
    }

    #[derive(Clone, Debug, Default, Serialize, TS)]
    #[serde(tag = "kind")]
    pub(super) enum Plan {
        #[default]
        Free,
        Paid {
            seats: u64,
        },
    }

    /// TypeScript has no type for it, and need not have one.
    #[derive(Clone, Debug, Default)]
    pub(super) struct Opaque;

    fn opaque<S: Serializer>(_: &Opaque, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str("opaque")
    }

    #[extend(session.user)]
    #[derive(Clone, Debug, Default)]
    #[serde(rename_all = "camelCase")]
    pub(super) struct Identity {
        pub id: String,
        /// Where the user lives.
        ///
        /// Those of before are kept.
        pub all_addresses: Vec<Address>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub nickname: Option<String>,
        #[serde(skip_serializing_if = "String::is_empty", rename = "phone-number")]
        pub phone: String,
        #[serde(skip)]
        pub hidden: Opaque,
        #[serde(serialize_with = "opaque")]
        pub opaque: Opaque,
        /** Only in some builds. */
        #[cfg(test)]
        pub r#type: char,
        #[cfg(any())]
        pub never: NoType,
        #[serde(flatten)]
        pub plan: Plan,
    }

    #[extend(session)]
    #[derive(Clone, Debug, Default)]
    pub(super) struct Rights {
        pub theme: Theme,
        pub roles: BTreeMap<String, Option<i64>>,
        #[serde(flatten)]
        pub home: Address,
    }

    #[session]
    fn session(session: Session) -> Session {
        session
    }
}

#[auth_config(strategy = database)]
mod sources {
    #[extend(session.user)]
    pub(super) struct Identity {
        #[from(user.id)]
        pub id: String,
    }

    #[extend(session.user)]
    #[derive(Default)]
    pub(super) struct Rights {
        pub is_admin: bool,
    }

    #[session]
    fn session(session: DefaultSession) -> Session {
        session.extend(Rights { is_admin: true })
    }
}

/// Nothing asks TypeScript for the type of a field as long as nobody calls `typescript()`.
#[auth_config(strategy = jwt)]
mod without_a_type {
    #[derive(Clone, Debug, Default, serde::Serialize)]
    pub(super) struct Unknown;

    #[extend(session)]
    #[derive(Clone, Debug, Default)]
    pub(super) struct Extra {
        pub unknown: Unknown,
    }

    #[session]
    fn session(session: Session) -> Session {
        session
    }
}

/// No interface can have what is in it.
#[auth_config(strategy = jwt)]
mod choice {
    use super::everything::Plan;

    #[extend(session)]
    #[derive(Clone, Debug, Default)]
    pub(super) struct Billing {
        #[serde(flatten)]
        pub plan: Plan,
    }

    #[session]
    fn session(session: Session) -> Session {
        session
    }
}

#[test]
#[should_panic(expected = "`Plan` is a choice between types, and flattened into the session")]
fn a_choice_is_not_flattened_into_the_session() {
    let shown = serde_json::to_value(choice::Session::default()).expect("a session");
    assert_eq!(shown["kind"], "Free");
    let _ = choice::typescript();
}

#[test]
fn every_form_of_a_field() {
    check("typescript/everything.d.ts", &everything::typescript());
}

#[test]
fn fields_with_and_without_a_source() {
    check("typescript/sources.d.ts", &sources::typescript());
}

#[test]
fn a_field_without_a_type_is_no_mistake() {
    let shown = serde_json::to_value(without_a_type::Session::default()).expect("a session");
    assert_eq!(shown["unknown"], serde_json::Value::Null);
}

/// The page of `auth_runtime::typescript` says where the two differ.
#[test]
fn inside_of_a_field_it_is_for_ts_rs_to_know_serde() {
    #[derive(Default, serde::Serialize, ts_rs::TS)]
    struct Inside {
        #[serde(skip_serializing_if = "Option::is_none")]
        as_if_written: Option<u8>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        with_default: Option<u8>,
        #[serde(skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        optional: Option<u8>,
        #[serde(rename(serialize = "written"))]
        declared: u8,
        #[serde(flatten)]
        flattened: Flattened,
    }
    #[derive(Default, serde::Serialize, ts_rs::TS)]
    enum Flattened {
        #[default]
        Nothing,
        Two(u8, u8),
    }
    let written = serde_json::to_value(Inside::default()).expect("an object");
    assert_eq!(
        written,
        serde_json::json!({ "written": 0, "Nothing": null })
    );
    assert_eq!(
        <Inside as ts_rs::TS>::decl(&ts_rs::Config::new()),
        "type Inside = { as_if_written: number | null, with_default?: number | null, optional?: number, \
         declared: number, } & (\"Nothing\" | { \"Two\": [number, number] });"
    );
}
