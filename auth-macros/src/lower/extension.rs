use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Fields, ItemStruct};

use super::attribute_args;
use super::rename::rename;
use super::serde_attribute::{self, SerdeItem};
use crate::error::{Errors, Report};
use crate::model::{Extension, Field, Place};
use crate::parse::{Attribute, Marker};
use crate::{suggest, words};

/// What serde's attribute on a field may say without changing by which type the field is stored.
const STORED_AS_IS: &[&str] = &["rename", "alias", "default", "skip_serializing_if"];

/// Lowers a struct with `#[extend(..)]`; `None` if it extends nothing that exists.
pub(crate) fn extension(
    marker: &Marker,
    attributes: &[Attribute],
    parsed: &ItemStruct,
    errors: &Errors,
) -> Option<Extension> {
    let before = errors.count();
    if attribute_args::has_value(marker, errors) {
        return None;
    }
    let place = place(marker, errors)?;
    for attribute in attributes.iter().filter(|attribute| attribute.is("cfg")) {
        errors.push(
            Report::new(
                &attribute.path[0],
                format!(
                    "what extends `{}` cannot depend on a condition",
                    place.path()
                ),
            )
            .help("put `#[cfg(..)]` on the fields"),
        );
    }
    let (Fields::Named(fields), true) = (&parsed.fields, parsed.generics.params.is_empty()) else {
        errors.push(Report::new(
            &parsed.ident,
            format!(
                "`#[extend({})]` goes on a struct with named fields and without generics",
                place.path()
            ),
        ));
        return None;
    };
    if let syn::Visibility::Inherited = parsed.vis {
        errors.push(
            Report::new(
                &parsed.struct_token,
                format!("a struct that extends `{}` cannot be private", place.path()),
            )
            .help(format!("`pub struct {}`", parsed.ident)),
        );
    }
    let rule = container_rule(attributes, place, errors);
    let fields = fields
        .named
        .iter()
        .filter_map(|field| lower_field(field, place, rule.as_ref(), errors));
    Some(Extension {
        place,
        place_tokens: marker.args.clone().unwrap_or_default(),
        ident: parsed.ident.clone(),
        fields: fields.collect(),
        derives: derives(attributes),
        is_valid: errors.count() == before,
    })
}

