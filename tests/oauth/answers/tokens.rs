//! Answers of the token endpoint that open nothing, and profiles of somebody else.

use auth_tests::identity_provider::{Endpoint, Reply};
use serde_json::{Value, json};

use super::{Row, is_refused, set};

/// What is wrong with the rest of a provider's answers, whatever it speaks.
const TOKENS: &[Row] = &[
    ("no access token", |plan| {
        set(&mut plan.tokens, "access_token", Value::Null);
    }),
    ("an access token that is no text", |plan| {
        set(&mut plan.tokens, "access_token", 7);
    }),
    ("another type of token", |plan| {
        set(&mut plan.tokens, "token_type", "mac");
    }),
    ("an error with 200", |plan| {
        let error =
            json!({ "error": "bad_verification_code", "error_description": "It is wrong." });
        plan.replies
            .insert(Endpoint::Token, Reply::Json(200, error));
    }),
    ("an error beside a token", |plan| {
        set(&mut plan.tokens, "error", "access_denied");
    }),
    ("an error with 400", |plan| {
        let error = json!({ "error": "invalid_grant" });
        plan.replies
            .insert(Endpoint::Token, Reply::Json(400, error));
    }),
    ("a token with 400", |plan| {
        let tokens = json!({ "access_token": "x", "token_type": "Bearer" });
        plan.replies
            .insert(Endpoint::Token, Reply::Json(400, tokens));
    }),
    ("a list", |plan| {
        let list = json!([{ "access_token": "x" }]);
        plan.replies.insert(Endpoint::Token, Reply::Json(200, list));
    }),
    ("a form, as some wrote it once", |plan| {
        let kind = "application/x-www-form-urlencoded";
        let text = "access_token=x&token_type=bearer";
        plan.replies
            .insert(Endpoint::Token, Reply::Text(kind, text));
    }),
];

/// What is wrong with what is said about the user.
const PROFILE: &[Row] = &[
    ("an access token with a line feed", |plan| {
        set(&mut plan.tokens, "access_token", "a\nb");
    }),
    ("claims about somebody else", |plan| {
        set(&mut plan.userinfo, "sub", "1816");
    }),
    ("claims about nobody", |plan| {
        set(&mut plan.userinfo, "sub", Value::Null);
    }),
    ("claims about a number", |plan| {
        set(&mut plan.userinfo, "sub", 1815);
    }),
];

#[tokio::test]
async fn tokens_that_open_nothing() {
    for row in TOKENS {
        is_refused("idp", true, *row).await;
        is_refused("idp", false, *row).await;
        is_refused("plain", false, *row).await;
    }
}

#[tokio::test]
async fn profiles_of_somebody_else() {
    for row in PROFILE {
        is_refused("idp", false, *row).await;
    }
    // With OAuth 2 alone there is nothing to compare with, but there has to be somebody.
    for row in [PROFILE[0], PROFILE[2]] {
        is_refused("plain", false, row).await;
    }
}
