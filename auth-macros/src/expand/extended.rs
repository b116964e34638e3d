use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use super::choice;
use super::method::broken;
use crate::model::{AuthConfig, Extension, Place};
use crate::words;

/// `Extended` for each type, and the `.extend(..)` of the default types that something extends.
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
    let extra = extra_type(config, place);
    let defaults: Vec<_> = words::default_fields(place)
        .iter()
        .map(|(name, _)| format_ident!("{name}"))
        .collect();
    let moved = moved_fields(config, place, &quote!(extra));
    let (base_name, extra_name, body) = if config.has_broken(place) {
        (quote!(_), quote!(_), broken())
    } else {
        let extra_name = if moved.is_empty() {
            quote!(_)
        } else {
            quote!(extra)
        };
        let body = quote!(Self { #(#defaults: base.#defaults,)* #moved });
        (quote!(base), extra_name, body)
    };
    quote! {
        impl #root::Extended for #name {
            type Base = #root::#base;
            type Extra = #extra;

            fn extend(#base_name: Self::Base, #extra_name: Self::Extra) -> Self {
                #body
            }

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
    let user = extra_type(config, Place::SessionUser);
    let own = extra_type(config, Place::Session);
    let moved = moved_fields(config, Place::Session, &quote!(extra.1));
    let (base_name, extra_name, body) = if config.has_broken(Place::Session) {
        (quote!(_), quote!(_), broken())
    } else {
        let body = quote! {
            Self {
                user: #root::Extended::extend(base.user, extra.0),
                expires: base.expires,
                #moved
            }
        };
        (quote!(base), quote!(extra), body)
    };
    quote! {
        impl #root::Extended for Session {
            type Base = #root::DefaultSession;
            type Extra = #root::__private::SessionExtra<#user, #own>;

            fn extend(#base_name: Self::Base, #extra_name: Self::Extra) -> Self {
                #body
            }

            fn base(&self) -> Self::Base {
                #root::DefaultSession {
                    user: #root::Extended::base(&self.user),
                    expires: self.expires,
                }
            }
        }
    }
}

/// `.extend(..)` on a default type, with the application's structs as its arguments.
fn method(config: &AuthConfig, place: Place) -> Option<TokenStream> {
    let root = &config.root;
    let name = format_ident!("{}", place.type_name());
    let base = format_ident!("Default{}", place.type_name());
    let trait_name = format_ident!("Extend{}", place.type_name());
    let doc = format!(
        " Completes a [`Default{0}`] to a [`{0}`].",
        place.type_name()
    );
    let user = config.extension(Place::SessionUser);
    let own = config.extension(place);
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
        #[allow(dead_code)]
        trait #trait_name {
            fn #extend(self, #params) -> #name;
        }

        impl #trait_name for #root::#base {
            fn extend(self, #params) -> #name {
                #body
            }
        }
    })
}

fn extra_type(config: &AuthConfig, place: Place) -> TokenStream {
    match config.extension(place) {
        Some(extension) if !extension.is_guess => {
            let ident = &extension.ident;
            quote!(#ident)
        }
        _ => quote!(()),
    }
}

fn moved_fields(config: &AuthConfig, place: Place, from: &TokenStream) -> TokenStream {
    let fields = config
        .extension(place)
        .map(|extension| extension.fields.iter());
    fields
        .into_iter()
        .flatten()
        .map(|field| {
            let (cfgs, ident) = (choice::attributes(&field.conditions), &field.ident);
            quote!(#cfgs #ident: #from.#ident,)
        })
        .collect()
}
