//! Types that speak of a `Secret`.
//!
//! The word picks the message and how the field is written; a trait decides whether the field is fit for its place.

use proc_macro2::TokenTree;
use quote::ToTokens;

/// Whether the word is in the type.
pub(crate) fn is_in(ty: &impl ToTokens) -> bool {
    ty.to_token_stream().into_iter().any(|tree| match tree {
        TokenTree::Ident(ident) => ident == "Secret",
        TokenTree::Group(group) => is_in(&group.stream()),
        _ => false,
    })
}
