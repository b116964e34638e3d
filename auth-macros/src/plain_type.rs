//! Types that serde can write and read whatever else is true, by their words alone.
//!
//! With all other fields plain, the one that is not is what the compiler complains of.

use proc_macro2::TokenTree;
use quote::ToTokens;
use syn::Type;

const WORDS: &[&str] = &[
    "bool",
    "char",
    "str",
    "String",
    "u8",
    "u16",
    "u32",
    "u64",
    "u128",
    "usize",
    "i8",
    "i16",
    "i32",
    "i64",
    "i128",
    "isize",
    "f32",
    "f64",
    "Option",
    "Vec",
    "VecDeque",
    "Box",
    "HashMap",
    "BTreeMap",
    "HashSet",
    "BTreeSet",
    "std",
    "core",
    "alloc",
    "string",
    "option",
    "vec",
    "boxed",
    "collections",
];

/// Whether all words of the type are those of such types.
pub(crate) fn is_plain(ty: &impl ToTokens) -> bool {
    ty.to_token_stream().into_iter().all(|tree| match tree {
        TokenTree::Ident(ident) => WORDS.iter().any(|word| ident == word),
        TokenTree::Group(group) => is_plain(&group.stream()),
        _ => true,
    })
}

/// Whether the type is an `Option`, which has a value where nothing is said.
pub(crate) fn is_option(ty: &Type) -> bool {
    matches!(ty, Type::Path(ty)
        if ty.path.segments.last().is_some_and(|last| last.ident == "Option"))
}
