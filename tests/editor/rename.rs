//! A new name for an extra field: at its declaration and at each use, and nowhere else.

use crate::application::{SOURCE, edited};
use crate::editor::editor;

#[test]
fn a_field_of_the_session() {
    let Some(mut editor) = editor() else { return };
    let declared = "pub struct Identity {\n        pub id";
    let renamed = SOURCE
        .replace(declared, "pub struct Identity {\n        pub number")
        .replace("session.user.id", "session.user.number");
    for (old, new) in [
        ("session.user.id = ", "session.user.i$0d = "),
        ("&session.user.id", "&session.user.i$0d"),
        (declared, "pub struct Identity {\n        pub i$0d"),
    ] {
        assert_eq!(editor.rename(&edited(old, new), "number"), renamed);
    }
}

/// From its declaration, which is that of two types. From `token.id` rust-analyzer knows of the token only,
/// and leaves the literal of the application's struct as it is.
#[test]
fn a_field_of_the_token() {
    let Some(mut editor) = editor() else { return };
    let declared = "pub struct Claims {\n        pub id";
    let renamed = SOURCE
        .replace(declared, "pub struct Claims {\n        pub number")
        .replace("Claims { id:", "Claims { number:")
        .replace("token.id", "token.number");
    let marked = edited(declared, "pub struct Claims {\n        pub i$0d");
    assert_eq!(editor.rename(&marked, "number"), renamed);
}
