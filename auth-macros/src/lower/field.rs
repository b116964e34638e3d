use proc_macro2::TokenStream;
use quote::{ToTokens, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use super::rename::rename;
use super::serde_attribute::{self, SerdeItem};
use super::shown::shown;
use super::source;
use crate::error::{Errors, Report};
use crate::model::{Field, Place, Strategy};
use crate::{plain_type, secret, suggest, words};

/// What serde's attribute on a field may say without changing by which type the field is stored.
const STORED_AS_IS: &[&str] = &["rename", "alias", "default", "skip_serializing_if"];

/// Lowers an extra field; `None` if the type has it already.
pub(super) fn field(
    field: &syn::Field,
    place: Place,
    strategy: &Strategy,
    rule: Option<&syn::LitStr>,
    errors: &Errors,
) -> Option<Field> {
    let ident = field.ident.clone()?;
    let name = ident.unraw().to_string();
    check_name(&ident, &name, place, None, errors);
    if words::is_default_field(place, &name) {
        return None;
    }
    let items = serde_attribute::items(&field.attrs);
    let renamed = items
        .iter()
        .find(|item| item.word == "rename")
        .and_then(|item| item.value.as_ref());
    if let Some(renamed) = renamed {
        check_name(renamed, &renamed.value(), place, None, errors);
    }
    let of = |name: &str| -> TokenStream {
        field
            .attrs
            .iter()
            .filter(|a| a.path().is_ident(name))
            .map(ToTokens::to_token_stream)
            .collect()
    };
    check_serde(&items, field, place, strategy, errors);
    let source = source::source(field, place, strategy, errors);
    let is_clash = renamed.is_some_and(|name| words::is_default_field(place, &name.value()));
    let mut serde = if is_clash {
        TokenStream::new()
    } else {
        of("serde")
    };
    if let (None, Some(rule)) = (renamed, rule)
        && let Some(renamed) = rename(&rule.value(), &name)
    {
        if renamed != name {
            let rule = format!(
                "`rename_all = \"{}\"` makes `{renamed}` of `{name}`",
                rule.value()
            );
            check_name(&ident, &renamed, place, Some(&rule), errors);
        }
        serde.extend(quote_spanned!(rule.span()=> #[serde(rename = #renamed)]));
    }
    let key = match (renamed, rule) {
        (Some(renamed), _) => renamed.clone(),
        (None, Some(rule)) => {
            let name = rename(&rule.value(), &name).unwrap_or(name);
            syn::LitStr::new(&name, ident.span())
        }
        (None, None) => syn::LitStr::new(&name, ident.span()),
    };
    Some(Field {
        key,
        ty: field.ty.clone(),
        visibility: field.vis.clone(),
        docs: of("doc"),
        doc_texts: doc_texts(&field.attrs),
        conditions: conditions(&field.attrs),
        serde,
        is_stored_as_is: items
            .iter()
            .all(|item| STORED_AS_IS.iter().any(|word| item.word == word)),
        shown: shown(&items),
        source,
        ident,
    })
}

/// What stands in the documentation: texts, or macros that give them.
fn doc_texts(attributes: &[syn::Attribute]) -> Vec<syn::Expr> {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("doc"))
        .filter_map(|attribute| Some(attribute.meta.require_name_value().ok()?.value.clone()))
        .collect()
}

/// What stands in the `#[cfg(..)]`s; rustc says what is wrong with them, at the application's own field.
fn conditions(attributes: &[syn::Attribute]) -> Vec<TokenStream> {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("cfg"))
        .filter_map(|attribute| Some(attribute.meta.require_list().ok()?.tokens.clone()))
        .collect()
}

/// What serde accepts and what would end every session at its next read, or show two fields of one name.
fn check_serde(
    items: &[SerdeItem],
    field: &syn::Field,
    place: Place,
    strategy: &Strategy,
    errors: &Errors,
) {
    let find = |word: &str| items.iter().find(|item| item.word == word);
    if let Some(SerdeItem {
        word, value: None, ..
    }) = find("rename")
    {
        errors.push(
            Report::new(word, "a field has one name, for writing and for reading")
                .help("`#[serde(rename = \"..\")]`"),
        );
    }
    let by_hand = find("serialize_with").or_else(|| find("with"));
    if let (Some(by_hand), true) = (by_hand, place != Place::User && secret::is_in(&field.ty)) {
        let report = Report::new(&by_hand.word, "a `Secret` is not serialized by other means");
        errors.push(match place {
            Place::Token if strategy.is_encrypted() => report.help(format!(
                "leave `{}` out: the token is encrypted",
                by_hand.word
            )),
            Place::Token => report.help(format!(
                "leave `{}` out, and say `strategy = jwt(encrypted)`",
                by_hand.word
            )),
            _ => report
                .note("a session is shown to the client, so it cannot hold a secret")
                .help("take the field out, and read the secret on the server where it is needed"),
        });
    }
    if place != Place::Token {
        return;
    }
    if let Some(skip) = find("skip_deserializing") {
        errors.push(
            Report::new(
                &skip.word,
                "this field would be written to the token and never read from it",
            )
            .help("leave `skip_deserializing` out, or keep the field out of the token: `skip`"),
        );
    }
    if let Some(flatten) = find("flatten") {
        errors.push(
            Report::new(&flatten.word, "a token field cannot be flattened")
                .note("its keys could be claims that the library sets, such as `exp`")
                .help("leave `flatten` out"),
        );
    }
    // `Option` is the one type that is read as its default without being told.
    let is_option = plain_type::is_option(&field.ty);
    if let (Some(skip), None, false) = (find("skip_serializing_if"), find("default"), is_option) {
        errors.push(
            Report::new(
                &skip.word,
                "a token without this field could not be read again",
            )
            .help("`#[serde(default, skip_serializing_if = \"..\")]`"),
        );
    }
}

/// Names that a field cannot have, in Rust or in JSON.
fn check_name(
    spot: &(impl ToTokens + Spanned),
    name: &str,
    place: Place,
    rule: Option<&str>,
    errors: &Errors,
) {
    let with_rule = |report: Report| match rule {
        Some(rule) => report.note(rule),
        None => report,
    };
    if words::is_default_field(place, name) {
        let defaults: Vec<&str> = words::default_fields(place)
            .iter()
            .map(|(name, _)| *name)
            .collect();
        let report = Report::new(
            spot,
            format!("`{name}` is already a field of `{}`", place.type_name()),
        );
        errors.push(
            with_rule(report)
                .note(format!("default fields: {}", suggest::all(&defaults)))
                .help(format!("use `{}.{name}`, or another name", place.path())),
        );
    } else if place == Place::Token && words::CODEC_CLAIMS.contains(&name) {
        let report = Report::new(
            spot,
            format!("the library sets the claim `{name}` of every token"),
        );
        errors.push(
            with_rule(report)
                .note(format!(
                    "its own claims are {}",
                    suggest::all(words::CODEC_CLAIMS)
                ))
                .help("use another name"),
        );
    } else if name.starts_with("__auth_") {
        errors.push(Report::new(
            spot,
            "names that start with `__auth_` are reserved",
        ));
    }
}
