use proc_macro2::Ident;
use quote::quote;
use syn::ext::IdentExt;

use crate::error::{Errors, Report};
use crate::model::{Extension, Field, Place};

/// Within a place every field has a name of its own, in Rust and in JSON.
///
/// serde reads the second of one name in vain, and the session would end at its next read. Columns have a rule of
/// their own, and within a struct rustc reports the Rust names.
pub(super) fn reported(extensions: Vec<Extension>, errors: &Errors) -> Vec<Extension> {
    let mut kept: Vec<Extension> = Vec::new();
    for mut extension in extensions {
        if extension.place != Place::User && !extension.is_guess {
            without_twins(&mut extension, &kept, errors);
        }
        kept.push(extension);
    }
    kept
}

fn without_twins(extension: &mut Extension, kept: &[Extension], errors: &Errors) {
    let before = errors.count();
    let earlier = kept
        .iter()
        .filter(|earlier| earlier.place == extension.place && earlier.filling != extension.filling)
        .flat_map(|earlier| earlier.fields.iter().map(|field| (&earlier.ident, field)));
    let earlier: Vec<_> = earlier.collect();
    let mut fields: Vec<Field> = Vec::new();
    for mut field in std::mem::take(&mut extension.fields) {
        let own = fields.iter().map(|first| (&extension.ident, first));
        let mut others = earlier.iter().copied().chain(own);
        let first = others.find(|(_, first)| {
            let is_same = first.ident == field.ident || first.key.value() == field.key.value();
            is_same && !first.is_alternative_to(&field)
        });
        let report = first.map(|(owner, first)| twin(&field, owner, first));
        let is_same_in_rust = first.is_some_and(|(_, first)| first.ident == field.ident);
        if report.is_some() {
            // serde's derive would speak of the name as well.
            let name = format!("__auth_{}", field.ident);
            field.serde = quote!(#[serde(rename = #name)]);
        }
        errors.extend(report);
        if !is_same_in_rust {
            fields.push(field);
        }
    }
    extension.fields = fields;
    extension.is_valid &= errors.count() == before;
}

fn twin(field: &Field, owner: &Ident, first: &Field) -> Report {
    if first.ident == field.ident {
        let name = field.ident.unraw();
        return Report::new(
            &field.ident,
            format!("`{name}` is already a field of `{owner}`"),
        )
        .help("remove one of them");
    }
    let key = field.key.value();
    Report::new(
        &field.key,
        format!("a second field with the name `{key}` in JSON"),
    )
    .help("rename one of them")
    .also(
        &first.key,
        format!("the first field with the name `{key}` is here"),
    )
}
