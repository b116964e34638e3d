use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{FieldsNamed, parse_quote};

use crate::error::{Errors, Report};
use crate::model::{Place, Strategy};

/// The fields, of which none shows the client the whole token or the whole user.
///
/// Everything in them would be part of the session, whoever declares it later and for whatever reason.
pub(super) fn kept_apart(
    fields: &FieldsNamed,
    place: Place,
    strategy: &Strategy,
    errors: &Errors,
) -> FieldsNamed {
    let mut fields = fields.clone();
    if !matches!(place, Place::Session | Place::SessionUser) {
        return fields;
    }
    for field in &mut fields.named {
        let Some(whole) = own_type(field.ty.to_token_stream()) else {
            continue;
        };
        // The name is the application's where there is no token.
        let is_token = whole == "Token";
        if is_token && strategy.is_database() {
            continue;
        }
        let help = match (is_token, strategy.is_database()) {
            (false, true) => "#[from(user.id)] pub id: String",
            _ => "#[from(token.sub)] pub id: Option<String>",
        };
        let help = format!(
            "declare what the client needs, such as `{help}`, which needs no `#[session]` callback"
        );
        let what = if is_token { "token" } else { "user" };
        errors.push(
            Report::new(
                &whole,
                format!("a session is shown to the client, and this would be the whole {what}"),
            )
            .help(help),
        );
        field.attrs.push(parse_quote!(#[serde(skip)]));
    }
    fields
}

/// The first `Token` or `User` of the module in a type; one with a path is another's.
fn own_type(ty: TokenStream) -> Option<Ident> {
    let mut is_after_path = false;
    for tree in ty {
        match tree {
            TokenTree::Ident(ident) if (ident == "Token" || ident == "User") && !is_after_path => {
                return Some(ident);
            }
            // `self::Token` is the module's own.
            TokenTree::Ident(ident) => is_after_path = ident != "self",
            TokenTree::Group(group) => {
                if let Some(found) = own_type(group.stream()) {
                    return Some(found);
                }
                is_after_path = false;
            }
            TokenTree::Punct(punct) if punct.as_char() == ':' => {}
            TokenTree::Punct(_) | TokenTree::Literal(_) => is_after_path = false,
        }
    }
    None
}
