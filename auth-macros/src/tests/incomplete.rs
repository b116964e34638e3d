//! While somebody types, the module is incomplete most of the time. What is there must stay there,
//! and so must the generated types: an editor has nothing to complete from otherwise.

use super::{assert_snapshot, expand, pretty};

const GENERATED: &[&str] = &[
    "struct User",
    "struct SessionUser",
    "struct Session",
    "struct Config",
    "fn builder",
    "AuthConfig for Config",
];

const GENERATED_FOR_TOKENS: &[&str] = &["struct Token", "JwtCallbacks for Config"];

const GENERATED_FOR_ROWS: &[&str] = &["StoredUser for User", "DatabaseCallbacks for Config"];

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
    for part in GENERATED.iter().chain(GENERATED_FOR_TOKENS).chain(kept) {
        assert_part(&expansion, part, half);
    }
    let is_called = expansion.contains("self::session");
    assert!(is_called, "the other callback is lost by {half}");
    let has_field = expansion.matches("id:String").count();
    assert_eq!(has_field, 2, "the token has no extra field by {half}");
}

/// The same with sessions in a database.
fn assert_kept_with_rows(half: &str, kept: &[&str]) {
    let module = format!(
        "mod auth {{
            #[extend(user)]
            pub struct Person {{ pub role: String }}

            {half}

            #[on(session)]
            fn was_read(session: &Session, user: &User) {{}}
        }}"
    );
    let expansion = unspaced(&expand("strategy = database", &module).to_string());
    for part in GENERATED.iter().chain(GENERATED_FOR_ROWS).chain(kept) {
        assert_part(&expansion, part, half);
    }
    let is_called = expansion.contains("self::was_read");
    assert!(is_called, "the other callback is lost by {half}");
    let has_field = expansion.matches("role:String").count();
    assert_eq!(has_field, 2, "the user has no extra field by {half}");
}

fn assert_part(expansion: &str, part: &str, half: &str) {
    let is_there = expansion.contains(&unspaced(part));
    assert!(is_there, "`{part}` is lost by {half}");
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
fn half_an_extension() {
    let half = "#[extend(session)] pub struct";
    assert_kept(half, &["pub struct"]);
    let half = "#[extend(session)] pub struct Rights";
    assert_kept(half, &["pub struct Rights"]);
    for field in ["pub", "pub role", "pub role:", "pub role: String, pub"] {
        let half = format!("#[extend(session)] pub struct Rights {{ {field} }}");
        assert_kept(&half, &[&format!("struct Rights {{ {field} }}")]);
    }
    for marker in [
        "#[extend]",
        "#[extend()]",
        "#[extend(session.)]",
        "#[extend(sess)]",
        "#[extend =]",
    ] {
        let half = format!("{marker} pub struct Rights {{ pub role: String }}");
        assert_kept(&half, &["struct Rights { pub role: String }"]);
    }
}

/// What an editor completes is a word that is not there yet; its group must be.
#[test]
fn words_for_editors() {
    for (module, words) in [
        ("#[jwt()] fn", "phases {}"),
        ("#[jwt(si)] fn jwt", "phases { si }"),
        ("#[on(sign_)]", "events { sign_ }"),
        ("#[extend()] struct", "places {}"),
        ("#[extend(session.)]", "session_places {}"),
        ("#[credentials()]", "form_options {}"),
        ("#[credentials(id = , na)]", "form_options { id na }"),
        ("#[jwt] fn jwt(tok: Token) {}", "parameters { tok }"),
        ("#[jwt] fn jwt(crate: Token) {}", "markers { jwt }"),
        (
            "#[extend(token)] struct Claims { #[from(user.id)] id: String }",
            "sources { user }",
        ),
        ("", "options { strategy } strategies { jw }"),
    ] {
        let module = format!("mod auth {{ {module} }}");
        let expansion = unspaced(&expand("strategy = jw", &module).to_string());
        assert_part(&expansion, words, &module);
    }
}

#[test]
fn halves_beside_rows() {
    assert_kept_with_rows("#[session] async fn", &["async fn"]);
    assert_kept_with_rows(
        "#[session] fn session(session: Session, user: ) -> Session { session }",
        &["fn session(session: Session, user: ) -> Session"],
    );
    assert_kept_with_rows(
        "#[session] fn session(session: Session, user: &User) -> Session { user. }",
        &["self::session"],
    );
    assert_kept_with_rows("#[profile]", &[]);
    assert_kept_with_rows("#[extend(session.user)] pub struct", &["pub struct"]);
    assert_kept_with_rows("#[on(create_)] fn created(user: &User) {}", &["fn created"]);
    // The token's type stays known where something speaks of it, so that there is one mistake.
    assert_kept_with_rows(
        "#[jwt] fn jwt(token: Token) -> Token { token }",
        &["struct Token"],
    );
}

#[test]
fn a_token_beside_rows() {
    let module = "mod auth {
        #[session]
        fn session(session: Session, token: &Token) -> Session { session }
    }";
    let expansion = pretty(expand("strategy = database", module));
    assert_snapshot("token_with_a_database", &expansion);
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
