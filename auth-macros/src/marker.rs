use proc_macro2::{Span, TokenStream};

/// One of our attributes on an item that no `#[auth_config]` module contains.
pub(crate) fn outside(name: &str, item: TokenStream) -> TokenStream {
    let message = format!(
        "`#[{name}]` only works inside an `#[auth_config]` module\n\n\
         help: `#[auth_config(strategy = jwt)] mod auth {{ .. }}` around it"
    );
    let mut tokens = syn::Error::new(Span::call_site(), message).to_compile_error();
    tokens.extend(item);
    tokens
}
