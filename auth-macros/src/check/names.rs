use proc_macro2::Ident;

use crate::error::{Errors, Report};
use crate::model::{AuthConfig, Filling};
use crate::words;

pub(super) fn one_struct_a_place(config: &AuthConfig, errors: &Errors) {
    for (index, extension) in config.extensions.iter().enumerate() {
        let first = config.extensions[..index]
            .iter()
            .find(|first| first.place == extension.place && first.filling == extension.filling);
        if let Some(first) = first {
            let path = extension.place.path();
            errors.push(
                Report::new(
                    &extension.ident,
                    match extension.filling {
                        Filling::Callback => format!("a second struct extends `{path}`"),
                        Filling::Sources => {
                            format!("a second struct with `#[from(..)]` fields extends `{path}`")
                        }
                    },
                )
                .help(format!("put its fields into `{}`", first.ident))
                .also(
                    &first.ident,
                    format!("the first struct that extends `{path}` is here"),
                ),
            );
        }
    }
}

/// What to do with an item that has the name of a generated one.
fn help(config: &AuthConfig, name: &Ident, word: &str) -> String {
    let example = match word {
        "User" => "#[extend(user)] pub struct Person { .. }",
        "Token" => "#[extend(token)] pub struct Claims { .. }",
        "Session" => "#[extend(session)] pub struct Tenant { .. }",
        "SessionUser" => "#[extend(session.user)] pub struct Identity { .. }",
        _ => return "give this item another name".to_owned(),
    };
    let mut structs = config.extensions.iter();
    if structs.any(|extension| extension.ident == *name) {
        format!("give the struct another name: `{example}`")
    } else {
        format!("give this item another name; `{example}` adds fields to `{word}`")
    }
}

/// The generated types have fixed names, which the application's items must leave free.
pub(super) fn generated_names_are_free(config: &AuthConfig, errors: &Errors) {
    for name in &config.taken {
        if let Some((word, what)) = words::GENERATED.iter().find(|(word, _)| name == *word) {
            errors.push(
                Report::new(name, format!("`{word}` is the name of the module's {what}"))
                    .note("`#[auth_config]` makes an item of this name")
                    .help(help(config, name, word)),
            );
        }
    }
}
