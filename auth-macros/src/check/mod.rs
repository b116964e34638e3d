//! Rules between items, in reading order. Each has its own function and its own message.

mod callbacks;
mod fields;
mod names;
mod sources;

pub(crate) use self::sources::is_known;
use crate::error::{Errors, Report};
use crate::model::AuthConfig;

/// Checks the whole table.
pub(crate) fn config(config: &AuthConfig, errors: &Errors) {
    // What follows from a mistake that is reported already would only repeat it.
    let is_sound = errors.count() == 0 && !config.has_broken_item;
    callbacks::one_of_each(config, errors);
    callbacks::one_form_of_jwt(config, errors);
    callbacks::one_form_an_id(config, errors);
    callbacks::update_has_a_struct(config, errors);
    names::one_struct_a_place(config, errors);
    names::generated_names_are_free(config, errors);
    sources::every_source_exists(config, errors);
    sources::forms_have_no_profile(config, errors);
    if is_sound {
        something_is_declared(config, errors);
        callbacks::update_is_taken(config, errors);
        fields::every_field_is_filled(config, errors);
    }
}

fn something_is_declared(config: &AuthConfig, errors: &Errors) {
    if !config.callbacks.is_empty() || !config.extensions.is_empty() || config.update.is_some() {
        return;
    }
    errors.push(match &config.forgotten {
        Some((function, marker)) => Report::new(
            function,
            format!("`{function}` has no attribute, so nothing calls it"),
        )
        .help(format!("put `#[{marker}]` on it")),
        None => Report::new(
            &config.ident,
            "this module declares no callback and extends no type",
        )
        .note("without either, `#[auth_config]` can be removed")
        .help("`#[extend(session.user)] pub struct Identity { .. }` shows the client more of the user"),
    });
}
