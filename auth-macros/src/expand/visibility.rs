use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::Visibility;

/// The visibility of a generated item: as far as the module itself can be seen.
///
/// A `pub` type in a private module would claim more than is true, and would force the application's
/// state type to be `pub` as well.
pub(super) fn of_items(module: &Visibility) -> TokenStream {
    let Visibility::Restricted(restricted) = module else {
        return match module {
            Visibility::Inherited => quote!(pub(super)),
            other => other.to_token_stream(),
        };
    };
    let path = &*restricted.path;
    if path.is_ident("crate") {
        module.to_token_stream()
    } else if path.is_ident("self") {
        quote!(pub(super))
    } else if path
        .segments
        .first()
        .is_some_and(|first| first.ident == "crate")
    {
        quote!(pub(in #path))
    } else {
        quote!(pub(in super::#path))
    }
}
