//! While somebody types, the module is incomplete most of the time. What is there must stay there,
//! and so must the generated types: an editor has nothing to complete from otherwise.

use super::{assert_snapshot, expand, pretty};

const GENERATED: &[&str] = &[
    "struct User",
    "struct Token",
    "struct SessionUser",
    "struct Session",
    "struct Config",
    "fn builder",
    "AuthConfig for Config",
    "JwtCallbacks for Config",
];

/// A module with `half` in its middle keeps its items and everything that is generated.
fn assert_kept(half: &str, kept: &[&str]) {
    let module = format!(
        "mod auth {{
            #[extend(token)]
            #[derive(Default)]
            pub struct Claims {{ pub id: String }}

            {half}

            #[session]
            async fn session(session: Session, token: &Token) -> Session {{ session }}
        }}"
    );
    let expansion = unspaced(&expand("strategy = jwt", &module).to_string());
    for part in GENERATED.iter().chain(kept) {
        assert!(
            expansion.contains(&unspaced(part)),
            "`{part}` is lost by {half}"
        );
    }
    let is_called = expansion.contains("self::session");
    assert!(is_called, "the other callback is lost by {half}");
    let has_field = expansion.matches("id:String").count();
    assert_eq!(has_field, 2, "the token has no extra field by {half}");
}

fn unspaced(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn half_a_function() {
    assert_kept("#[jwt] async fn", &["async fn"]);
    assert_kept("#[jwt] async fn jwt", &["async fn jwt"]);
    assert_kept(
        "#[jwt] async fn jwt(token: Token) ->",
        &["async fn jwt (token: Token) ->"],
    );
}

#[test]
fn an_empty_type() {
    let half = "#[jwt] async fn jwt(token: ) -> Token { token.sub }";
    assert_kept(half, &["async fn jwt (token :) -> Token"]);
}

#[test]
fn an_unfinished_expression() {
    let half = "#[jwt] async fn jwt(token: Token) -> Token { token. }";
    assert_kept(half, &["self :: jwt"]);
    let half = "#[jwt] async fn jwt(token: Token) -> Token { match token. { Some(x) => } let }";
    assert_kept(half, &["self :: jwt"]);
}

#[test]
fn a_dangling_attribute() {
    assert_kept("#[jwt]", &[]);
    assert_kept("#[]", &[]);
    assert_kept("#", &[]);
}

#[test]
fn bad_arguments_of_a_marker() {
    for marker in [
        "#[jwt(sig)]",
        "#[jwt(,)]",
        "#[jwt =]",
        "#[credentials(id = )]",
    ] {
        let half = format!("{marker} async fn half(token: Token) -> Token {{ token }}");
        assert_kept(&half, &["async fn half"]);
    }
}

#[test]
fn half_a_struct() {
    assert_kept("#[update] pub struct", &["pub struct"]);
    assert_kept(
        "#[update] pub struct Update { pub }",
        &["struct Update { pub }"],
    );
    assert_kept("#[update] pub struct Update", &["struct Update"]);
}

#[test]
fn a_missing_strategy() {
    let module = "mod auth { #[jwt] fn jwt(token: Token) -> Token { token } }";
    assert_snapshot("missing_strategy", &pretty(expand("", module)));
}

#[test]
fn a_callback_with_a_mistake() {
    let module = "mod auth { #[jwt] fn jwt(tokn: Token) -> Token { tokn } }";
    assert_snapshot("mistake", &pretty(expand("strategy = jwt", module)));
}
