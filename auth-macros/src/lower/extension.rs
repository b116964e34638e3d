use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::{Fields, FieldsNamed, GenericParam, Generics, ItemStruct};

use super::rename::{RULES, rename};
use super::serde_attribute::{self, SerdeItem};
use super::{attribute_args, column, field, place, reference, source, strategy, whole};
use crate::error::{Errors, Report};
use crate::model::{Extension, Field, Filling, Misfit, Place, Strategy};
use crate::parse::{Attribute, Marker};
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
    let place = place::place(marker, errors)?;
    if place == Place::Token && strategy.is_database() {
        strategy::no_token(marker, &without_token(parsed), strategy, errors);
    }
    check_item(attributes, parsed, place, errors);
    let is_generic = !parsed.generics.params.is_empty();
    let misshapen = |shape: &dyn ToTokens| {
        let message = format!(
            "`#[extend({})]` goes on a struct with named fields and without generics",
            place.path()
        );
        let report = Report::new(&shape.to_token_stream(), message);
        errors.push(if parsed.generics.lifetimes().next().is_some() {
            report.help("leave the lifetime out: a field owns its value, as in `String` for `&str`")
        } else {
            report
        });
    };
    if is_generic {
        misshapen(&parsed.generics);
    }
    let Fields::Named(fields) = &parsed.fields else {
        if !is_generic {
            misshapen(&parsed.ident);
        }
        return None;
    };
    let fields = &without_generics(fields, &parsed.generics);
    let rule = container_rule(attributes, place, errors);
    let unreported = Errors::new();
    let fields = serde_attribute::readable(
        fields,
        // The struct's own derive says it already.
        if derives_serde(attributes) {
            &unreported
        } else {
            errors
        },
    );
    unreported.into_compile_errors();
    let fields = reference::owned(&fields, place, errors);
    let fields = &whole::kept_apart(&fields, place, strategy, errors);
    let filling = filling(fields, place, errors);
    // With tokens the fields are columns only if the builder is given an adapter.
    let (attributes_unsure, names_unsure) = (Errors::new(), Errors::new());
    let sure_or = |unsure| {
        if strategy.is_database() {
            errors
        } else {
            unsure
        }
    };
    if place == Place::User {
        column::check_serde(fields, sure_or(&attributes_unsure));
    }
    let names: Vec<_> = fields.named.iter().map(|field| &field.ident).collect();
    // rustc reports a name that is given twice.
    let is_first = |(index, field): &(usize, &syn::Field)| !names[..*index].contains(&&field.ident);
    let has_twins = (1..names.len()).any(|index| names[..index].contains(&names[index]));
    let fields: Vec<Field> = fields
        .named
        .iter()
        .enumerate()
        .filter(is_first)
        .map(|(_, field)| field)
        .filter_map(|field| field::field(field, place, strategy, rule.as_ref(), errors))
        .collect();
    if place == Place::User {
        column::check_names(&fields, sure_or(&names_unsure));
    }
    let of_attributes = attributes_unsure.into_places().into_iter();
    let of_names = names_unsure.into_places().into_iter();
    let misfits = of_attributes
        .map(Misfit::Attribute)
        .chain(of_names.map(Misfit::Name));
    Some(Extension {
        place,
        place_tokens: marker.args.clone().unwrap_or_default(),
        keyword: parsed.struct_token.span,
        ident: parsed.ident.clone(),
        fields,
        misfits: misfits.collect(),
        filling,
        derives: derives(attributes),
        is_guess: is_generic,
        is_valid: errors.count() == before && !has_twins,
    })
}

/// Where the fields of a token go that is not there.
fn without_token(parsed: &ItemStruct) -> String {
    let names = parsed
        .fields
        .iter()
        .filter_map(|field| field.ident.as_ref());
    let of_user = names.map(|name| words::is_default_field(Place::User, &name.unraw().to_string()));
    let is_there = of_user.reduce(|all, one| all && one).unwrap_or_default();
    let instead = if is_there {
        "leave it out, since the database's `User` has these fields"
    } else {
        "`#[extend(user)]` keeps its fields in columns of the users table"
    };
    format!("{instead}; or say `strategy = jwt`")
}

/// What stands around the fields and does not go with the generated type.
fn check_item(attributes: &[Attribute], parsed: &ItemStruct, place: Place, errors: &Errors) {
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
    if let syn::Visibility::Inherited = parsed.vis {
        errors.push(
            Report::new(
                &parsed.struct_token,
                format!("a struct that extends `{}` cannot be private", place.path()),
            )
            .help(format!("`pub struct {}`", parsed.ident)),
        );
    }
}

