use proc_macro2::{Ident, TokenStream};

use crate::error::{Errors, Report};
use crate::model::{FormOptions, Kind};
use crate::parse::{Marker, Setting, arguments};
use crate::{suggest, words};

/// Which moment the marker names; `None` if it names none that exists.
pub(crate) fn kind(marker: &Marker, errors: &Errors) -> Option<Kind> {
    if has_value(marker, errors) {
        return None;
    }
    match marker.name {
        "jwt" => match &marker.args {
            None => Some(Kind::Jwt),
            Some(_) => one_of(marker, "phase", words::PHASES, errors),
        },
        "on" => match &marker.args {
            None => {
                errors.push(
                    Report::new(&marker.ident, "`#[on(..)]` needs the event")
                        .help("`#[on(sign_in)]`"),
                );
                None
            }
            Some(_) => one_of(marker, "event", words::EVENTS, errors),
        },
        "credentials" => Some(Kind::Credentials),
        name => {
            if let Some(args) = &marker.args {
                let message = format!("`#[{name}]` takes no arguments");
                errors.push(Report::new(args, message).help(format!("`#[{name}]`")));
            }
            match name {
                "session" => Some(Kind::Session),
                "profile" => Some(Kind::Profile),
                "sign_in" => Some(Kind::SignIn),
                "redirect" => Some(Kind::Redirect),
                _ => None,
            }
        }
    }
}

/// Reports `#[jwt = ..]`.
pub(crate) fn has_value(marker: &Marker, errors: &Errors) -> bool {
    if marker.value.is_empty() {
        return false;
    }
    let name = marker.name;
    errors.push(
        Report::new(&marker.value, format!("`#[{name}]` is not set to a value")).help(match name {
            "jwt" => "`#[jwt]`, or a phase in parentheses: `#[jwt(sign_in)]`",
            "credentials" => "`#[credentials(id = \"..\", name = \"..\")]`",
            "on" => "`#[on(sign_in)]`",
            "extend" => "`#[extend(session.user)]`",
            _ => "leave it out",
        }),
    );
    true
}

/// `id` and `name` of `#[credentials(..)]`.
pub(crate) fn form_options(marker: &Marker, errors: &Errors) -> FormOptions {
    let (mut id, mut name) = (None, None);
    let args = marker.args.clone().unwrap_or_default();
    for argument in arguments(args, words::FORM_OPTIONS, errors) {
        if argument.key == "id" {
            argument.settle(&mut id, "`id = \"..\"`", errors);
        } else if argument.key == "name" {
            argument.settle(&mut name, "`name = \"..\"`", errors);
        } else {
            errors.push(argument.unknown(words::FORM_OPTIONS));
        }
    }
    let options = FormOptions {
        id: text(id, errors),
        name: text(name, errors),
    };
    if let Some(id) = &options.id {
        check_id(id, errors);
    }
    options
}

fn text(setting: Option<Setting>, errors: &Errors) -> Option<syn::LitStr> {
    let Setting { key, value } = setting?;
    let text = syn::parse2(value.clone()).ok();
    if text.is_none() {
        errors.push(
            Report::new(&value, format!("option `{key}` is a text"))
                .help(format!("`{key} = \"..\"`")),
        );
    }
    text
}

fn check_id(id: &syn::LitStr, errors: &Errors) {
    let value = id.value();
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !value.is_empty() && value.chars().all(is_plain) {
        return;
    }
    let plain = value.to_lowercase().replace(|c| !is_plain(c), "-");
    let report = Report::new(id, "the id of a form is part of URLs");
    errors.push(if plain.is_empty() {
        report.help("leave it out, or name it: `id = \"ldap\"`")
    } else {
        report.help(format!(
            "lower-case letters, digits and `-` only: `id = \"{plain}\"`"
        ))
    });
}

fn one_of(marker: &Marker, what: &str, table: &[(&str, Kind)], errors: &Errors) -> Option<Kind> {
    let args: TokenStream = marker.args.clone().unwrap_or_default();
    let name = args.to_string();
    let known: Vec<&str> = table.iter().map(|(word, _)| *word).collect();
    if let Some((_, kind)) = table.iter().find(|(word, _)| *word == name) {
        return Some(*kind);
    }
    let is_word = syn::parse2::<Ident>(args.clone()).is_ok();
    let report = if args.is_empty() {
        Report::new(
            &marker.tokens,
            format!("`#[{}(..)]` needs the {what}", marker.name),
        )
    } else {
        Report::new(&args, format!("unknown {what} `{name}`"))
    };
    errors.push(match suggest::nearest(&name, known.iter().copied()) {
        Some(near) if is_word => report.help(format!("`#[{}({near})]`", marker.name)),
        _ => report.help(suggest::list(&known)),
    });
    None
}
