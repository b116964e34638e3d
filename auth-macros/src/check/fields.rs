use crate::error::{Errors, Report};
use crate::model::{AuthConfig, Kind, Place};

/// A field that was declared and that nothing fills would be empty for ever.
pub(super) fn every_field_is_filled(config: &AuthConfig, errors: &Errors) {
    let has = |kinds: &[Kind]| {
        config
            .callbacks
            .iter()
            .any(|callback| kinds.contains(&callback.kind))
    };
    for extension in &config.extensions {
        let (fills, help): (&[Kind], _) = match extension.place {
            // The table does.
            Place::User if config.strategy.is_database() => continue,
            Place::User => (
                &[Kind::Credentials, Kind::Profile],
                "a `#[credentials]` or a `#[profile]` callback makes the user",
            ),
            Place::Token => (
                &[Kind::Jwt, Kind::JwtSignIn, Kind::JwtRead],
                "a `#[jwt]` callback fills the token",
            ),
            Place::Session | Place::SessionUser => (
                &[Kind::Session],
                "a `#[session]` callback fills the session",
            ),
        };
        if has(fills) {
            continue;
        }
        if let Some(field) = extension.fields.first() {
            let path = format!("{}.{}", extension.place.path(), field.ident);
            errors.push(Report::new(&field.ident, format!("nothing fills `{path}`")).help(help));
        }
    }
}
