use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use super::choice;
use super::method::broken;
use super::start::{self, Start};
use crate::model::{AuthConfig, Extension, Filling, Place};
use crate::words;

/// `Extended` for each type, and the `.extend(..)` of what a callback starts from.
pub(super) fn tokens(config: &AuthConfig) -> TokenStream {
    let is_there = |place: &Place| config.has_token || *place != Place::Token;
    let flat = [Place::User, Place::Token, Place::SessionUser]
        .into_iter()
        .filter(is_there)
        .map(|place| flat(config, place));
    let session = session(config);
    let methods = [Place::User, Place::Token, Place::Session]
        .into_iter()
        .filter(is_there)
        .map(|place| method(config, place));
    quote!(#(#flat)* #session #(#methods)*)
}

/// A type whose default fields and extra fields stand side by side.
fn flat(config: &AuthConfig, place: Place) -> TokenStream {
    let root = &config.root;
    let name = format_ident!("{}", place.type_name());
    let base = format_ident!("Default{}", place.type_name());
    let start = start::type_tokens(config, place);
    let extra = extra_type(config, place);
    let defaults: Vec<_> = words::default_fields(place)
        .iter()
        .map(|(name, _)| format_ident!("{name}"))
        .collect();
    let moved = moved_fields(config, place, Filling::Callback, &quote!(extra));
    let body = quote!(#(#defaults: start.#defaults,)*);
    let extend = extend(config, place, &body, &moved);
    let doc = parts_doc(config, &[place]);
    quote! {
        #[doc = #doc]
        impl #root::Extended for #name {
            type Base = #root::#base;
            type Start = #start;
            type Extra = #extra;

            #extend

            fn base(&self) -> Self::Base {
                #root::#base {
                    #(#defaults: ::core::clone::Clone::clone(&self.#defaults),)*
                }
            }
        }
    }
}

/// The session, which holds its user as a type of its own.
fn session(config: &AuthConfig) -> TokenStream {
    let root = &config.root;
    let start = start::type_tokens(config, Place::Session);
    let user = extra_type(config, Place::SessionUser);
    let own = extra_type(config, Place::Session);
    let moved = moved_fields(config, Place::Session, Filling::Callback, &quote!(extra.1));
    let body = quote! {
        user: #root::Extended::extend(start.user, extra.0),
        expires: start.expires,
    };
    // Its user needs the extra fields in any case.
    let extend = extend(config, Place::Session, &body, &moved);
    let doc = parts_doc(config, &[Place::SessionUser, Place::Session]);
    quote! {
        #[doc = #doc]
        impl #root::Extended for Session {
            type Base = #root::DefaultSession;
            type Start = #start;
            type Extra = #root::__private::SessionExtra<#user, #own>;

            #extend

            fn base(&self) -> Self::Base {
                #root::DefaultSession {
                    user: #root::Extended::base(&self.user),
                    expires: self.expires,
                }
            }
        }
    }
}

/// The method that puts a start and the extra fields together.
fn extend(
    config: &AuthConfig,
    place: Place,
    defaults: &TokenStream,
    moved: &TokenStream,
) -> TokenStream {
    let (start, extra, body) = if config.has_broken(place) {
        (quote!(_), quote!(_), broken())
    } else if start::of(config, place) == Start::Full {
        (quote!(start), quote!(_), quote!(start))
    } else {
        let is_used = !moved.is_empty() || place == Place::Session;
        let extra = if is_used { quote!(extra) } else { quote!(_) };
        let sourced = moved_fields(config, place, Filling::Sources, &quote!(start));
        (
            quote!(start),
            extra,
            quote!(Self { #defaults #sourced #moved }),
        )
    };
    quote! {
        fn extend(#start: Self::Start, #extra: Self::Extra) -> Self {
            #body
        }
    }
}

/// `.extend(..)` on what a callback starts from, with the application's structs as its arguments.
fn method(config: &AuthConfig, place: Place) -> Option<TokenStream> {
    let root = &config.root;
    let name = format_ident!("{}", place.type_name());
    let start = start::type_tokens(config, place);
    let trait_name = format_ident!("Extend{}", place.type_name());
    let doc = format!(
        " Completes a [`Default{0}`] to a [`{0}`].",
        place.type_name()
    );
    let user = config.extension(Place::SessionUser, Filling::Callback);
    let own = config.extension(place, Filling::Callback);
    // One struct that could extend both is one argument.
    let user = user.filter(|user| !(user.is_guess && own.is_some_and(|own| own.is_guess)));
    // Where rustc says "method defined here".
    let span = own
        .or(user)
        .map_or_else(Span::call_site, |extension| extension.keyword);
    let extend = Ident::new("extend", span);
    let mut extensions = user.iter().chain(&own);
    let is_guess = extensions.any(|extension| extension.is_guess);
    let ty = |extension: &Extension| {
        let ident = &extension.ident;
        if extension.is_guess {
            quote!(impl ::core::marker::Sized)
        } else {
            quote!(#ident)
        }
    };
    let (user, own) = (user.map(ty), own.map(ty));
    let (params, extra) = match (place, user, own) {
        (Place::Session, Some(user), None) => (
            quote!(user: #user),
            quote!(#root::__private::SessionExtra(user, ())),
        ),
        (Place::Session, None, Some(own)) => (
            quote!(session: #own),
            quote!(#root::__private::SessionExtra((), session)),
        ),
        (Place::Session, Some(user), Some(own)) => (
            quote!(user: #user, session: #own),
            quote!(#root::__private::SessionExtra(user, session)),
        ),
        (Place::Session, None, None) | (_, _, None) => return None,
        (_, _, Some(own)) => (quote!(extra: #own), quote!(extra)),
    };
    let body = if is_guess {
        broken()
    } else {
        quote!(#root::Extended::extend(self, #extra))
    };
    Some(quote! {
        #[doc = #doc]
        trait #trait_name {
            fn #extend(self, #params) -> #name;
        }

        impl #trait_name for #start {
            fn extend(self, #params) -> #name {
                #body
            }
        }
    })
}

/// Which structs a type is made of.
fn parts_doc(config: &AuthConfig, places: &[Place]) -> String {
    let extensions = places.iter().flat_map(|place| config.extensions(*place));
    let owners: Vec<String> = extensions
        .map(|extension| format!("[`{}`]", extension.ident))
        .collect();
    match owners.as_slice() {
        [] => " Made of the default fields.".to_owned(),
        owners => format!(
            " Made of the default fields and those of {}.",
            owners.join(" and ")
        ),
    }
}

/// What a callback adds.
fn extra_type(config: &AuthConfig, place: Place) -> TokenStream {
    match config.extension(place, Filling::Callback) {
        Some(extension) if !extension.is_guess => {
            let ident = &extension.ident;
            quote!(#ident)
        }
        _ => quote!(()),
    }
}

fn moved_fields(
    config: &AuthConfig,
    place: Place,
    filling: Filling,
    from: &TokenStream,
) -> TokenStream {
    let extension = config.extension(place, filling);
    let fields = extension
        .into_iter()
        .flat_map(|extension| &extension.fields);
    fields
        .map(|field| {
            let (cfgs, ident) = (choice::attributes(&field.conditions), &field.ident);
            quote!(#cfgs #ident: #from.#ident,)
        })
        .collect()
}
