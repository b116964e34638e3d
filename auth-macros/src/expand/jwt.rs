use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::table::{body, broken, stored_type};
use crate::model::{AuthConfig, Kind, Place};

/// The callbacks of the JWT strategy.
pub(super) fn tokens(config: &AuthConfig) -> TokenStream {
    let root = &config.root;
    let token = stored_type(config.extension(Place::Token), Place::Token);
    let update = match &config.update {
        Some(update) => {
            let ident = &update.ident;
            quote!(#ident)
        }
        None => quote!(#root::NoUpdate),
    };
    let jwt = if config.callback(Kind::Jwt).is_some() {
        one_function(config)
    } else {
        phases(config)
    };
    let session = session(config);
    let on_sign_out = event(
        config,
        Kind::OnSignOut,
        "on_sign_out",
        &quote!(token: &Token),
    );
    let on_session = event(
        config,
        Kind::OnSession,
        "on_session",
        &quote!(session: &Session, token: &Token),
    );
    quote! {
        #[allow(unused_variables)]
        impl #root::JwtCallbacks for Config {
            type Token = #token;
            type Update = #update;

            async fn jwt(
                input: #root::__private::JwtInput<'_, Self>,
                state: &Self::State,
            ) -> ::core::result::Result<::core::option::Option<Token>, #root::__private::BoxError> {
                #jwt
            }

            #session
            #on_sign_out
            #on_session
        }
    }
}

/// `#[jwt]`: one function for every moment.
fn one_function(config: &AuthConfig) -> TokenStream {
    let Some(callback) = config.callback(Kind::Jwt) else {
        return TokenStream::new();
    };
    let call = body(config, callback, |name| {
        let ident = format_ident!("{name}");
        if name == "state" {
            quote!(#ident)
        } else {
            quote!(input.#ident)
        }
    });
    quote! {
        let input = input.into_parts();
        #call
    }
}

/// `#[jwt(sign_in)]`, `#[jwt(read)]` and `#[jwt(update)]`; a moment without a function keeps the token.
fn phases(config: &AuthConfig) -> TokenStream {
    let root = &config.root;
    let keep = quote!(::core::result::Result::Ok(::core::option::Option::Some(
        token
    )));
    let arm = |kind: Kind, otherwise: &TokenStream| match config.callback(kind) {
        Some(callback) => body(config, callback, |name| {
            let ident = format_ident!("{name}");
            quote!(#ident)
        }),
        None => otherwise.clone(),
    };
    let start = if config.has_broken(Place::Token) {
        broken()
    } else {
        let token = stored_type(config.extension(Place::Token), Place::Token);
        quote! {
            ::core::result::Result::Ok(::core::option::Option::Some(
                #root::__private::start_token::<#token>(token),
            ))
        }
    };
    let sign_in = arm(Kind::JwtSignIn, &start);
    let read = arm(Kind::JwtRead, &keep);
    let update = arm(Kind::JwtUpdate, &keep);
    quote! {
        match input {
            #root::__private::JwtInput::SignIn { token, user, account, profile, trigger } => #sign_in,
            #root::__private::JwtInput::Read { token } => #read,
            #root::__private::JwtInput::Update { token, update } => #update,
        }
    }
}

fn session(config: &AuthConfig) -> TokenStream {
    let root = &config.root;
    let call = match config.callback(Kind::Session) {
        Some(callback) => body(config, callback, |name| {
            let ident = format_ident!("{name}");
            quote!(#ident)
        }),
        // Extra fields without a callback are a mistake that is reported by its own rule.
        None if config.extends_session() => broken(),
        None => quote!(::core::result::Result::Ok(#root::__private::start_session(session))),
    };
    quote! {
        async fn session(
            session: #root::DefaultSession,
            token: &Token,
            state: &Self::State,
        ) -> ::core::result::Result<Session, #root::__private::BoxError> {
            #call
        }
    }
}

fn event(
    config: &AuthConfig,
    kind: Kind,
    method: &str,
    params: &TokenStream,
) -> Option<TokenStream> {
    let root = &config.root;
    let method = format_ident!("{method}");
    let callback = config.callback(kind)?;
    let call = body(config, callback, |name| {
        let ident = format_ident!("{name}");
        quote!(#ident)
    });
    Some(quote! {
        async fn #method(
            #params,
            state: &Self::State,
        ) -> ::core::result::Result<(), #root::__private::BoxError> {
            #call
        }
    })
}
