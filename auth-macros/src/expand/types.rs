use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::LitStr;
use syn::spanned::Spanned;

use super::{choice, visibility};
use crate::model::{AuthConfig, Extension, Field, Place};
use crate::{secret, words};

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
            let bound = (name == &"user").then(|| user_bound(config)).flatten();
            quote!(#[doc = #doc] #skip #bound #visibility #ident: #ty)
        });
    let extra = config
        .extensions(place)
        .map(|extension| extra_fields(config, extension));
    // rustc says the first of the application's own field. The others are about names and fields as a person
    // chooses them, and the span of the name is that of a word which a person wrote.
    let private = config
        .extensions(place)
        .next()
        .map(|_| quote!(private_interfaces,));
    quote! {
        #(#[doc = #docs])*
        #[derive(#(#derives),*)]
        #serde
        #[allow(
            #private
            clippy::module_name_repetitions,
            clippy::struct_excessive_bools,
            clippy::struct_field_names
        )]
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

fn extra_fields(config: &AuthConfig, extension: &Extension) -> TokenStream {
    let root = &config.root;
    let (owner, place) = (&extension.ident, extension.place);
    let fields = extension.fields.iter().map(|field| {
        let serde = (place != Place::User).then(|| {
            let storage = storage(config, &field.ty, place);
            let bound = field
                .is_stored_as_is
                .then(|| bound(root, &field.ty, storage));
            let sealed = (field.is_stored_as_is && storage == Storage::Sealed).then(|| {
                let path = path_text(root) + "::__private::serialize_sealed";
                quote!(#[serde(serialize_with = #path)])
            });
            let serde = &field.serde;
            quote!(#serde #sealed #bound)
        });
        extra_field(owner, field, serde.as_ref())
    });
    fields.collect()
}

/// The fields of an extension for a type that is not serialized.
pub(super) fn plain_fields(extension: &Extension) -> TokenStream {
    let fields = extension.fields.iter();
    fields
        .map(|field| extra_field(&extension.ident, field, None))
        .collect()
}

fn extra_field(owner: &Ident, field: &Field, serde: Option<&TokenStream>) -> TokenStream {
    let Field {
        ident,
        ty,
        visibility,
        docs,
        conditions,
        ..
    } = field;
    let cfgs = choice::attributes(conditions);
    let docs = if docs.is_empty() {
        let text = match &field.source {
            Some(source) => format!(" From [`{owner}`], filled from `{}`.", source.path()),
            None => format!(" From [`{owner}`]."),
        };
        quote!(#[doc = #text])
    } else {
        docs.clone()
    };
    quote!(#docs #cfgs #serde #visibility #ident: #ty,)
}

/// The same for the session's user: it can be shown if its extra fields can, and the message names the field's
/// type instead of one that the application did not write.
fn user_bound(config: &AuthConfig) -> Option<TokenStream> {
    let root = &config.root;
    let stored: Vec<_> = config
        .extensions(Place::SessionUser)
        .flat_map(|extension| &extension.fields)
        .filter(|field| field.is_stored_as_is)
        .collect();
    if stored.iter().any(|field| !field.conditions.is_empty()) {
        // Types of such a field may not exist.
        return Some(bound(root, &quote!(SessionUser), Storage::Session));
    }
    let span = stored.first()?.ty.span();
    let predicates: Vec<_> = stored
        .iter()
        .map(|field| {
            let storage = storage(config, &field.ty, Place::SessionUser);
            predicate(root, &field.ty, storage)
        })
        .collect();
    let bound = LitStr::new(&predicates.join(", "), span);
    Some(quote!(#[serde(bound = #bound)]))
}

/// What a field has to be fit for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Storage {
    Token,
    PublicToken,
    Sealed,
    Session,
    PublicSession,
}

fn storage(config: &AuthConfig, ty: &impl ToTokens, place: Place) -> Storage {
    match (place, secret::is_in(ty)) {
        (Place::Token, false) => Storage::Token,
        // Without a known strategy it is no mistake yet.
        (Place::Token, true) if config.strategy.is_encrypted() || !config.strategy.is_known() => {
            Storage::Sealed
        }
        (Place::Token, true) => Storage::PublicToken,
        (_, false) => Storage::Session,
        (_, true) => Storage::PublicSession,
    }
}

fn predicate(root: &syn::Path, ty: &impl ToTokens, storage: Storage) -> String {
    let trait_name = match storage {
        Storage::Token => "TokenField",
        Storage::PublicToken => "PublicTokenField",
        Storage::Sealed => "SealedTokenField",
        Storage::Session => "SessionField",
        Storage::PublicSession => "PublicSessionField",
    };
    format!(
        "for<'field> {}: {}::__private::{trait_name}<'field>",
        quote!(#ty),
        path_text(root)
    )
}

/// Lets serde's derive ask for our trait, whose message says what a field of this type needs.
/// The lifetime moves the question to where the type is used, so that it is asked once.
fn bound(root: &syn::Path, ty: &impl ToTokens, storage: Storage) -> TokenStream {
    let span = ty.span();
    let bound = predicate(root, ty, storage);
    let bound = LitStr::new(&bound, span);
    quote!(#[serde(bound = #bound)])
}

fn path_text(path: &syn::Path) -> String {
    quote!(#path).to_string().replace(' ', "")
}

/// The generated type's name, with the span of the word in `#[extend(..)]` so that editors go there.
pub(super) fn type_ident(config: &AuthConfig, place: Place) -> Ident {
    let span = config
        .extensions(place)
        .next()
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
    let mut derives = standard_derives(config, place);
    if place != Place::User {
        derives.push(quote!(#root::__private::serde::Serialize));
    }
    if place == Place::Token {
        derives.push(quote!(#root::__private::serde::Deserialize));
    }
    derives
}

/// Those of the standard library.
pub(super) fn standard_derives(config: &AuthConfig, place: Place) -> Vec<TokenStream> {
    let places: &[Place] = match place {
        Place::Session => &[Place::Session, Place::SessionUser],
        _ => &[place],
    };
    let extensions: Vec<&Extension> = places
        .iter()
        .flat_map(|place| config.extensions(*place))
        .collect();
    let plain = ["Clone", "Debug", "Default", "PartialEq", "Eq"];
    words::DERIVES
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
        .collect()
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

pub(super) fn default_type(config: &AuthConfig, place: Place, name: &str) -> TokenStream {
    let root = &config.root;
    match name {
        "id" => quote!(::std::string::String),
        "user" => quote!(SessionUser),
        "expires" => quote!(#root::Timestamp),
        "email_verified" => quote!(::core::option::Option<#root::Timestamp>),
        _ => {
            debug_assert!(is_option(place, name));
            quote!(::core::option::Option<::std::string::String>)
        }
    }
}
