use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use super::place::{method_of, written_at};
use crate::model::{AuthConfig, Callback, Kind};
use crate::words;

/// The statements that call a callback: each argument goes through the trait that checks its type,
/// and so does the returned value.
///
/// The check is the call, spanned to what the application wrote, so that a mistake is one error there.
/// `value` says where the runtime's value of a parameter is.
pub(super) fn tokens(
    config: &AuthConfig,
    callback: &Callback,
    value: &impl Fn(&str) -> TokenStream,
) -> TokenStream {
    let root = &config.root;
    let arguments: Vec<Ident> = callback
        .params
        .iter()
        .map(|param| Ident::new(&param.name, Span::call_site()))
        .collect();
    let checked = callback.params.iter().map(|param| {
        let ty = &param.ty;
        let span = ty.span();
        if param.name == "credentials" {
            let path = quote!(#root::__private::FormPayload);
            let from_form = method_of(ty, &path, "from_form", (span, span));
            return quote!(#from_form(form)?);
        }
        let known = words::parameters(callback.kind, config.strategy.kind)
            .iter()
            .find(|known| known.name == param.name);
        let (check, from) = known.map_or(("", ""), |known| (known.check, known.value));
        let check = format_ident!("{check}");
        let from = type_tokens(from, root);
        let value = value(&param.name);
        let path = quote!(#root::__private::#check<#from>);
        let from_arg = method_of(ty, &path, "from_arg", (span, span));
        quote_spanned!(span=> #from_arg(#value))
    });
    // `self::` keeps a parameter of the same name out of the way. The span is generated code's in all but
    // its place, or the application's lint against such paths would speak.
    let mut ident = callback.ident.clone();
    ident.set_span(Span::call_site().located_at(ident.span()));
    let call = quote!(self::#ident(#(#arguments),*));
    let call = if callback.is_async {
        quote!(#call.await)
    } else {
        call
    };
    let (check, outcome) = returned(callback.kind);
    let outcome = type_tokens(outcome, root);
    let (start, end) = match &callback.output {
        Some(ty) => ends(quote!(#ty)),
        None => (Span::call_site(), Span::call_site()),
    };
    let check = format_ident!("{check}");
    let function = match &callback.output {
        // `impl Trait` can only be written where it is.
        Some(ty) if !has_impl_trait(quote!(#ty)) => {
            let path = quote!(#root::__private::#check<#outcome>);
            method_of(ty, &path, "outcome", (start, end))
        }
        _ => {
            let path = quote!(#root::__private::#check::<#outcome>::outcome);
            starting_at(written_at(path, end), start)
        }
    };
    let outcome = quote_spanned!(end=> #function(#call));
    let boxed = starting_at(written_at(quote!(#root::__private::boxed), end), start);
    let outcome = quote_spanned!(end=> #boxed(#outcome));
    quote! {
        #(let #arguments = #checked;)*
        #outcome
    }
}

/// The tokens, with the span of the first one replaced.
fn starting_at(tokens: TokenStream, span: Span) -> TokenStream {
    let mut trees: Vec<TokenTree> = tokens.into_iter().collect();
    if let Some(first) = trees.first_mut() {
        first.set_span(span);
    }
    trees.into_iter().collect()
}

/// The spans of the first and the last token. What is written between the two stands for both, and so
/// rustc underlines the whole type and not only its first word.
fn ends(ty: TokenStream) -> (Span, Span) {
    let mut trees = ty.into_iter();
    let first = trees
        .next()
        .map_or_else(Span::call_site, |tree| tree.span());
    (first, trees.last().map_or(first, |tree| tree.span()))
}

fn has_impl_trait(ty: TokenStream) -> bool {
    ty.into_iter().any(|tree| match tree {
        TokenTree::Ident(ident) => ident == "impl",
        TokenTree::Group(group) => has_impl_trait(group.stream()),
        _ => false,
    })
}

/// The trait that checks what a callback returns, and what the runtime wants of it.
fn returned(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Jwt | Kind::JwtSignIn | Kind::JwtRead | Kind::JwtUpdate => ("JwtReturn", "Token"),
        Kind::Session => ("SessionReturn", "Session"),
        Kind::Credentials => ("CredentialsReturn", "User"),
        Kind::Profile => ("ProfileReturn", "User"),
        Kind::SignIn => ("SignInReturn", "ROOT::SignInDecision"),
        Kind::Redirect => ("RedirectReturn", "ROOT::Url"),
        Kind::OnSignIn
        | Kind::OnSignOut
        | Kind::OnCreateUser
        | Kind::OnUpdateUser
        | Kind::OnLinkAccount
        | Kind::OnSession => ("EventReturn", "()"),
    }
}

/// The type that a table of [`words`] spells, with the runtime's path for `ROOT`.
fn type_tokens(text: &str, root: &syn::Path) -> TokenStream {
    let tokens: TokenStream = text.parse().unwrap_or_default();
    replace_root(tokens, root)
}

fn replace_root(tokens: TokenStream, root: &syn::Path) -> TokenStream {
    tokens
        .into_iter()
        .map(|tree| match tree {
            TokenTree::Ident(ident) if ident == "ROOT" => quote!(#root),
            mut other => {
                other.set_span(Span::call_site());
                other.into()
            }
        })
        .collect()
}
