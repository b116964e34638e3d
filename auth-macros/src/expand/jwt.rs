use proc_macro2::TokenStream;
use quote::quote;

use super::method::{self, broken, variable};
use super::table::stored_type;
use super::{session, start, update};
use crate::model::{AuthConfig, Kind, Place};

const PHASES: &[Kind] = &[Kind::JwtSignIn, Kind::JwtRead, Kind::JwtUpdate];

/// The callbacks of the JWT strategy.
pub(super) fn tokens(config: &AuthConfig) -> Option<TokenStream> {
    if config.strategy.is_database() {
        return None;
    }
    let root = &config.root;
    let token = stored_type(config, &[Place::Token]);
    let update = update::tokens(config);
    let jwt = jwt(config);
    let session = session::tokens(config, &quote!(token: &Token), variable);
    let on_sign_out = method::optional(
        config,
        Kind::OnSignOut,
        "on_sign_out",
        &quote!(token: &Token),
        &quote!(()),
        variable,
    );
    let on_session = method::optional(
        config,
        Kind::OnSession,
        "on_session",
        &quote!(session: &Session, token: &Token),
        &quote!(()),
        variable,
    );
    Some(quote! {
        /// What happens to tokens.
        #[allow(unused_qualifications)]
        impl #root::JwtCallbacks for Config {
            type Token = #token;
            #update

            #jwt
            #session
            #on_sign_out
            #on_session
        }
    })
}

fn jwt(config: &AuthConfig) -> TokenStream {
    let root = &config.root;
    let is_one_function = config.callbacks(Kind::Jwt).next().is_some();
    let (kinds, body) = if is_one_function {
        (&[Kind::Jwt][..], one_function(config))
    } else {
        (PHASES, phases(config))
    };
    let output = method::outcome(config, kinds, &quote!(::core::option::Option<Token>));
    let start = start::token(config);
    quote! {
        async fn jwt(
            input: #root::JwtInput<'_, Self>,
            state: &Self::State,
        ) -> #output {
            #start
            #body
        }
    }
}

/// `#[jwt]`: one function for every moment.
fn one_function(config: &AuthConfig) -> TokenStream {
    let value = |name: &str| {
        let variable = variable(name);
        if name == "state" {
            variable
        } else {
            quote!(input.#variable)
        }
    };
    let root = &config.root;
    let otherwise = quote!(#root::__private::keep(input.token));
    let call = method::body(config, Kind::Jwt, value, &otherwise);
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
    let start = if config.has_broken(Place::Token) {
        broken()
    } else {
        let token = stored_type(config, &[Place::Token]);
        quote! {
            ::core::result::Result::Ok(::core::option::Option::Some(
                #root::__private::start_token::<#token>(token),
            ))
        }
    };
    let sign_in = method::body(config, Kind::JwtSignIn, variable, &start);
    let read = method::body(config, Kind::JwtRead, variable, &keep);
    let update = method::body(config, Kind::JwtUpdate, variable, &keep);
    quote! {
        match input {
            #root::JwtInput::SignIn { token, user, account, profile, trigger } => { #sign_in }
            #root::JwtInput::Read { token } => { #read }
            #root::JwtInput::Update { token, update } => { #update }
        }
    }
}
