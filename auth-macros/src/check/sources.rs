use syn::ext::IdentExt;

use crate::error::{Errors, Report};
use crate::model::{AuthConfig, Callback, Field, Kind, Origin, Place, Source};
use crate::type_text::type_text;
use crate::{plain_type, suggest, words};

/// The first field of a source is one that its type has. rustc speaks of those further down.
pub(super) fn every_source_exists(config: &AuthConfig, errors: &Errors) {
    for field in config
        .extensions
        .iter()
        .flat_map(|extension| &extension.fields)
    {
        if let Some(source) = &field.source
            && !is_known(config, field, source)
        {
            errors.extend(unknown(config, source));
        }
    }
}

/// Whoever signs in by a form has no profile, and what cannot be empty would refuse them.
pub(super) fn forms_have_no_profile(config: &AuthConfig, errors: &Errors) {
    let is_form = |callback: &Callback| {
        callback.kind == Kind::Credentials && !callback.is_guess && callback.conditions.is_empty()
    };
    if !config.callbacks.iter().any(is_form) {
        return;
    }
    let fields = config
        .extensions
        .iter()
        .flat_map(|extension| &extension.fields);
    for field in fields {
        let Some(source) = field
            .source
            .as_ref()
            .filter(|source| source.origin == Origin::Profile)
        else {
            continue;
        };
        let ty = type_text(&field.ty);
        // Another type may be one that takes `null`.
        if plain_type::is_plain(&field.ty) && !plain_type::is_option(&field.ty) {
            errors.push(
                Report::new(
                    &source.root,
                    "a sign-in by `#[credentials]` has no profile, and this field would refuse it",
                )
                .help(format!(
                    "`pub {}: Option<{ty}>`, or fill it in a callback",
                    field.ident
                )),
            );
        }
    }
}

/// Whether the first field of a field's source exists, or may exist.
pub(crate) fn is_known(config: &AuthConfig, filled: &Field, source: &Source) -> bool {
    let Some(field) = source.fields.first() else {
        return false;
    };
    let field = field.unraw();
    // Under a condition it need not, and rustc says so where the condition holds.
    if !filled.conditions.is_empty() {
        return true;
    }
    // What a provider says is not known before it says it.
    source.origin == Origin::Profile
        || fields(config, source.origin)
            .iter()
            .any(|known| field == known)
}

fn unknown(config: &AuthConfig, source: &Source) -> Option<Report> {
    let field = source.fields.first()?;
    let name = field.unraw().to_string();
    let (ty, known) = (type_name(source.origin), fields(config, source.origin));
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    if source.origin == Origin::Token && words::CODEC_CLAIMS.contains(&name.as_str()) {
        let report = Report::new(
            field,
            format!(
                "`{name}` is a claim that the library sets and checks, and no field of `Token`"
            ),
        );
        return Some(report.help(match name.as_str() {
            "exp" => "leave this field out, and use `session.expires`",
            _ => "leave this field out",
        }));
    }
    let report = Report::new(field, format!("no field `{name}` on `{ty}`"));
    Some(match suggest::nearest(&name, known.iter().copied()) {
        Some(near) => report.help(format!("a field with a similar name exists: `{near}`")),
        None => {
            let report = report.note(format!("`{ty}` has {}", suggest::all(&known)));
            match source.origin {
                Origin::User | Origin::Token => {
                    report.help(format!("`#[extend({})]` adds fields", source.origin.word()))
                }
                Origin::Account | Origin::Profile => report,
            }
        }
    })
}

fn type_name(origin: Origin) -> &'static str {
    match origin {
        Origin::User => "User",
        Origin::Token => "Token",
        Origin::Account => "Account",
        Origin::Profile => "Profile",
    }
}

/// The fields of what a source is a part of.
pub(super) fn fields(config: &AuthConfig, origin: Origin) -> Vec<String> {
    let place = match origin {
        Origin::User => Place::User,
        Origin::Token => Place::Token,
        Origin::Account => {
            return words::ACCOUNT_FIELDS
                .iter()
                .map(|&name| name.into())
                .collect();
        }
        Origin::Profile => return Vec::new(),
    };
    let defaults = words::default_fields(place)
        .iter()
        .map(|(name, _)| (*name).to_owned());
    let extra = config
        .extensions(place)
        .flat_map(|extension| &extension.fields);
    let extra = extra.map(|field| field.ident.unraw().to_string());
    defaults.chain(extra).collect()
}