/// The struct as written; serde's attributes go where no derive of the struct accepts them.
pub(crate) fn emitted(attributes: &[Attribute], parsed: &ItemStruct) -> TokenStream {
    let mut parsed = parsed.clone();
    let mut attributes = attributes.to_vec();
    // Both are reported, and rustc would report what follows from them.
    attributes.retain(|attribute| !attribute.is("cfg"));
    if let syn::Visibility::Inherited = parsed.vis {
        parsed.vis = syn::Visibility::Public(<syn::Token![pub]>::default());
    }
    let names = derive_names(&attributes);
    if !names
        .iter()
        .any(|name| name == "Serialize" || name == "Deserialize")
    {
        attributes.retain(|attribute| !attribute.is("serde"));
        for field in &mut parsed.fields {
            field
                .attrs
                .retain(|attribute| !attribute.path().is_ident("serde"));
        }
    }
    quote!(#(#attributes)* #parsed)
}

fn place(marker: &Marker, errors: &Errors) -> Option<Place> {
    let known: Vec<&str> = words::PLACES.iter().map(|(path, _)| *path).collect();
    let Some(args) = marker.args.as_ref().filter(|args| !args.is_empty()) else {
        errors.push(
            Report::new(&marker.ident, "`#[extend(..)]` needs the type to extend")
                .help(suggest::list(&known)),
        );
        return None;
    };
    let path: String = args
        .clone()
        .into_iter()
        .map(|tree| tree.to_string())
        .collect();
    if let Some((_, place)) = words::PLACES.iter().find(|(known, _)| *known == path) {
        return Some(*place);
    }
    let report = Report::new(args, format!("nothing to extend at `{path}`"));
    let near = suggest::nearest(&path, known.iter().copied());
    errors.push(match near {
        Some(near) => report.help(format!("`#[extend({near})]`")),
        None => report.help(suggest::list(&known)),
    });
    // What was meant, so that its fields exist where the application uses them.
    let (_, place) = words::PLACES
        .iter()
        .find(|(known, _)| near == Some(*known))?;
    Some(*place)
}

/// The struct's `rename_all`, which is the one rule for a whole struct that can be carried field by field.
fn container_rule(attributes: &[Attribute], place: Place, errors: &Errors) -> Option<syn::LitStr> {
    let attributes: Vec<syn::Attribute> = attributes
        .iter()
        .filter(|attribute| attribute.is("serde"))
        .filter_map(|attribute| {
            syn::parse::Parser::parse2(syn::Attribute::parse_outer, attribute.tokens.clone()).ok()
        })
        .flatten()
        .collect();
    let mut rule = None;
    for SerdeItem { word, value } in serde_attribute::items(&attributes) {
        match value {
            Some(value) if word == "rename_all" => {
                if rename(&value.value(), "").is_none() {
                    errors.push(Report::new(
                        &value,
                        "serde has no such rule for `rename_all`",
                    ));
                }
                rule = Some(value);
            }
            _ => errors.push(
                Report::new(
                    &word,
                    format!("`{word}` cannot be carried to `{}`", place.type_name()),
                )
                .help("put serde's attributes on the fields; `rename_all` is carried"),
            ),
        }
    }
    rule
}

fn lower_field(
    field: &syn::Field,
    place: Place,
    rule: Option<&syn::LitStr>,
    errors: &Errors,
) -> Option<Field> {
    let ident = field.ident.clone()?;
    let name = ident.unraw().to_string();
    check_name(&ident, &name, place, errors);
    if words::is_default_field(place, &name) {
        return None;
    }
    let items = serde_attribute::items(&field.attrs);
    let renamed = items
        .iter()
        .find(|item| item.word == "rename")
        .and_then(|item| item.value.as_ref());
    if let Some(renamed) = renamed {
        check_name(renamed, &renamed.value(), place, errors);
    }
    let of = |name: &str| -> TokenStream {
        field
            .attrs
            .iter()
            .filter(|a| a.path().is_ident(name))
            .map(ToTokens::to_token_stream)
            .collect()
    };
    check_serde(&items, field, place, errors);
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
            check_name(&ident, &renamed, place, errors);
        }
        serde.extend(quote_spanned!(rule.span()=> #[serde(rename = #renamed)]));
    }
    Some(Field {
        ty: field.ty.clone(),
        visibility: field.vis.clone(),
        docs: of("doc"),
        cfgs: of("cfg"),
        serde,
        is_stored_as_is: items
            .iter()
            .all(|item| STORED_AS_IS.iter().any(|word| item.word == word)),
        ident,
    })
}

/// What serde accepts and what would end every session at its next read, or show two fields of one name.
fn check_serde(items: &[SerdeItem], field: &syn::Field, place: Place, errors: &Errors) {
    let find = |word: &str| items.iter().find(|item| item.word == word);
    if let Some(SerdeItem { word, value: None }) = find("rename") {
        errors.push(
            Report::new(word, "a field has one name, for writing and for reading")
                .help("`#[serde(rename = \"..\")]`"),
        );
    }
    if place != Place::Token {
        return;
    }
    if let Some(flatten) = find("flatten") {
        errors.push(
            Report::new(&flatten.word, "a token field cannot be flattened")
                .note("its keys could be those of the codec, such as `exp`"),
        );
    }
    // `Option` is the one type that is read as its default without being told.
    let is_option = matches!(&field.ty, syn::Type::Path(ty)
        if ty.path.segments.last().is_some_and(|last| last.ident == "Option"));
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
fn check_name(spot: &(impl ToTokens + Spanned), name: &str, place: Place, errors: &Errors) {
    if words::is_default_field(place, name) {
        let defaults: Vec<&str> = words::default_fields(place)
            .iter()
            .map(|(name, _)| *name)
            .collect();
        errors.push(
            Report::new(
                spot,
                format!("`{name}` is already a field of `{}`", place.type_name()),
            )
            .note(format!("default fields: {}", suggest::all(&defaults))),
        );
    } else if place == Place::Token && words::CODEC_CLAIMS.contains(&name) {
        errors.push(
            Report::new(spot, format!("`{name}` is set by the codec")).help("use another name"),
        );
    } else if name.starts_with("__auth_") {
        errors.push(Report::new(
            spot,
            "names that start with `__auth_` are reserved",
        ));
    }
}

fn derives(attributes: &[Attribute]) -> Vec<&'static str> {
    let names = derive_names(attributes);
    words::DERIVES
        .iter()
        .map(|(derive, _)| *derive)
        .filter(|carried| names.iter().any(|name| name == carried))
        .collect()
}

/// The last words of all derived paths.
fn derive_names(attributes: &[Attribute]) -> Vec<String> {
    let paths = syn::punctuated::Punctuated::<syn::Path, syn::Token![,]>::parse_terminated;
    attributes
        .iter()
        .filter(|attribute| attribute.is("derive"))
        .filter_map(|attribute| syn::parse::Parser::parse2(paths, attribute.args.clone()?).ok())
        .flatten()
        .filter_map(|path| {
            path.segments
                .last()
                .map(|segment| segment.ident.to_string())
        })
        .collect()
}
