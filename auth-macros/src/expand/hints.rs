//! For editors: the words that the application typed, as imports of their documentation.
//!
//! The attributes inside the module are taken away, and so would be what an editor could say of them.
//! Only rust-analyzer sees these imports; see `auth_runtime::__private::ide`.

// Whoever types has written half of everything, and nothing of it may stop the macro.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unreachable,
    clippy::indexing_slicing
)]

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{format_ident, quote};
use syn::{FnArg, Pat};

use crate::parse::{Item, Marked, Marker, Module, Subject};

/// The words of a module in their groups.
///
/// A group is there as soon as a word of it could stand somewhere: an editor compares the module with and
/// without the word that is being typed, and both have to have the same shape. So the words also come before
/// all that the word may change.
#[derive(Default)]
pub(crate) struct Hints {
    groups: BTreeMap<&'static str, Vec<Ident>>,
}

/// Collects the words of a module, and of the arguments of its attribute.
pub(crate) fn hints(args: &TokenStream, module: &Module) -> Hints {
    let mut hints = Hints::default();
    hints.options(args);
    for item in &module.items {
        if let Item::Marked(marked) = item {
            hints.item(marked);
        }
    }
    hints
}

/// The imports.
pub(super) fn tokens(hints: &Hints, root: &syn::Path) -> TokenStream {
    let groups = hints.groups.iter().map(|(group, words)| {
        let group = format_ident!("{group}");
        quote!(#group { #(#words)* })
    });
    quote!(#root::__hints! { #(#groups)* })
}

impl Hints {
    /// Adds a word, or only its group where there is none yet.
    fn push(&mut self, group: &'static str, word: Option<&Ident>) {
        // Keywords cannot be imported, and editors know them anyway.
        let is_word = |word: &&Ident| syn::parse_str::<Ident>(&word.to_string()).is_ok();
        let words = self.groups.entry(group).or_default();
        words.extend(word.filter(is_word).cloned());
    }

    /// `strategy = jwt`.
    fn options(&mut self, args: &TokenStream) {
        self.push("options", None);
        for argument in arguments(args) {
            self.push("options", ident(argument.first()));
            let is_strategy = ident(argument.first()).is_some_and(|key| key == "strategy");
            if is_strategy {
                self.push("strategies", ident(argument.get(2)));
            }
        }
    }

    fn item(&mut self, item: &Marked) {
        for marker in &item.markers {
            self.push("markers", Some(&marker.ident));
            self.arguments(marker);
        }
        match &item.subject {
            Subject::Function(function) => {
                for input in &function.signature.inputs {
                    self.parameter(input);
                }
            }
            Subject::Struct { parsed, .. } => {
                for attribute in parsed.fields.iter().flat_map(|field| &field.attrs) {
                    self.field(attribute);
                }
            }
            Subject::Broken(_) | Subject::Other(_) => {}
        }
    }

    /// What stands in the parentheses of `#[jwt(..)]` and the others.
    fn arguments(&mut self, marker: &Marker) {
        let Some(args) = &marker.args else {
            return;
        };
        let trees: Vec<TokenTree> = args.clone().into_iter().collect();
        match marker.name {
            "jwt" => self.push("phases", ident(trees.first())),
            "on" => self.push("events", ident(trees.first())),
            "extend" => {
                self.push("places", ident(trees.first()));
                if trees.len() > 1 {
                    self.push("session_places", ident(trees.get(2)));
                }
            }
            "credentials" => {
                self.push("form_options", None);
                for argument in arguments(args) {
                    self.push("form_options", ident(argument.first()));
                }
            }
            _ => {}
        }
    }

    fn parameter(&mut self, input: &FnArg) {
        if let FnArg::Typed(typed) = input
            && let Pat::Ident(pattern) = &*typed.pat
        {
            self.push("parameters", Some(&pattern.ident));
        }
    }

    /// `#[from(user.id)]`.
    fn field(&mut self, attribute: &syn::Attribute) {
        if let syn::Meta::List(list) = &attribute.meta
            && list.path.is_ident("from")
        {
            self.push("field_words", list.path.get_ident());
            let first = list.tokens.clone().into_iter().next();
            self.push("sources", ident(first.as_ref()));
        }
    }
}

/// The trees of each argument.
fn arguments(args: &TokenStream) -> Vec<Vec<TokenTree>> {
    let trees: Vec<TokenTree> = args.clone().into_iter().collect();
    let is_comma =
        |tree: &TokenTree| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == ',');
    trees.split(is_comma).map(<[TokenTree]>::to_vec).collect()
}

fn ident(tree: Option<&TokenTree>) -> Option<&Ident> {
    match tree {
        Some(TokenTree::Ident(ident)) => Some(ident),
        _ => None,
    }
}
