use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::call;
use super::choice::{self, Choice};
use super::place::located;
use crate::model::{AuthConfig, Callback, Kind};

/// A method of the table that the runtime has a default for; nothing if no callback wants it.
pub(super) fn optional(
    config: &AuthConfig,
    kind: Kind,
    name: &str,
    params: &TokenStream,
    output: &TokenStream,
    value: impl Fn(&str) -> TokenStream,
) -> Option<TokenStream> {
    let choices = choices(config, kind, value);
    if choices.is_empty() {
        return None;
    }
    let cfg = choice::any_of(&choices);
    let name = format_ident!("{name}");
    let output = outcome(config, &[kind], output);
    let body = match choices.as_slice() {
        [only] => only.tokens.clone(),
        several => choice::expression(several, &broken()),
    };
    Some(quote! {
        #cfg
        async fn #name(#params, state: &Self::State) -> #output {
            #body
        }
    })
}

/// The call of the callback for a moment, or `otherwise` if there is none.
pub(super) fn body(
    config: &AuthConfig,
    kind: Kind,
    value: impl Fn(&str) -> TokenStream,
    otherwise: &TokenStream,
) -> TokenStream {
    choice::expression(&choices(config, kind, value), otherwise)
}

fn choices(
    config: &AuthConfig,
    kind: Kind,
    value: impl Fn(&str) -> TokenStream,
) -> Vec<Choice<'_>> {
    config
        .callbacks(kind)
        .map(|callback| Choice {
            conditions: &callback.conditions,
            tokens: if config.is_callable(callback) {
                call::tokens(config, callback, &value)
            } else {
                broken()
            },
        })
        .collect()
}

/// What a method returns, with the span that a future has which cannot move between threads:
/// the callback's name if there is one callback, else the module's.
pub(super) fn outcome(config: &AuthConfig, kinds: &[Kind], output: &TokenStream) -> TokenStream {
    let root = &config.root;
    let mut callbacks = config
        .callbacks
        .iter()
        .filter(|callback| kinds.contains(&callback.kind) && callback.is_async);
    let place = match (callbacks.next(), callbacks.next()) {
        (Some(Callback { ident, .. }), None) => ident.span(),
        _ => config.ident.span(),
    };
    let tokens = quote!(::core::result::Result<#output, #root::BoxError>);
    located(tokens, place)
}

/// The value of a parameter whose name is that of a variable.
pub(super) fn variable(name: &str) -> TokenStream {
    let ident = format_ident!("{name}");
    quote!(#ident)
}

/// Stands where a callback has a mistake: the program does not compile, and this is why it is never reached.
pub(super) fn broken() -> TokenStream {
    quote!(::core::unreachable!("a callback has a mistake"))
}
