//! The page at `/`. Every value goes through maud, which escapes it.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::{DEMO_EMAIL, DEMO_PASSWORD, auth};

pub(crate) fn home(base_path: &str, session: Option<&auth::Session>) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                title { "Quickstart" }
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                link rel="icon" href="data:,";
                style { (PreEscaped(include_str!("page.css"))) }
            }
            body {
                main {
                    @match session {
                        Some(session) => (signed_in(base_path, session)),
                        None => (signed_out(base_path)),
                    }
                }
            }
        }
    }
}

fn signed_out(base_path: &str) -> Markup {
    html! {
        h1 { "Nobody is signed in" }
        p { "Sign in with the account of this example, and see what the session holds." }
        dl {
            dt { "Email" }
            dd { code { (DEMO_EMAIL) } }
            dt { "Password" }
            dd { code { (DEMO_PASSWORD) } }
        }
        a.button href={ (base_path) "/signin" } { "Sign in" }
    }
}

fn signed_in(base_path: &str, session: &auth::Session) -> Markup {
    let user = &session.user;
    html! {
        h1 { "Hello, " (user.name.as_deref().unwrap_or("you")) }
        p {
            "The id is there because two callbacks extend the session: "
            code { "jwt" } " keeps it in the token, and " code { "session" } " shows it."
        }
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
        a.button href={ (base_path) "/signout" } { "Sign out" }
        p.more { a href={ (base_path) "/session" } { "The session as JSON" } }
    }
}