/// The fields whose types exist outside of the struct.
fn without_generics(fields: &FieldsNamed, generics: &Generics) -> FieldsNamed {
    let names: Vec<String> = generics
        .params
        .iter()
        .map(|param| match param {
            GenericParam::Lifetime(param) => param.lifetime.ident.to_string(),
            GenericParam::Type(param) => param.ident.to_string(),
            GenericParam::Const(param) => param.ident.to_string(),
        })
        .collect();
    let mut outside = fields.clone();
    outside.named = fields
        .named
        .iter()
        .filter(|field| !mentions(field.ty.to_token_stream(), &names))
        .cloned()
        .collect();
    outside
}

fn mentions(tokens: TokenStream, names: &[String]) -> bool {
    tokens.into_iter().any(|tree| match tree {
        TokenTree::Ident(ident) => names.iter().any(|name| ident == name),
        TokenTree::Group(group) => mentions(group.stream(), names),
        _ => false,
    })
}

/// The struct as written; serde's attributes go where no derive of the struct accepts them.
pub(crate) fn emitted(
    attributes: &[Attribute],
    parsed: &ItemStruct,
    written: Option<&TokenStream>,
) -> TokenStream {
    if let Some(written) = written {
        let tokens = quote!(#(#attributes)* #written);
        return if derives_serde(attributes) {
            tokens
        } else {
            serde_attribute::stripped(tokens)
        };
    }
    let mut parsed = parsed.clone();
    let mut attributes = attributes.to_vec();
    // Both are reported, and rustc would report what follows from them.
    attributes.retain(|attribute| !attribute.is("cfg"));
    if let syn::Visibility::Inherited = parsed.vis {
        parsed.vis = syn::Visibility::Public(<syn::Token![pub]>::default());
    }
    let mut has_sources = false;
    for field in &mut parsed.fields {
        reference::complete(&mut field.ty);
        has_sources |= field.attrs.iter().any(source::is_from);
        field.attrs.retain(|attribute| !source::is_from(attribute));
    }
    // The sources fill the generated type, and nobody needs a value of this one.
    let allow = has_sources.then(|| quote!(#[allow(dead_code)]));
    if !derives_serde(&attributes) {
        attributes.retain(|attribute| !attribute.is("serde"));
        for field in &mut parsed.fields {
            field
                .attrs
                .retain(|attribute| !attribute.path().is_ident("serde"));
        }
    }
    quote!(#(#attributes)* #allow #parsed)
}

/// How the struct is filled: its first field decides, and the others must do the same.
fn filling(fields: &FieldsNamed, place: Place, errors: &Errors) -> Filling {
    let of = |field: &syn::Field| {
        if field.attrs.iter().any(source::is_from) {
            Filling::Sources
        } else {
            Filling::Callback
        }
    };
    if place == Place::User {
        // That it has no sources is reported at the fields.
        return Filling::Callback;
    }
    let mut named = fields.named.iter();
    let filling = named.next().map_or(Filling::Callback, of);
    if let Some(other) = named.find(|field| of(field) != filling) {
        let ident = other.ident.to_token_stream();
        let (what, others) = match filling {
            Filling::Sources => ("no `#[from(..)]`", "one"),
            Filling::Callback => ("a `#[from(..)]`", "none"),
        };
        errors.push(
            Report::new(
                &ident,
                format!("`{ident}` has {what}, and other fields of the struct have {others}"),
            )
            .note("a struct is filled by the sources of its fields, or by a callback")
            .help(format!(
                "do the same for all of them, or move `{ident}` into a second `#[extend({})]` struct",
                place.path()
            )),
        );
    }
    filling
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
    for item in serde_attribute::items(&attributes) {
        if item.word == "rename_all" && item.is_no_text(errors) {
            continue;
        }
        let SerdeItem { word, value, .. } = item;
        match value {
            Some(value) if word == "rename_all" => {
                if rename(&value.value(), "").is_none() {
                    errors.push(unknown_rule(&value));
                }
                rule = Some(value);
            }
            _ => errors.push(
                Report::new(
                    &word,
                    format!("`{word}` has no effect on what extends `{}`", place.path()),
                )
                .note("of serde's attributes on a struct, only `rename_all` is carried over")
                .help(format!("leave `{word}` out")),
            ),
        }
    }
    rule
}

fn unknown_rule(value: &syn::LitStr) -> Report {
    let name = value.value();
    let report = Report::new(
        value,
        format!("serde has no rule `{name}` for `rename_all`"),
    );
    let plain = |rule: &str| rule.replace(['_', '-'], "").to_lowercase();
    let alike = RULES
        .iter()
        .find(|rule| plain(rule) == plain(&name) || plain(rule) == plain(&format!("{name}case")));
    match alike {
        Some(rule) => report.help(format!("`rename_all = \"{rule}\"`")),
        None => report.note(format!("rules: {}", suggest::all(RULES))),
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

fn derives_serde(attributes: &[Attribute]) -> bool {
    let mut names = derive_names(attributes).into_iter();
    names.any(|name| name == "Serialize" || name == "Deserialize")
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
