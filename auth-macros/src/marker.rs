use proc_macro2::{Span, TokenStream};

use crate::error::at_attribute;

/// One of our attributes on an item that no `#[auth_config]` module contains.
pub(crate) fn outside(name: &str, item: TokenStream) -> TokenStream {
    let message = format!(
        "`#[{name}]` only works inside an `#[auth_config]` module\n\n\
         help: `#[auth_config(strategy = jwt)] mod auth {{ .. }}` around it"
    );
    let first = item.clone().into_iter().next();
    let first = first.map_or_else(Span::call_site, |tree| tree.span());
    let mut tokens = syn::Error::new(at_attribute(first), message).to_compile_error();
    tokens.extend(item);
    tokens
}
