use syn::ext::IdentExt;

use super::sources;
use crate::error::{Errors, Report};
use crate::model::{AuthConfig, Extension, Field, Filling, Kind, Place};
use crate::words;

/// A field that was declared and that nothing fills would be empty for ever.
pub(super) fn every_field_is_filled(config: &AuthConfig, errors: &Errors) {
    let has = |kinds: &[Kind]| {
        config
            .callbacks
            .iter()
            .any(|callback| kinds.contains(&callback.kind))
    };
    for extension in &config.extensions {
        if extension.filling == Filling::Sources {
            continue;
        }
        let (fills, help): (&[Kind], _) = match extension.place {
            // The table does.
            Place::User if config.strategy.is_database() => continue,
            Place::User => (&[Kind::Credentials, Kind::Profile], user_help(extension)),
            Place::Token => (
                &[Kind::Jwt, Kind::JwtSignIn, Kind::JwtRead],
                "a `#[jwt]` callback fills the token".to_owned(),
            ),
            Place::Session | Place::SessionUser => (&[Kind::Session], session_help(config)),
        };
        if has(fills) {
            continue;
        }
        if let Some(field) = extension.fields.first() {
            let path = format!("{}.{}", extension.place.path(), field.ident);
            let help = match source_help(config, extension.place, field) {
                Some(source) => format!("{source}, or {help}"),
                None => help,
            };
            errors.push(Report::new(&field.ident, format!("nothing fills `{path}`")).help(help));
        }
    }
}

/// The source that the field could have: one of its own name, if there is one.
fn source_help(config: &AuthConfig, place: Place, field: &Field) -> Option<String> {
    let origins = words::origins(place, config.strategy.kind);
    let origin = origins.first()?;
    let name = field.ident.unraw().to_string();
    let has = |name: &str| {
        sources::fields(config, *origin)
            .iter()
            .any(|known| known == name)
    };
    let word = origin.word();
    Some(match name.as_str() {
        name if has(name) => format!("`#[from({word}.{name})]`"),
        // The id is what most people look for, and in a token it has another name.
        "id" if has("sub") => "`#[from(token.sub)] pub id: Option<String>`".to_owned(),
        _ => format!("`#[from({word}. ..)]`"),
    })
}

/// How the callback that fills the user looks.
fn user_help(extension: &Extension) -> String {
    let profile = if extension.derives.contains(&"Default") {
        "fill it in `#[profile] fn profile(mut user: User) -> User`".to_owned()
    } else {
        format!(
            "return `user.extend({} {{ .. }})` from `#[profile] fn profile(user: DefaultUser) -> User`",
            extension.ident
        )
    };
    format!("{profile}, or where `#[credentials]` makes the user")
}

/// How the callback that fills the session looks; it starts with a full one only if all fields have defaults.
fn session_help(config: &AuthConfig) -> String {
    let source = if config.strategy.is_database() {
        "user: &User"
    } else {
        "token: &Token"
    };
    // In the order of the arguments of `.extend(..)`.
    let extensions: Vec<&Extension> = [Place::SessionUser, Place::Session]
        .iter()
        .filter_map(|place| config.extension(*place, Filling::Callback))
        .collect();
    let have_defaults = |extension: &&Extension| extension.derives.contains(&"Default");
    if extensions.iter().all(have_defaults) {
        return format!(
            "fill it in `#[session] fn session(mut session: Session, {source}) -> Session`"
        );
    }
    let structs = extensions
        .iter()
        .map(|extension| extension.ident.to_string() + " { .. }");
    let structs: Vec<String> = structs.collect();
    format!(
        "return `session.extend({})` from `#[session] fn session(session: DefaultSession, {source}) -> Session`",
        structs.join(", ")
    )
}
