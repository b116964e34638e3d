use std::collections::BTreeMap;

use crate::error::{Errors, Report};
use crate::model::{AuthConfig, Callback, Kind, StrategyKind};
use crate::words;

pub(super) fn one_of_each(config: &AuthConfig, errors: &Errors) {
    let callbacks: Vec<&Callback> = sure(config).collect();
    for (index, callback) in callbacks.iter().enumerate() {
        // Several forms are fine; their ids are checked on their own.
        if callback.kind == Kind::Credentials {
            continue;
        }
        let first = callbacks[..index]
            .iter()
            .find(|first| first.kind == callback.kind && !are_alternatives(first, callback));
        if let Some(first) = first {
            let label = label(callback);
            let report = Report::new(&callback.ident, format!("a second `{label}` callback"));
            let report = match callback.kind {
                Kind::Profile => report.help(words::ONE_PROFILE),
                _ => report,
            };
            errors.push(report.also(
                &first.ident,
                format!("the first `{label}` callback is here"),
            ));
        }
    }
}

pub(super) fn one_form_of_jwt(config: &AuthConfig, errors: &Errors) {
    let find = |kinds: &[Kind]| sure(config).find(|c| kinds.contains(&c.kind));
    let whole = find(&[Kind::Jwt]);
    let phase = find(&[Kind::JwtSignIn, Kind::JwtRead, Kind::JwtUpdate]);
    if let (Some(whole), Some(phase)) = (whole, phase) {
        let label = label(phase);
        errors.push(
            Report::new(
                &phase.ident,
                format!("`{label}` beside a `#[jwt]` that serves every moment"),
            )
            .help("use either `#[jwt]` alone, or its phases `sign_in`, `read` and `update`")
            .also(&whole.ident, "the `#[jwt]` callback is here"),
        );
    }
}

pub(super) fn one_form_an_id(config: &AuthConfig, errors: &Errors) {
    let mut known: BTreeMap<String, Vec<&Callback>> = BTreeMap::new();
    for form in sure(config).filter(|callback| callback.kind == Kind::Credentials) {
        let of_this_id = known.entry(form.form_id()).or_default();
        let first = of_this_id
            .iter()
            .find(|first| !are_alternatives(first, form));
        if let Some(first) = first {
            errors.push(
                Report::new(
                    &form.ident,
                    format!("a second form with the id `{}`", form.form_id()),
                )
                .note("without `id = \"..\"` it is `credentials`")
                .help("`#[credentials(id = \"..\", name = \"..\")]`")
                .also(
                    &first.ident,
                    format!("the first form with the id `{}` is here", form.form_id()),
                ),
            );
        }
        of_this_id.push(form);
    }
}

pub(super) fn update_has_a_struct(config: &AuthConfig, errors: &Errors) {
    if config.update.is_some() || config.is_update_meant {
        return;
    }
    for param in config
        .callbacks
        .iter()
        .flat_map(|callback| &callback.params)
    {
        if param.name == "update" {
            errors.push(
                Report::new(
                    &param.ident,
                    "`update` is the `#[update]` struct, and this module has none",
                )
                .help(match &config.update_without_marker {
                    Some(update) => {
                        format!("`#[update]` on `{update}`, a struct in this module that derives `serde::Deserialize`")
                    }
                    None => format!(
                        "`{}`, and take `update: Option<Update>`",
                        words::UPDATE_EXAMPLE
                    ),
                }),
            );
        }
    }
}

/// Posted data that no callback takes would be accepted and lost.
pub(super) fn update_is_taken(config: &AuthConfig, errors: &Errors) {
    let is_taken = config
        .callbacks
        .iter()
        .flat_map(|callback| &callback.params)
        .any(|p| p.name == "update");
    if let (Some(update), false) = (&config.update, is_taken) {
        let ident = &update.ident;
        let callback = match config.strategy.kind {
            StrategyKind::Jwt => "#[jwt]",
            StrategyKind::Database => "#[session]",
        };
        errors.push(
            Report::new(ident, format!("no callback takes `{ident}`"))
                .help(format!("take `update: Option<{ident}>` in `{callback}`")),
        );
    }
}

/// The callbacks whose markers say what they are.
fn sure(config: &AuthConfig) -> impl Iterator<Item = &Callback> {
    config
        .callbacks
        .iter()
        .filter(|callback| !callback.is_guess)
}

/// Whether `#[cfg]`s choose between the two; if they do not, rustc sees both.
fn are_alternatives(first: &Callback, second: &Callback) -> bool {
    !first.conditions.is_empty() && !second.conditions.is_empty()
}

fn label(callback: &Callback) -> &'static str {
    crate::lower::label(callback.kind)
}
