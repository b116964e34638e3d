use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::format_ident;

use crate::model::AuthConfig;

/// Gives generated types whose names are taken other names: the name is one mistake, and all that would
/// follow from two items of one name are not.
pub(super) fn taken(tokens: TokenStream, config: &AuthConfig) -> TokenStream {
    if config.taken.is_empty() {
        return tokens;
    }
    renamed(tokens, config, false)
}

/// Names after `::` are not those of the module, nor are those of the types in an `impl`.
fn renamed(tokens: TokenStream, config: &AuthConfig, is_in_impl: bool) -> TokenStream {
    let mut before = String::new();
    let tokens = tokens.into_iter().map(|tree| {
        let is_of_path = before.ends_with("::") && before != "self::";
        let is_foreign = is_of_path || (is_in_impl && before == "type");
        match &tree {
            TokenTree::Punct(punct) => before.push(punct.as_char()),
            other => before = other.to_string(),
        }
        match tree {
            TokenTree::Ident(ident) if !is_foreign && config.taken.contains(&ident) => {
                format_ident!("__Auth{ident}", span = ident.span()).into()
            }
            TokenTree::Group(group) => {
                let is_in_impl = is_in_impl || group.delimiter() == Delimiter::Brace;
                let tokens = renamed(group.stream(), config, is_in_impl);
                let mut renamed = Group::new(group.delimiter(), tokens);
                renamed.set_span(group.span());
                renamed.into()
            }
            other => other,
        }
    });
    tokens.collect()
}
