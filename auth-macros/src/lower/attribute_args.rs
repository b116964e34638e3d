use proc_macro2::Ident;
use syn::parse::Parser;

use crate::error::{Errors, Report};
use crate::model::{FormOptions, Kind};
use crate::parse::Marker;
use crate::{suggest, words};

/// Which moment the marker names; `None` if it names none that exists.
pub(crate) fn kind(marker: &Marker, errors: &Errors) -> Option<Kind> {
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
                errors.push(Report::new(args, message));
            }
            match name {
                "session" => Some(Kind::Session),
                "sign_in" => Some(Kind::SignIn),
                "redirect" => Some(Kind::Redirect),
                _ => None,
            }
        }
    }
}

/// `id` and `name` of `#[credentials(..)]`.
pub(crate) fn form_options(marker: &Marker, errors: &Errors) -> FormOptions {
    let mut options = FormOptions::default();
    let Some(args) = &marker.args else {
        return options;
    };
    let parsed = syn::meta::parser(|meta| {
        let slot = if meta.path.is_ident("id") {
            &mut options.id
        } else if meta.path.is_ident("name") {
            &mut options.name
        } else {
            return Err(meta.error("unknown option\n\nnote: options: `id` and `name`"));
        };
        let value: syn::LitStr = meta.value()?.parse()?;
        if slot.replace(value).is_some() {
            return Err(meta.error("this option is set twice"));
        }
        Ok(())
    })
    .parse2(args.clone());
    if let Err(error) = parsed {
        errors.push(Report::from(error));
    }
    let is_plain = |id: &syn::LitStr| {
        let value = id.value();
        !value.is_empty()
            && value
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    if let Some(id) = options.id.as_ref().filter(|id| !is_plain(id)) {
        errors.push(
            Report::new(id, "a provider's id is part of URLs")
                .note("it has lower-case letters, digits and `-` only"),
        );
    }
    options
}

fn one_of(marker: &Marker, what: &str, table: &[(&str, Kind)], errors: &Errors) -> Option<Kind> {
    let args = marker.args.clone().unwrap_or_default();
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
