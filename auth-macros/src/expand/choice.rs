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
    let condition = any(choices.iter().map(Choice::condition).collect());
    Some(quote!(#[cfg(#condition)]))
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
    let each = quote!(#(#[cfg(#conditions)] { #tokens })*);
    let one = any(conditions);
    quote! {
        #each
        #[cfg(not(#one))]
        { #otherwise }
    }
}

/// The type that is chosen, as an item of an `impl`. The first condition that holds decides.
pub(super) fn associated_type(
    name: &TokenStream,
    choices: &[Choice<'_>],
    otherwise: &TokenStream,
) -> TokenStream {
    let always = choices.iter().find(|choice| choice.conditions.is_empty());
    let conditional = choices
        .iter()
        .filter(|choice| !choice.conditions.is_empty());
    let mut items = TokenStream::new();
    let mut before: Vec<TokenStream> = Vec::new();
    for (ty, conditions) in by_type(conditional) {
        let condition = any(conditions);
        let cfg = if before.is_empty() {
            quote!(#[cfg(#condition)])
        } else {
            let earlier = any(before.clone());
            quote!(#[cfg(all(#condition, not(#earlier)))])
        };
        items.extend(quote!(#cfg type #name = #ty;));
        before.push(condition);
    }
    let otherwise = always.map_or(otherwise, |choice| &choice.tokens);
    let cfg = (!before.is_empty()).then(|| {
        let condition = any(before);
        quote!(#[cfg(not(#condition))])
    });
    items.extend(quote!(#cfg type #name = #otherwise;));
    items
}

/// Each type once, with the conditions for it: a module may have many versions, and has few types.
fn by_type<'a>(
    choices: impl Iterator<Item = &'a Choice<'a>>,
) -> impl Iterator<Item = (&'a TokenStream, Vec<TokenStream>)> {
    let mut types: Vec<(String, &TokenStream, Vec<TokenStream>)> = Vec::new();
    for choice in choices {
        let text = choice.tokens.to_string();
        match types.iter_mut().find(|(known, ..)| *known == text) {
            Some((_, _, conditions)) => conditions.push(choice.condition()),
            None => types.push((text, &choice.tokens, vec![choice.condition()])),
        }
    }
    types
        .into_iter()
        .map(|(_, ty, conditions)| (ty, conditions))
}

/// Whether one of them holds.
fn any(conditions: Vec<TokenStream>) -> TokenStream {
    match <[TokenStream; 1]>::try_from(conditions) {
        Ok([condition]) => condition,
        Err(conditions) => quote!(any(#(#conditions),*)),
    }
}

impl Choice<'_> {
    fn condition(&self) -> TokenStream {
        match self.conditions {
            [condition] => condition.clone(),
            conditions => quote!(all(#(#conditions),*)),
        }
    }
}
