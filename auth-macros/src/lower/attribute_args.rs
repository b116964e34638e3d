use proc_macro2::{Ident, TokenStream, TokenTree};

use crate::error::{Errors, Report};
use crate::model::{FormOptions, Kind};
use crate::parse::{Argument, Marker, Setting, arguments};
use crate::words::alias;
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
                    Report::new(&marker.ident, "`#[on(..)]` needs the event").help(format!(
                        "such as `#[on(sign_in)]`; there are {}",
                        suggest::all(
                            &words::EVENTS
                                .iter()
                                .map(|(event, _)| *event)
                                .collect::<Vec<_>>()
                        )
                    )),
                );
                None
            }
            Some(_) => one_of(marker, "event", words::EVENTS, errors),
        },
        "credentials" => Some(Kind::Credentials),
        name => {
            if let Some(args) = &marker.args {
                let message = format!("`#[{name}]` takes no arguments");
                let report = Report::new(args, message);
                errors.push(match name {
                    "profile" => report.note(words::ONE_PROFILE).help("`#[profile]`"),
                    _ => report.help(format!("`#[{name}]`")),
                });
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

/// The marker as messages show it.
pub(super) fn shown(marker: &Marker) -> String {
    let args = marker.args.as_ref().map(plain);
    let args = args.map_or_else(String::new, |args| format!("({args})"));
    format!("#[{}{args}]", marker.name)
}

/// Tokens as text without spaces.
pub(super) fn plain(tokens: &TokenStream) -> String {
    let trees = tokens.clone().into_iter();
    trees.map(|tree| tree.to_string()).collect()
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
    for argument in arguments(args, words::FORM_OPTIONS, "`id = \"..\"`", errors) {
        if argument.key == "id" {
            argument.settle(&mut id, "`id = \"..\"`", errors);
        } else if argument.key == "name" {
            argument.settle(&mut name, "`name = \"..\"`", errors);
        } else {
            errors.push(unknown_form_option(&argument));
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

fn unknown_form_option(argument: &Argument) -> Report {
    let name = argument.key.to_string();
    let alias = alias::FORM_OPTIONS.iter().find(|(word, _)| *word == name);
    let unknown = || Report::new(&argument.key, format!("unknown option `{name}`"));
    match (alias, &argument.value) {
        (Some((_, option)), _) => unknown().help(format!("`{option} = \"..\"`")),
        // The id alone, without its key.
        (None, None) => argument
            .unknown(words::FORM_OPTIONS)
            .help(format!("`id = \"{name}\"`")),
        (None, Some(_)) => argument.unknown(words::FORM_OPTIONS),
    }
}

fn text(setting: Option<Setting>, errors: &Errors) -> Option<syn::LitStr> {
    let Setting { key, value } = setting?;
    let text = syn::parse2(value.clone()).ok();
    if text.is_none() {
        let word = syn::parse2::<Ident>(value.clone());
        let example = word.map_or_else(|_| "..".to_owned(), |word| word.to_string());
        errors.push(
            Report::new(&value, format!("the value of `{key}` must be in quotes"))
                .help(format!("`{key} = \"{example}\"`")),
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
    let (first, others) = split_at_comma(args);
    let name = first.to_string();
    let known = || table.iter().map(|(word, _)| *word);
    let marker_name = marker.name;
    let find = |name: &str| table.iter().find(|(word, _)| *word == name);
    let kind = find(&name).map(|(_, kind)| *kind);
    if first.is_empty() {
        let message = format!("`#[{marker_name}(..)]` needs the {what}");
        let known: Vec<&str> = known().collect();
        let report = Report::new(&marker.tokens, message).help(suggest::list(&known));
        errors.push(match marker_name {
            "jwt" => report.help("or `#[jwt]` alone, for all of them"),
            _ => report,
        });
    } else if kind.is_none() {
        let plain = name.trim_matches('"');
        let report = if plain == name {
            Report::new(&first, format!("unknown {what} `{name}`"))
        } else {
            Report::new(&first, format!("the {what} is a word, not a text"))
        };
        let is_word = syn::parse_str::<Ident>(plain).is_ok();
        errors.push(match suggest::nearest(plain, known()) {
            Some(near) if is_word => report.help(format!("`#[{marker_name}({near})]`")),
            _ => report.help(suggest::list(&known().collect::<Vec<_>>())),
        });
    } else if !others.is_empty() {
        errors.push(
            Report::new(&others, format!("a function serves one {what}")).help(format!(
                "a function of its own, with `#[{marker_name}({others})]`"
            )),
        );
    }
    kind
}

/// What stands before the first comma, and what behind it.
pub(super) fn split_at_comma(tokens: TokenStream) -> (TokenStream, TokenStream) {
    let mut trees = tokens.into_iter();
    let is_comma = |tree: &TokenTree| matches!(tree, TokenTree::Punct(p) if p.as_char() == ',');
    let first = trees.by_ref().take_while(|tree| !is_comma(tree)).collect();
    (first, trees.collect())
}
