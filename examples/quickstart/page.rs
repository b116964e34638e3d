//! The page at `/`. Every value goes through maud, which escapes it.

use auth_runtime::Timestamp;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::devices::Device;
use crate::site::Visitor;
use crate::users::{DEMO_EMAIL, DEMO_PASSWORD};

/// `devices` is `None` if sessions are tokens, of which there is no list.
pub fn home(base_path: &str, visitor: Option<&Visitor>, devices: Option<&[Device]>) -> Markup {
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
                    @match visitor {
                        Some(visitor) => (signed_in(base_path, visitor, devices)),
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

fn signed_in(base_path: &str, visitor: &Visitor, devices: Option<&[Device]>) -> Markup {
    html! {
        h1 { "Hello, " (visitor.name.as_deref().unwrap_or("you")) }
        p {
            @if devices.is_none() {
                "The id is there because two callbacks extend the session: "
                code { "jwt" } " keeps it in the token, and " code { "session" } " shows it."
            } @else {
                "The id is there because a callback extends the session: "
                code { "session" } " takes it from the user of the database."
            }
        }
        dl {
            dt { "session.user.id" }
            dd { code { (visitor.id) } }
            @if let Some(name) = &visitor.name {
                dt { "session.user.name" }
                dd { (name) }
            }
            @if let Some(email) = &visitor.email {
                dt { "session.user.email" }
                dd { (email) }
            }
            dt { "session.expires" }
            dd { (visitor.expires) }
        }
        a.button href={ (base_path) "/signout" } { "Sign out" }
        p.more { a href={ (base_path) "/session" } { "The session as JSON" } }
        @if let Some(devices) = devices {
            (device_list(devices))
        }
    }
}

fn device_list(devices: &[Device]) -> Markup {
    html! {
        h2 { "Where you are signed in" }
        ul {
            @for device in devices {
                li {
                    strong { (device.browser) }
                    @if device.is_this_one {
                        span.mark { "this one" }
                    }
                    @if let Some(signed_in) = device.signed_in {
                        div { "Signed in " (time(signed_in)) }
                    }
                    @if let Some(last_seen) = device.last_seen {
                        div { "Last seen " (time(last_seen)) }
                    }
                }
            }
        }
        form method="post" action="/sign-out-everywhere" {
            button.button.quiet { "Sign out everywhere" }
        }
    }
}

/// A moment to the minute.
fn time(moment: Timestamp) -> Markup {
    let text = moment.to_string();
    let minute = text.get(..16).unwrap_or(&text).replace('T', " ");
    html! {
        time datetime=(text) { (minute) " UTC" }
    }
}
