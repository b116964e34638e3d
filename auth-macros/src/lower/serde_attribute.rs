use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Attribute;

/// The words and values of `#[serde(..)]` attributes: `rename = "id"` is `("rename", Some("id"))`.
pub(crate) struct SerdeItem {
    pub(crate) word: Ident,
    pub(crate) value: Option<syn::LitStr>,
}

/// Reads serde's attributes without judging them; serde's own derive does that.
pub(crate) fn items(attributes: &[Attribute]) -> Vec<SerdeItem> {
    let mut items = Vec::new();
    for attribute in attributes.iter().filter(|a| a.path().is_ident("serde")) {
        let Ok(list) = attribute.meta.require_list() else {
            continue;
        };
        for part in split(list.tokens.clone()) {
            let mut trees = part.into_iter();
            let Some(TokenTree::Ident(word)) = trees.next() else {
                continue;
            };
            let value = trees
                .nth(1)
                .and_then(|tree| syn::parse2(tree.into_token_stream()).ok());
            items.push(SerdeItem { word, value });
        }
    }
    items
}

fn split(tokens: TokenStream) -> Vec<TokenStream> {
    let mut parts = vec![TokenStream::new()];
    for tree in tokens {
        match (&tree, parts.last_mut()) {
            (TokenTree::Punct(punct), _) if punct.as_char() == ',' => {
                parts.push(TokenStream::new());
            }
            (_, Some(part)) => part.extend([tree]),
            (_, None) => {}
        }
    }
    parts
}
