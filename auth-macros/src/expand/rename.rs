use proc_macro2::{Group, TokenStream, TokenTree};
use quote::format_ident;

use crate::model::AuthConfig;

/// Gives generated types whose names are taken other names: the name is one mistake, and all that would
/// follow from two items of one name are not.
pub(super) fn taken(tokens: TokenStream, config: &AuthConfig) -> TokenStream {
    if config.taken_names().next().is_none() {
        return tokens;
    }
    let renamed = tokens.into_iter().map(|tree| match tree {
        TokenTree::Ident(ident) if config.taken_names().any(|name| ident == *name) => {
            format_ident!("__Auth{ident}", span = ident.span()).into()
        }
        TokenTree::Group(group) => {
            let mut renamed = Group::new(group.delimiter(), taken(group.stream(), config));
            renamed.set_span(group.span());
            renamed.into()
        }
        other => other,
    });
    renamed.collect()
}
