use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;
use syn::Type;

/// Generated code in a place of the application, where the compiler shows what is wrong with it.
pub(super) fn located(tokens: TokenStream, place: Span) -> TokenStream {
    written_at(tokens, Span::call_site().located_at(place))
}

/// The same as if the application had written it, so that one mistake that is found twice is shown once.
///
/// A word gets an end of the place instead of all of it: the compiler underlines from the first token to
/// the last, which is the same, and an editor takes no word for the one that the application wrote there.
pub(super) fn written_at(tokens: TokenStream, span: Span) -> TokenStream {
    let tokens = tokens.into_iter().map(|mut tree: TokenTree| {
        tree.set_span(match tree {
            TokenTree::Ident(_) => end(span),
            _ => span,
        });
        tree
    });
    tokens.collect()
}

/// `self::Name` in a place of the application, where the place is to be shown and no word stands for it.
pub(super) fn own_type(name: &str, place: Span) -> TokenStream {
    let own = Ident::new("self", start(place));
    let name = Ident::new(name, end(place));
    quote!(#own::#name)
}

/// `<ty as path>::method`, which is as long as `ty` is for the compiler: from `first` to `last`.
pub(super) fn method_of(
    ty: &Type,
    path: &TokenStream,
    method: &str,
    (first, last): (Span, Span),
) -> TokenStream {
    let method = Ident::new(method, Span::call_site());
    let open = written_at(quote!(<), first);
    let path = written_at(quote!(as #path), last);
    let method = written_at(quote!(>::#method), last);
    quote!(#open #ty #path #method)
}

fn start(span: Span) -> Span {
    if proc_macro::is_available() {
        span.unwrap().start().into()
    } else {
        span
    }
}

fn end(span: Span) -> Span {
    if proc_macro::is_available() {
        span.unwrap().end().into()
    } else {
        span
    }
}
