use proc_macro2::TokenStream;
use quote::quote;

/// One of several versions of a thing, and what stands in the `#[cfg(..)]`s that choose it.
pub(super) struct Choice<'a> {
    pub(super) conditions: &'a [TokenStream],
    pub(super) tokens: TokenStream,
}

/// The `#[cfg(..)]`s of an item.
pub(super) fn attributes(conditions: &[TokenStream]) -> TokenStream {
    quote!(#(#[cfg(#conditions)])*)
}

/// The `#[cfg(..)]` under which one of the versions is there; nothing if one always is.
pub(super) fn any_of(choices: &[Choice<'_>]) -> Option<TokenStream> {
    if choices.iter().any(|choice| choice.conditions.is_empty()) {
        return None;
    }
    let conditions = choices.iter().map(Choice::condition);
    Some(quote!(#[cfg(any(#(#conditions),*))]))
}

/// The statements that are chosen.
pub(super) fn expression(choices: &[Choice<'_>], otherwise: &TokenStream) -> TokenStream {
    if let Some(always) = choices.iter().find(|choice| choice.conditions.is_empty()) {
        return always.tokens.clone();
    }
    if choices.is_empty() {
        return otherwise.clone();
    }
    let conditions: Vec<_> = choices.iter().map(Choice::condition).collect();
    let tokens = choices.iter().map(|choice| &choice.tokens);
    quote! {
        #(#[cfg(#conditions)] { #tokens })*
        #[cfg(not(any(#(#conditions),*)))]
        { #otherwise }
    }
}

/// The type that is chosen, as an item of an `impl`. The first condition that holds decides.
pub(super) fn associated_type(
    name: &TokenStream,
    choices: &[Choice<'_>],
    otherwise: &TokenStream,
) -> TokenStream {
    let mut items = TokenStream::new();
    let mut before: Vec<TokenStream> = Vec::new();
    for choice in choices {
        let (condition, tokens) = (choice.condition(), &choice.tokens);
        let cfg = match (choice.conditions.is_empty(), before.is_empty()) {
            (true, true) => quote!(),
            (true, false) => quote!(#[cfg(not(any(#(#before),*)))]),
            (false, true) => quote!(#[cfg(#condition)]),
            (false, false) => quote!(#[cfg(all(#condition, not(any(#(#before),*))))]),
        };
        items.extend(quote!(#cfg type #name = #tokens;));
        if choice.conditions.is_empty() {
            return items;
        }
        before.push(condition);
    }
    let cfg = (!before.is_empty()).then(|| quote!(#[cfg(not(any(#(#before),*)))]));
    items.extend(quote!(#cfg type #name = #otherwise;));
    items
}

impl Choice<'_> {
    fn condition(&self) -> TokenStream {
        match self.conditions {
            [condition] => condition.clone(),
            conditions => quote!(all(#(#conditions),*)),
        }
    }
}
