//! What is offered while somebody types.

use crate::application::{edited, with};
use crate::editor::{Editor, editor};

/// Items that somebody is in the middle of. A struct that ends in `pub` is not among them: rust-analyzer
/// takes what follows for its fields, with a macro or without.
const HALVES: &[&str] = &[
    "#[jwt(update)] async fn",
    "#[jwt(update)] async fn half",
    "#[jwt(update)] async fn half(",
    "#[jwt(update)] async fn half(x: )",
    "#[jwt(update)] async fn half(token: Token, update: ) -> Token { token }",
    "#[jwt(update)]",
    "#[on]",
    "#[",
    "#",
    "#[jwt(upd)] async fn half(token: Token) -> Token { token }",
    "#[on(sign_)] fn half(user: &User) {}",
    "#[credentials(id = )] fn half() {}",
    "#[extend(session)] pub struct",
    "#[extend(session)] pub struct Rights",
    "#[extend(session)] pub struct Rights { pub role }",
    "#[extend(session)] pub struct Rights { pub role: }",
    "#[extend()] pub struct Rights { pub role: String }",
    "#[extend(sess)] pub struct Rights { pub role: String }",
    "#[update] pub struct Update",
];

fn token() -> String {
    edited("let _ = &token.id;", "token.$0")
}

fn user() -> String {
    edited("session.user.id = token.id.clone();", "session.user.$0")
}

#[test]
fn the_fields_of_the_token() {
    let Some(mut editor) = editor() else { return };
    assert_offers(
        &mut editor,
        &token(),
        &["name", "email", "picture", "sub", "id"],
    );
}

#[test]
fn the_fields_of_the_session() {
    let Some(mut editor) = editor() else { return };
    assert_offers(&mut editor, &user(), &["name", "email", "image", "id"]);
}

#[test]
fn the_fields_in_other_expressions() {
    let Some(mut editor) = editor() else { return };
    for body in [
        "if token.$0",
        "match token.$0 { _ => {} }",
        "let id = token.$0",
        "let made = Claims { id: token.$0 };",
        "if let Some(name) = &token.$0 {}",
    ] {
        let text = edited("let _ = &token.id;", body);
        assert_offers(&mut editor, &text, &["name", "id"]);
    }
}

#[test]
fn the_fields_while_another_item_is_half_written() {
    let Some(mut editor) = editor() else { return };
    for half in HALVES {
        assert_offers(&mut editor, &with(half, &token()), &["sub", "id"]);
        assert_offers(&mut editor, &with(half, &user()), &["image", "id"]);
    }
}

#[test]
fn the_words_of_attributes() {
    let Some(mut editor) = editor() else { return };
    let cases: &[(&str, &str, &[&str])] = &[
        (
            "auth_config(strategy = jwt)",
            "auth_config($0)",
            &["strategy"],
        ),
        (
            "auth_config(strategy = jwt)",
            "auth_config(str$0)",
            &["strategy"],
        ),
        ("strategy = jwt", "strategy = $0", &["jwt", "database"]),
        ("strategy = jwt", "strategy = d$0", &["jwt", "database"]),
        ("#[jwt(read)]", "#[jwt($0)]", &["sign_in", "read", "update"]),
        (
            "#[jwt(read)]",
            "#[jwt(re$0)]",
            &["sign_in", "read", "update"],
        ),
        ("#[session]", "#[on($0)]", &["sign_in", "link_account"]),
        ("#[session]", "#[on(sign$0)]", &["sign_in", "sign_out"]),
        ("#[session]", "#[credentials($0)]", &["id", "name"]),
        (
            "#[session]",
            "#[credentials(id = \"a\", n$0)]",
            &["id", "name"],
        ),
        ("extend(token)", "extend($0)", &["user", "token", "session"]),
        (
            "extend(token)",
            "extend(t$0)",
            &["user", "token", "session"],
        ),
        ("extend(session.user)", "extend(session.$0)", &["user"]),
        ("extend(session.user)", "extend(session.u$0)", &["user"]),
        ("#[session]", "#[$0]", &["session", "sign_in"]),
        ("#[session]", "#[si$0]", &["session", "sign_in"]),
    ];
    for (old, new, offered) in cases {
        assert_offers(&mut editor, &edited(old, new), offered);
    }
}

fn assert_offers(editor: &mut Editor, marked: &str, wanted: &[&str]) {
    let labels = editor.complete(marked);
    for wanted in wanted {
        let is_there = labels.iter().any(|label| label == wanted);
        assert!(is_there, "no `{wanted}` in {labels:?} at `$0`:\n{marked}");
    }
}
