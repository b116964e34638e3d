//! The pages.

use maud::{DOCTYPE, Markup, html};

use super::session::Session;
use super::{DEMO_EMAIL, DEMO_PASSWORD};

pub(crate) fn home(session: Option<&Session>) -> Markup {
    let body = match session {
        Some(session) => signed_in(session),
        None => signed_out(),
    };
    layout("By hand", &body)
}

pub(crate) fn sign_in(csrf_token: &str, error: Option<&str>) -> Markup {
    let message = error.map(|error| match error {
        "CredentialsSignin" => "The email or the password is not right. Try again.",
        _ => "Something went wrong. Try again.",
    });
    let body = html! {
        h1 { "Sign in" }
        @if let Some(message) = message {
            p role="alert" { (message) }
        }
        form method="post" action="/auth/callback/credentials" {
            input type="hidden" name="csrfToken" value=(csrf_token);
            label { "Email " input type="email" name="email" autocomplete="username" required; }
            label {
                "Password "
                input type="password" name="password" autocomplete="current-password" required;
            }
            button { "Sign in" }
        }
    };
    layout("Sign in", &body)
}

pub(crate) fn sign_out(csrf_token: &str) -> Markup {
    let body = html! {
        h1 { "Sign out" }
        p { "Do you want to sign out?" }
        form method="post" {
            input type="hidden" name="csrfToken" value=(csrf_token);
            button { "Sign out" }
        }
    };
    layout("Sign out", &body)
}

fn signed_in(session: &Session) -> Markup {
    let user = &session.user;
    html! {
        h1 { "Hello, " (user.name.as_deref().unwrap_or("you")) }
        dl {
            dt { "session.user.id" }
            dd { code { (user.id) } }
            @if let Some(name) = &user.name {
                dt { "session.user.name" }
                dd { (name) }
            }
            @if let Some(email) = &user.email {
                dt { "session.user.email" }
                dd { (email) }
            }
            dt { "session.expires" }
            dd { (session.expires) }
        }
        a href="/auth/signout" { "Sign out" }
        p { a href="/auth/session" { "The session as JSON" } }
    }
}

fn signed_out() -> Markup {
    html! {
        h1 { "Nobody is signed in" }
        dl {
            dt { "Email" }
            dd { code { (DEMO_EMAIL) } }
            dt { "Password" }
            dd { code { (DEMO_PASSWORD) } }
        }
        a href="/auth/signin" { "Sign in" }
    }
}

fn layout(title: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                title { (title) }
                meta name="viewport" content="width=device-width, initial-scale=1";
                style { "body { font: 1rem system-ui; margin: 4rem auto; max-width: 24rem }" }
            }
            body { main { (body) } }
        }
    }
}
