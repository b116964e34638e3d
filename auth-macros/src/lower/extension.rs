use proc_macro2::TokenStream;
use quote::quote;
use syn::{Fields, ItemStruct};

use super::rename::rename;
use super::serde_attribute::{self, SerdeItem};
use super::{attribute_args, column, field, strategy};
use crate::error::{Errors, Report};
use crate::model::{Extension, Field, Place, Strategy};
use crate::parse::{Attribute, Marker};
use crate::words::alias;
use crate::{suggest, words};

/// Lowers a struct with `#[extend(..)]`; `None` if it extends nothing that exists.
pub(crate) fn extension(
    marker: &Marker,
    attributes: &[Attribute],
    parsed: &ItemStruct,
    strategy: &Strategy,
    errors: &Errors,
) -> Option<Extension> {
    let before = errors.count();
    if attribute_args::has_value(marker, errors) {
        return None;
    }
    let place = place(marker, errors)?;
    if place == Place::Token && strategy.is_database() {
        strategy::no_token(
            marker,
            "`#[extend(user)]` keeps it in a column of the users table",
            strategy,
            errors,
        );
    }
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
    // With tokens the fields are columns only if the builder is given an adapter.
    let unsure = Errors::new();
    let of_columns = if strategy.is_database() {
        errors
    } else {
        &unsure
    };
    if place == Place::User {
        column::check_serde(fields, of_columns);
    }
    let fields: Vec<Field> = fields
        .named
        .iter()
        .filter_map(|field| field::field(field, place, rule.as_ref(), errors))
        .collect();
    if place == Place::User {
        column::check_names(&fields, of_columns);
    }
    Some(Extension {
        place,
        place_tokens: marker.args.clone().unwrap_or_default(),
        ident: parsed.ident.clone(),
        fields,
        misfits: unsure.into_places(),
        derives: derives(attributes),
        is_valid: errors.count() == before,
    })
}

/// The markers, with one for each place of an `#[extend(..)]` that names several.
pub(super) fn one_a_place(markers: &[Marker], errors: &Errors) -> Vec<Marker> {
    let mut single = Vec::new();
    for marker in markers {
        let is_place = marker.name == "extend";
        let args = marker.args.clone().filter(|_| is_place).unwrap_or_default();
        let (mut place, mut rest) = attribute_args::split_at_comma(args);
        if rest.is_empty() {
            single.push(marker.clone());
            continue;
        }
        errors.push(
            Report::new(&rest, "a struct extends one type")
                .help(format!("a struct of its own, with `#[extend({})]`", plain(&rest))),
        );
        while !place.is_empty() {
            single.push(Marker {
                args: Some(place),
                is_guess: true,
                ..marker.clone()
            });
            (place, rest) = attribute_args::split_at_comma(rest);
        }
    }
    single
}

/// Whether it is `#[extend(update)]`.
pub(super) fn is_update(marker: &Marker) -> bool {
    marker.args.as_ref().is_some_and(|args| plain(args) == "update")
}

/// Tokens as text without spaces.
fn plain(tokens: &TokenStream) -> String {
    tokens.clone().into_iter().map(|tree| tree.to_string()).collect()
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

/// The type that the marker names, or was meant to name, so that its fields exist where the application uses them.
fn place(marker: &Marker, errors: &Errors) -> Option<Place> {
    let known = || words::PLACES.iter().map(|(path, _)| *path);
    let Some(args) = marker.args.as_ref().filter(|args| !args.is_empty()) else {
        errors.push(
            Report::new(&marker.ident, "`#[extend(..)]` needs the type to extend")
                .help(suggest::list(&known().collect::<Vec<_>>())),
        );
        return None;
    };
    let path = plain(args);
    let find = |path: &str| words::PLACES.iter().find(|(known, _)| *known == path);
    if let Some((_, place)) = find(&path) {
        return Some(*place);
    }
    let report = Report::new(args, format!("nothing to extend at `{path}`"));
    if let Some((_, help)) = alias::NO_PLACES.iter().find(|(word, _)| *word == path) {
        errors.push(report.help(help));
        return None;
    }
    let alias = alias::PLACES.iter().find(|(word, _)| *word == path);
    let near = alias
        .map(|(_, place)| *place)
        .or_else(|| suggest::nearest(&path, known()))
        // `session.user.id`: the field belongs into the struct.
        .or_else(|| known().filter(|known| path.starts_with(&format!("{known}."))).last());
    errors.push(match near {
        Some(near) => report.help(format!("`#[extend({near})]`")),
        None => report.help(suggest::list(&known().collect::<Vec<_>>())),
    });
    near.and_then(find).map(|(_, place)| *place)
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
