use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::spanned::Spanned;

use super::choice::{self, Choice};
use super::place::{method_of, own_type};
use super::{call, method};
use crate::model::{AuthConfig, Filling, Kind, Place, StrategyKind, TokenFormat};
use crate::{plain_type, secret};

/// The callbacks that every strategy has.
pub(super) fn tokens(config: &AuthConfig) -> TokenStream {
    let root = &config.root;
    let user = stored_type(config, &[Place::User]);
    let session = stored_type(config, &[Place::SessionUser, Place::Session]);
    let state = state(config);
    let forms = forms(config);
    let authorize = authorize(config);
    let profile = profile(config);
    let makes_users = makes_users(config);
    let attempt = quote!(attempt: #root::SignIn<'_, Self>);
    let sign_in = method::optional(
        config,
        Kind::SignIn,
        "sign_in",
        &attempt,
        &quote!(#root::SignInDecision),
        sign_in_value,
    );
    let redirect = method::optional(
        config,
        Kind::Redirect,
        "redirect",
        &quote!(url: &::core::primitive::str, base_url: &#root::Url),
        &quote!(#root::Url),
        method::variable,
    );
    let on_sign_in = method::optional(
        config,
        Kind::OnSignIn,
        "on_sign_in",
        &attempt,
        &quote!(()),
        sign_in_value,
    );
    let of_user = |kind, name| {
        let (params, output) = (quote!(user: &User), quote!(()));
        method::optional(config, kind, name, &params, &output, method::variable)
    };
    let on_create_user = of_user(Kind::OnCreateUser, "on_create_user");
    let on_update_user = of_user(Kind::OnUpdateUser, "on_update_user");
    let on_link_account = method::optional(
        config,
        Kind::OnLinkAccount,
        "on_link_account",
        &quote! {
            user: &User,
            account: &#root::Account,
            profile: ::core::option::Option<&#root::Profile>
        },
        &quote!(()),
        method::variable,
    );
    let strategy = match (config.strategy.kind, config.strategy.format) {
        (StrategyKind::Jwt, TokenFormat::Signed) => quote!(Jwt),
        (StrategyKind::Jwt, TokenFormat::Encrypted) => quote!(EncryptedJwt),
        (StrategyKind::Database, _) => quote!(Database),
    };
    quote! {
        /// The types of this module, and the callbacks that do not depend on where sessions are.
        #[allow(unused_qualifications)]
        impl #root::AuthConfig for Config {
            type User = #user;
            type Session = #session;
            #state
            type Strategy = #root::strategy::#strategy;

            const TABLE: #root::table::Table = Config::TABLE;
            #makes_users

            #forms
            #authorize
            #profile
            #sign_in
            #redirect
            #on_sign_in
            #on_create_user
            #on_update_user
            #on_link_account
        }
    }
}

/// The last of `places` as the table names it, with the span of what decides whether it can be stored:
/// the one field that is likely to be wrong, its struct, or the module if there are several structs.
pub(super) fn stored_type(config: &AuthConfig, places: &[Place]) -> TokenStream {
    let extensions: Vec<_> = places
        .iter()
        .flat_map(|place| config.extensions(*place))
        .collect();
    let fields = || extensions.iter().flat_map(|extension| &extension.fields);
    // An encrypted token may hold them, so there they are not what is wrong.
    let is_allowed = config.strategy.is_encrypted() && places.contains(&Place::Token);
    let secrets = fields().filter(|field| !is_allowed && secret::is_in(&field.ty));
    let others = fields().filter(|field| !plain_type::is_plain(&field.ty));
    let span = match extensions.as_slice() {
        [] => Span::call_site(),
        _ if let Some(secret) = only(secrets) => secret.ty.span(),
        _ if let Some(other) = only(others) => other.ty.span(),
        [extension] => match extension.fields.as_slice() {
            [field] => field.ty.span(),
            _ => extension.ident.span(),
        },
        _ => config.ident.span(),
    };
    let name = places.last().map_or("", |place| place.type_name());
    own_type(name, span)
}

fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next();
    items.next().map_or(first, |_| None)
}

fn state(config: &AuthConfig) -> TokenStream {
    let callable = config
        .callbacks
        .iter()
        .filter(|callback| config.is_callable(callback));
    let states = callable.flat_map(|callback| {
        let states = callback.params.iter().filter(|param| param.name == "state");
        states.filter_map(|param| match &param.ty {
            syn::Type::Reference(reference) => {
                let ty = &reference.elem;
                Some(Choice {
                    conditions: &callback.conditions,
                    tokens: quote!(#ty),
                })
            }
            _ => None,
        })
    });
    let mut choices: Vec<Choice<'_>> = states.collect();
    // One that is always there decides, wherever it stands.
    if let Some(always) = choices
        .iter()
        .position(|choice| choice.conditions.is_empty())
    {
        choices = vec![choices.swap_remove(always)];
    }
    choice::associated_type(&quote!(State), &choices, &quote!(()))
}

fn forms(config: &AuthConfig) -> Option<TokenStream> {
    let root = &config.root;
    let forms: Vec<TokenStream> = config
        .forms()
        .map(|(id, callback, ty)| {
            let name = callback.form_name();
            let cfgs = choice::attributes(&callback.conditions);
            let fields = method_of(
                ty,
                &quote!(#root::__private::FormPayload),
                "fields",
                (ty.span(), ty.span()),
            );
            quote! {
                #cfgs
                #root::CredentialsProvider { id: #id, name: #name, fields: #fields },
            }
        })
        .collect();
    (!forms.is_empty()).then(|| {
        quote! {
            const CREDENTIALS: &'static [#root::CredentialsProvider] = &[#(#forms)*];
        }
    })
}

fn authorize(config: &AuthConfig) -> Option<TokenStream> {
    let root = &config.root;
    let arms: Vec<TokenStream> = config
        .forms()
        .map(|(id, callback, _)| {
            let cfgs = choice::attributes(&callback.conditions);
            let call = call::tokens(config, callback, &method::variable);
            quote!(#cfgs #id => { #call })
        })
        .collect();
    let output = method::outcome(
        config,
        &[Kind::Credentials],
        &quote!(::core::option::Option<User>),
    );
    (!arms.is_empty()).then(|| {
        quote! {
            async fn authorize(
                provider: &::core::primitive::str,
                form: &#root::Form,
                state: &Self::State,
            ) -> #output {
                match provider {
                    #(#arms)*
                    _ => ::core::result::Result::Ok(::core::option::Option::None),
                }
            }
        }
    })
}

/// Makes the user of an account: by the callback, or from the default fields if there are no others.
fn profile(config: &AuthConfig) -> Option<TokenStream> {
    let root = &config.root;
    let params = quote! {
        user: #root::DefaultUser,
        profile: &#root::Profile,
        account: &#root::Account
    };
    if config.has(&[Place::User], Filling::Callback) {
        return method::optional(
            config,
            Kind::Profile,
            "profile",
            &params,
            &quote!(User),
            method::variable,
        );
    }
    let otherwise = quote!(::core::result::Result::Ok(#root::Extended::extend(user, ())));
    let body = method::body(config, Kind::Profile, method::variable, &otherwise);
    let output = method::outcome(config, &[Kind::Profile], &quote!(User));
    Some(quote! {
        async fn profile(#params, state: &Self::State) -> #output {
            #body
        }
    })
}

/// Where nothing can fill the fields of a user who comes with an account.
fn makes_users(config: &AuthConfig) -> Option<TokenStream> {
    let has_profile = config
        .callbacks
        .iter()
        .any(|callback| callback.kind == Kind::Profile);
    let needs_profile = config.has(&[Place::User], Filling::Callback);
    (needs_profile && !has_profile).then(|| {
        quote!(
            const MAKES_USERS: bool = false;
        )
    })
}

fn sign_in_value(name: &str) -> TokenStream {
    let variable = method::variable(name);
    if name == "state" {
        variable
    } else {
        quote!(attempt.#variable)
    }
}
