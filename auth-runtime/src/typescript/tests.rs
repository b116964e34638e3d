//! The text as a whole: what is read by people, and by compilers that differ in what they forgive.

use std::collections::HashMap;
use std::path::Path;
use std::{env, fs, panic, process};

use ts_rs::TS;

use super::fresh::compare;
use super::{Declaration, Field, check};
use crate::Timestamp;

/// How a page looks.
#[derive(TS)]
#[ts(rename_all = "lowercase")]
#[allow(dead_code)]
enum Theme {
    Light,
    Dark,
}

#[derive(TS)]
#[allow(dead_code)]
struct Address {
    city: String,
    /// When somebody moved in.
    since: Option<Timestamp>,
    theme: Theme,
}

#[test]
fn a_session_with_fields_of_every_kind() {
    let user = [
        Field::new::<String>("id").docs(&[" The same for all", "", " the sessions */ of a user."]),
        Field::new::<Option<Theme>>("theme").left_out_if_none(),
        Field::new::<Option<Theme>>("other-theme").optional(),
        Field::new::<Vec<Address>>("addresses").docs(&[" Of the last years."]),
        Field::unknown("opaque").optional(),
    ];
    let session = [
        Field::new::<u64>("visits"),
        Field::new::<HashMap<String, Option<bool>>>("2fa"),
        Field::new::<Address>("").flattened(),
        Field::new::<Option<Address>>("").flattened(),
    ];
    let text = Declaration::new(&user, &session).to_string();
    check("src/typescript/tests/session.d.ts", &text);
}

#[test]
fn a_session_of_default_fields() {
    let text = Declaration::new(&[], &[]).to_string();
    check("src/typescript/tests/default.d.ts", &text);
}

#[test]
fn two_types_of_one_name_are_refused() {
    mod other {
        #[derive(ts_rs::TS)]
        pub(super) struct Theme {
            _dark: bool,
        }
    }
    #[derive(TS)]
    struct SessionUser {
        _id: u8,
    }
    for (field, said) in [
        (
            Field::new::<other::Theme>("b"),
            "`Theme` would be two types in TypeScript: `auth_runtime::typescript::tests::two_types",
        ),
        (
            Field::new::<SessionUser>("b"),
            "SessionUser` and `a type of this file`",
        ),
    ] {
        let declaration = Declaration::new(&[Field::new::<Theme>("a"), field], &[]);
        let panic = panic::catch_unwind(|| declaration.to_string()).unwrap_err();
        let message = panic.downcast_ref::<String>().unwrap();
        assert!(message.contains(said), "{message}");
        assert!(message.contains("help: `#[ts(rename"), "{message}");
    }
}

#[test]
fn a_choice_is_not_flattened_into_the_session() {
    /// One | or "the other.
    #[derive(TS)]
    #[ts(tag = "kind")]
    #[allow(dead_code)]
    enum Plan {
        Free,
        /// Or { so.
        Paid {
            /// One | more.
            seats: Option<u64>,
        },
    }
    #[derive(TS)]
    #[ts(tag = "kind")]
    #[allow(dead_code)]
    enum OnlyPlan {
        Free { theme: Theme },
    }
    #[derive(TS)]
    #[allow(dead_code)]
    struct Named(Box<Plan>);
    #[derive(TS)]
    struct Billing<T> {
        _since: T,
        #[ts(flatten)]
        _plan: Plan,
    }
    #[derive(TS)]
    struct Open<T> {
        _plan: T,
        _theme: Option<Theme>,
    }
    let written = |field: Field| {
        let field = field.flattened();
        // Where it is no base of an interface, each of them may stand.
        let _ = Declaration::new(&[field], &[]).to_string();
        panic::catch_unwind(|| Declaration::new(&[], &[field]).to_string())
    };
    for (name, field) in [
        ("Plan", Field::new::<Plan>("")),
        ("Plan", Field::new::<Option<Plan>>("")),
        ("Named", Field::new::<Named>("")),
        ("Billing<number>", Field::new::<Billing<u8>>("")),
    ] {
        let panic = written(field).unwrap_err();
        let message = panic.downcast_ref::<String>().unwrap();
        let said = format!("`{name}` is a choice between types, and flattened into the session,");
        assert!(message.starts_with(&said), "{message}");
        assert!(message.contains("\n\nhelp: "), "{message}");
    }
    for field in [
        Field::new::<OnlyPlan>(""),
        Field::new::<Option<Address>>(""),
        Field::new::<Open<Plan>>(""),
        Field::new::<Box<Open<Option<u8>>>>(""),
        Field::unknown(""),
    ] {
        assert!(written(field).is_ok(), "{field:?}");
    }
}

#[test]
fn a_stale_file_says_how_it_is_written() {
    let file = env::temp_dir().join(format!("auth-runtime-{}.d.ts", process::id()));
    let said = |text| compare(&file, text).unwrap_err();
    let help = "\n\nhelp: `AUTH_TYPESCRIPT=write cargo test` writes it";
    let missing = said("a\nb\n");
    assert!(missing.starts_with("cannot read `"), "{missing}");
    assert!(missing.contains(help), "{missing}");

    fs::write(&file, "a\r\nb\r\n").unwrap();
    assert_eq!(compare(&file, "a\nb\n"), Ok(()));
    for (text, difference) in [
        ("a\nc\n", "line 2 has `b` where it should have `c`"),
        ("a\n", "line 2 has `b` where it should have `nothing`"),
        ("a\nb\nc\n", "line 3 has `nothing` where it should have `c`"),
        ("a\nb", "line 3 has `another end`"),
    ] {
        let stale = said(text);
        assert!(stale.contains(help), "{stale}");
        assert!(stale.contains(difference), "{stale}");
    }
    fs::remove_file(&file).unwrap();
    assert!(compare(Path::new("/"), "").is_err());
}
