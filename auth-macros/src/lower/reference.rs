use quote::ToTokens;
use syn::{FieldsNamed, Type, parse_quote};

use crate::error::{Errors, Report};
use crate::model::Place;

/// The fields, of which none borrows from what is not there any more when it is read.
///
/// A token is read from a cookie, so that there nothing can be borrowed at all.
pub(super) fn owned(fields: &FieldsNamed, place: Place, errors: &Errors) -> FieldsNamed {
    let mut fields = fields.clone();
    for field in &mut fields.named {
        let Type::Reference(reference) = &field.ty else {
            continue;
        };
        if reference.lifetime.is_some() && place != Place::Token {
            continue;
        }
        let inner = reference
            .elem
            .to_token_stream()
            .to_string()
            .replace(' ', "");
        let owned = if inner == "str" { "String" } else { &inner };
        errors.push(
            Report::new(
                &field.ty,
                format!("a field that extends `{}` owns its value", place.path()),
            )
            .help(format!("`{owned}`")),
        );
        complete(&mut field.ty);
        if place == Place::Token {
            field.attrs.push(parse_quote!(#[serde(skip)]));
        }
    }
    fields
}

/// Gives a reference the lifetime that it lacks, which is reported: rustc would report it once for each type
/// that has the field.
pub(super) fn complete(ty: &mut Type) {
    if let Type::Reference(reference) = ty
        && reference.lifetime.is_none()
    {
        reference.lifetime = Some(parse_quote!('static));
    }
}
