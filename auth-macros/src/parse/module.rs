use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::ToTokens;

use super::attribute::Attribute;
use super::cursor::Cursor;
use super::item::{Marked, Subject};
use crate::error::{Errors, Report};
use crate::words;

/// A module as written: what we know of it, and the rest as tokens.
pub(crate) struct Module {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: syn::Visibility,
    pub(crate) ident: Ident,
    pub(crate) inner_attributes: TokenStream,
    pub(crate) items: Vec<Item>,
    /// The names of the items without a marker.
    pub(crate) names: Vec<Ident>,
}

/// A part of the module's body.
pub(crate) enum Item {
    /// Passed through.
    Tokens(TokenStream),
    /// Ours to look at.
    Marked(Marked),
}

/// Reads the item under `#[auth_config]`; `None` if it is no module with a body.
pub(crate) fn module(item: TokenStream, errors: &Errors) -> Option<Module> {
    let mut cursor = Cursor::new(item);
    let attributes = Attribute::run(&mut cursor);
    let visibility = cursor.visibility();
    if cursor.is_word(0, "unsafe") && cursor.is_word(1, "mod") {
        errors.push(Report::new(
            &cursor.peek_ident(0),
            "a module of callbacks must not be `unsafe`",
        ));
        cursor.next();
    }
    let (true, Some(ident)) = (cursor.is_word(0, "mod"), cursor.peek_ident(1).cloned()) else {
        report_no_module(&mut cursor, errors);
        return None;
    };
    let Some(body) = cursor
        .group(2, Delimiter::Brace)
        .map(proc_macro2::Group::stream)
    else {
        let start = cursor.position();
        while cursor.next().is_some() {}
        errors.push(
            Report::new(&cursor.since(start), "the module must have its body here")
                .help(format!("`mod {ident} {{ .. }}`")),
        );
        return None;
    };
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.is("auth_config"))
    {
        errors.push(Report::new(
            &attribute.path[0],
            "duplicate `#[auth_config]`",
        ));
    }
    let mut cursor = Cursor::new(body);
    let inner_attributes = inner_attributes(&mut cursor);
    let mut names = Vec::new();
    let items = items(&mut cursor, &ident, &mut names, errors);
    Some(Module {
        attributes: attributes
            .into_iter()
            .filter(|a| !a.is("auth_config"))
            .collect(),
        visibility: syn::parse2(visibility).unwrap_or(syn::Visibility::Inherited),
        ident,
        inner_attributes,
        items,
        names,
    })
}

fn report_no_module(cursor: &mut Cursor, errors: &Errors) {
    let start = cursor.position();
    // The item's head is enough of a place: its words up to its name.
    while let Some(TokenTree::Ident(_)) = cursor.peek(0) {
        cursor.next();
    }
    errors.push(
        Report::new(&cursor.since(start), "`#[auth_config]` goes on a module")
            .help("`#[auth_config(strategy = jwt)] mod auth { .. }`"),
    );
}

fn inner_attributes(cursor: &mut Cursor) -> TokenStream {
    let start = cursor.position();
    while cursor.is_punct(0, '#')
        && cursor.is_punct(1, '!')
        && cursor.group(2, Delimiter::Bracket).is_some()
    {
        for _ in 0..3 {
            cursor.next();
        }
    }
    cursor.since(start)
}

fn items(
    cursor: &mut Cursor,
    module: &Ident,
    names: &mut Vec<Ident>,
    errors: &Errors,
) -> Vec<Item> {
    let mut items = Vec::new();
    while !cursor.is_at_end() {
        let start = cursor.position();
        let attributes = Attribute::run(cursor);
        let markers: Vec<_> = attributes.iter().filter_map(Attribute::marker).collect();
        if markers.is_empty() {
            for attribute in &attributes {
                attribute.report_if_misspelled(module, errors);
            }
            if attributes.is_empty() {
                names.extend(name(cursor).cloned());
                report_nested_markers(cursor, errors);
                cursor.next();
            }
            items.push(Item::Tokens(cursor.since(start)));
        } else {
            let subject = Subject::take(cursor);
            items.push(Item::Marked(Marked {
                markers,
                attributes: attributes
                    .into_iter()
                    .filter(|a| a.marker().is_none())
                    .collect(),
                subject,
            }));
        }
    }
    items
}

/// The name of the type that is declared or imported here.
fn name(cursor: &Cursor) -> Option<&Ident> {
    let declares = ["struct", "enum", "union", "type", "trait", "mod", "as"];
    declares
        .iter()
        .any(|word| cursor.is_word(0, word))
        .then(|| cursor.peek_ident(1))
        .flatten()
}

/// Callbacks in a module inside the module would be overlooked in silence.
fn report_nested_markers(cursor: &Cursor, errors: &Errors) {
    let (true, Some(body)) = (cursor.is_word(0, "mod"), cursor.group(2, Delimiter::Brace)) else {
        return;
    };
    let mut nested = Cursor::new(body.stream());
    while !nested.is_at_end() {
        let attributes = Attribute::run(&mut nested);
        for marker in attributes.iter().filter_map(Attribute::marker) {
            if nested_subject_fits(marker.name, &nested) {
                errors.push(
                    Report::new(
                        &marker.ident.to_token_stream(),
                        format!("`#[{}]` must stand directly in the module", marker.name),
                    )
                    .help("move it out of the inner module"),
                );
            }
        }
        nested.next();
    }
}

/// Whether the item after the attributes is one that the marker could be meant for.
fn nested_subject_fits(marker: &str, cursor: &Cursor) -> bool {
    let words = ["fn", "async", "struct", "pub"];
    words::MARKERS.contains(&marker) && words.iter().any(|word| cursor.is_word(0, word))
}
