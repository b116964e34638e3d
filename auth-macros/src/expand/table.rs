use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use super::call;
use crate::model::{AuthConfig, Callback, Extension, Kind, Place};

/// The callbacks that every strategy has.
pub(super) fn tokens(config: &AuthConfig) -> TokenStream {
    let root = &config.root;
    let state = state(config);
    let session = stored_type(
        config
            .extension(Place::SessionUser)
            .or(config.extension(Place::Session)),
        Place::Session,
    );
    let forms = forms(config);
    let authorize = authorize(config);
    let sign_in = config.callback(Kind::SignIn).map(|callback| {
        let call = body(config, callback, sign_in_value);
        quote! {
            async fn sign_in(
                attempt: #root::__private::SignIn<'_, Self>,
                state: &Self::State,
            ) -> ::core::result::Result<#root::SignInDecision, #root::__private::BoxError> {
                #call
            }
        }
    });
    let redirect = config.callback(Kind::Redirect).map(|callback| {
        let call = body(config, callback, |name| {
            let ident = format_ident!("{name}");
            quote!(#ident)
        });
        quote! {
            async fn redirect(
                url: &::core::primitive::str,
                base_url: &#root::Url,
                state: &Self::State,
            ) -> ::core::result::Result<#root::Url, #root::__private::BoxError> {
                #call
            }
        }
    });
    let on_sign_in = config.callback(Kind::OnSignIn).map(|callback| {
        let call = body(config, callback, sign_in_value);
        quote! {
            async fn on_sign_in(
                attempt: #root::__private::SignIn<'_, Self>,
                state: &Self::State,
            ) -> ::core::result::Result<(), #root::__private::BoxError> {
                #call
            }
        }
    });
    quote! {
        #[allow(unused_variables)]
        impl #root::AuthConfig for Config {
            type User = User;
            type Session = #session;
            type State = #state;
            type Strategy = #root::strategy::Jwt;

            #forms
            #authorize
            #sign_in
            #redirect
            #on_sign_in
        }
    }
}

/// The body of a table's method: the call, or nothing that could cause a second error.
pub(super) fn body(
    config: &AuthConfig,
    callback: &Callback,
    value: impl Fn(&str) -> TokenStream,
) -> TokenStream {
    if callback.is_valid {
        call::tokens(config, callback, value)
    } else {
        broken()
    }
}

/// Stands where a callback has a mistake: the program does not compile, and this is why it is never reached.
pub(super) fn broken() -> TokenStream {
    quote!(::core::unreachable!("a callback has a mistake"))
}

/// A generated type in the table, with the span of the field that decides whether it can be stored.
pub(super) fn stored_type(extension: Option<&Extension>, place: Place) -> TokenStream {
    let span = extension.map_or_else(proc_macro2::Span::call_site, |extension| {
        match extension.fields.as_slice() {
            [field] => field.ty.span(),
            _ => extension.ident.span(),
        }
    });
    let name = format_ident!("{}", place.type_name(), span = span);
    quote_spanned!(span=> #name)
}

fn state(config: &AuthConfig) -> TokenStream {
    let valid = config.callbacks.iter().filter(|callback| callback.is_valid);
    let state = valid
        .flat_map(|callback| &callback.params)
        .find(|param| param.name == "state");
    match state.map(|param| &param.ty) {
        Some(syn::Type::Reference(reference)) => {
            let ty = &reference.elem;
            quote!(#ty)
        }
        _ => quote!(()),
    }
}

fn forms(config: &AuthConfig) -> Option<TokenStream> {
    let root = &config.root;
    let forms: Vec<TokenStream> = config
        .forms()
        .map(|(_, callback, ty)| {
            let (id, name, cfgs) = (callback.form_id(), callback.form_name(), &callback.cfgs);
            let fields = quote_spanned!(ty.span()=> <#ty as #root::__private::FormPayload>::fields);
            quote! {
                #cfgs
                #root::__private::CredentialsProvider { id: #id, name: #name, fields: #fields },
            }
        })
        .collect();
    (!forms.is_empty()).then(|| {
        quote! {
            const CREDENTIALS: &'static [#root::__private::CredentialsProvider] = &[#(#forms)*];
        }
    })
}

fn authorize(config: &AuthConfig) -> Option<TokenStream> {
    let root = &config.root;
    let arms: Vec<TokenStream> = config
        .forms()
        .map(|(id, callback, _)| {
            let cfgs = &callback.cfgs;
            let call = body(config, callback, |name| {
                let ident = format_ident!("{name}");
                quote!(#ident)
            });
            quote!(#cfgs #id => #call,)
        })
        .collect();
    (!arms.is_empty()).then(|| {
        quote! {
            async fn authorize(
                provider: &::core::primitive::str,
                form: &#root::__private::Form,
                state: &Self::State,
            ) -> ::core::result::Result<::core::option::Option<User>, #root::__private::BoxError> {
                match provider {
                    #(#arms)*
                    _ => ::core::result::Result::Ok(::core::option::Option::None),
                }
            }
        }
    })
}

fn sign_in_value(name: &str) -> TokenStream {
    let ident = format_ident!("{name}");
    if name == "state" {
        quote!(#ident)
    } else {
        quote!(attempt.#ident)
    }
}
