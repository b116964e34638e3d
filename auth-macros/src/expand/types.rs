use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::LitStr;
use syn::spanned::Spanned;

use super::{choice, visibility};
use crate::model::{AuthConfig, Extension, Field, Place};
use crate::words;

/// `User`, `Token`, `SessionUser` and `Session`.
pub(super) fn tokens(config: &AuthConfig) -> TokenStream {
    [
        Place::User,
        Place::Token,
        Place::SessionUser,
        Place::Session,
    ]
    .into_iter()
    .filter(|place| config.has_token || *place != Place::Token)
    .map(|place| structure(config, place))
    .collect()
}

fn structure(config: &AuthConfig, place: Place) -> TokenStream {
    let root = &config.root;
    let visibility = visibility::of_items(&config.visibility);
    let name = type_ident(config, place);
    let docs = docs(place);
    let derives = derives(config, place);
    let serde = serde(config, place);
    let defaults = words::documented_fields(place, config.strategy.kind)
        .iter()
        .map(|(name, doc)| {
            let ident = format_ident!("{name}");
            let ty = default_type(config, place, name);
            let skip = (place != Place::User && is_option(place, name))
                .then(|| quote!(#[serde(skip_serializing_if = "::core::option::Option::is_none")]));
            let bound = (name == &"user")
                .then(|| {
                    config
                        .extension(Place::SessionUser)
                        .and_then(|user| user_bound(root, user))
                })
                .flatten();
            quote!(#[doc = #doc] #skip #bound #visibility #ident: #ty)
        });
    let extra = config
        .extensions(place)
        .map(|extension| extra_fields(root, extension, place));
    // rustc says it of the application's own field.
    let allow = config
        .extension(place)
        .map(|_| quote!(#[allow(private_interfaces)]));
    quote! {
        #(#[doc = #docs])*
        #[derive(#(#derives),*)]
        #serde
        #allow
        #visibility struct #name {
            #(#defaults,)*
            #(#extra)*
        }
    }
}

/// Serde's attribute for the struct; a user is never serialized.
fn serde(config: &AuthConfig, place: Place) -> Option<TokenStream> {
    let path = path_text(&config.root) + "::__private::serde";
    (place != Place::User).then(|| quote!(#[serde(crate = #path)]))
}

fn extra_fields(root: &syn::Path, extension: &Extension, place: Place) -> TokenStream {
    let owner = &extension.ident;
    let fields = extension.fields.iter().map(|field| {
        let Field {
            ident,
            ty,
            visibility,
            docs,
            conditions,
            serde,
            ..
        } = field;
        let cfgs = choice::attributes(conditions);
        let docs = if docs.is_empty() {
            let text = format!(" From [`{owner}`].");
            quote!(#[doc = #text])
        } else {
            docs.clone()
        };
        let serde = (place != Place::User).then(|| {
            let bound = field.is_stored_as_is.then(|| bound(root, ty, place));
            quote!(#serde #bound)
        });
        quote!(#docs #cfgs #serde #visibility #ident: #ty,)
    });
    fields.collect()
}

/// The same for the session's user: it can be shown if its extra fields can, and the message names the field's
/// type instead of one that the application did not write.
fn user_bound(root: &syn::Path, user: &Extension) -> Option<TokenStream> {
    let stored: Vec<_> = user
        .fields
        .iter()
        .filter(|field| field.is_stored_as_is)
        .collect();
    if stored.iter().any(|field| !field.conditions.is_empty()) {
        // Types of such a field may not exist.
        return Some(bound(root, &quote!(SessionUser), Place::Session));
    }
    let span = stored.first()?.ty.span();
    let predicates: Vec<_> = stored
        .iter()
        .map(|field| predicate(root, &field.ty, Place::SessionUser))
        .collect();
    let bound = LitStr::new(&predicates.join(", "), span);
    Some(quote!(#[serde(bound(serialize = #bound))]))
}

fn predicate(root: &syn::Path, ty: &impl ToTokens, place: Place) -> String {
    let trait_name = if place == Place::Token {
        "TokenField"
    } else {
        "SessionField"
    };
    format!(
        "for<'field> {}: {}::__private::{trait_name}<'field>",
        quote!(#ty),
        path_text(root)
    )
}

/// Lets serde's derive ask for our trait, whose message says what a field of this type needs.
/// The lifetime moves the question to where the type is used, so that it is asked once.
fn bound(root: &syn::Path, ty: &impl ToTokens, place: Place) -> TokenStream {
    let span = ty.span();
    let bound = predicate(root, ty, place);
    let bound = LitStr::new(&bound, span);
    if place == Place::Token {
        quote!(#[serde(bound(serialize = #bound, deserialize = #bound))])
    } else {
        quote!(#[serde(bound(serialize = #bound))])
    }
}

fn path_text(path: &syn::Path) -> String {
    quote!(#path).to_string().replace(' ', "")
}

/// The generated type's name, with the span of the word in `#[extend(..)]` so that editors go there.
pub(super) fn type_ident(config: &AuthConfig, place: Place) -> Ident {
    let span = config
        .extension(place)
        .map(|extension| extension.place_tokens.clone())
        // A word that only resembles the place is still being typed, and no name of a type.
        .filter(|tokens| tokens.to_string().replace(' ', "") == place.path())
        .and_then(|tokens| tokens.into_iter().last())
        .map_or_else(|| config.ident.span(), |tree| tree.span());
    Ident::new(place.type_name(), span)
}

/// What the type derives: what the application's structs derive, or what plain data derives.
fn derives(config: &AuthConfig, place: Place) -> Vec<TokenStream> {
    let root = &config.root;
    let places: &[Place] = match place {
        Place::Session => &[Place::Session, Place::SessionUser],
        _ => &[place],
    };
    let extensions: Vec<&Extension> = places
        .iter()
        .flat_map(|place| config.extensions(*place))
        .collect();
    let plain = ["Clone", "Debug", "Default", "PartialEq", "Eq"];
    let mut derives: Vec<TokenStream> = words::DERIVES
        .iter()
        .filter(|(name, _)| match extensions.as_slice() {
            [] => plain.contains(name),
            extensions => extensions
                .iter()
                .all(|extension| extension.derives.contains(name)),
        })
        .map(|(name, module)| {
            let (module, name) = (format_ident!("{module}"), format_ident!("{name}"));
            quote!(::core::#module::#name)
        })
        .collect();
    if place != Place::User {
        derives.push(quote!(#root::__private::serde::Serialize));
    }
    if place == Place::Token {
        derives.push(quote!(#root::__private::serde::Deserialize));
    }
    derives
}

fn docs(place: Place) -> &'static [&'static str] {
    match place {
        Place::User => &[" Who signs in. Nothing of it reaches the client by itself."],
        Place::Token => &[" What the session cookie holds. The client sees none of it by itself."],
        Place::SessionUser => &[" What the client sees under `session.user`."],
        Place::Session => &[" The session, as handlers and the client see it."],
    }
}

fn is_option(place: Place, name: &str) -> bool {
    name != "id" && place != Place::Session
}

fn default_type(config: &AuthConfig, place: Place, name: &str) -> TokenStream {
    let root = &config.root;
    match name {
        "id" => quote!(#root::__private::String),
        "user" => quote!(SessionUser),
        "expires" => quote!(#root::Timestamp),
        "email_verified" => quote!(::core::option::Option<#root::Timestamp>),
        _ => {
            debug_assert!(is_option(place, name));
            quote!(::core::option::Option<#root::__private::String>)
        }
    }
}
