//! The nouns to code. Each file writes one thing; types and table are written whatever mistakes there are.

mod call;
mod choice;
mod database;
mod debug;
mod description;
mod extended;
mod hints;
mod jwt;
mod method;
mod place;
mod rename;
mod session;
mod source;
mod start;
mod stored;
mod surface;
mod table;
mod types;
mod typescript;
mod update;
mod visibility;

use std::any::Any;

use proc_macro2::TokenStream;
use quote::quote;

pub(crate) use self::debug::debug;
pub(crate) use self::hints::{Hints, hints};
use crate::error::Errors;
use crate::model::AuthConfig;

/// The module: the application's items first and as they are, then ours: types and table, and what joins them.
pub(crate) fn config(config: &AuthConfig, hints: &Hints, errors: Errors) -> TokenStream {
    let AuthConfig {
        attributes,
        visibility,
        ident,
        inner_attributes,
        items,
        root,
        ..
    } = config;
    let parts = [
        types::tokens(config),
        start::tokens(config),
        surface::tokens(config),
        description::tokens(config),
        table::tokens(config),
        jwt::tokens(config).unwrap_or_default(),
        database::tokens(config).unwrap_or_default(),
        extended::tokens(config),
        stored::tokens(config),
        surface::extractors(config),
        typescript::tokens(config),
    ];
    let parts = parts.map(|part| rename::taken(part, config));
    let hints = hints::tokens(hints, root);
    let errors = errors.into_compile_errors();
    quote! {
        #attributes
        #visibility mod #ident {
            #inner_attributes
            use #root::prelude::*;

            #items
            #hints
            #(#parts)*
        }
        #errors
    }
}

/// There is no module to speak of: the item as it is, and what is wrong with it.
pub(crate) fn without_module(errors: Errors, item: &TokenStream) -> TokenStream {
    let errors = errors.into_compile_errors();
    quote!(#item #errors)
}

/// A panic in this crate is a mistake of ours, and must not look like one of the application's.
pub(crate) fn bug(panic: &(dyn Any + Send), item: &TokenStream) -> TokenStream {
    let reason = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("unknown");
    let message = format!(
        "`#[auth_config]` failed: {reason}\n\n\
         note: this is a bug in auth-macros; please report it with the module"
    );
    quote!(#item ::core::compile_error! { #message })
}
