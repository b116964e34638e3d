use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};

use super::attribute::{Attribute, Marker};
use super::cursor::Cursor;
use super::item::{Marked, Subject};
use super::{names, nested};
use crate::error::{Errors, Report};

/// A module as written: what we know of it, and the rest as tokens.
pub(crate) struct Module {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: syn::Visibility,
    pub(crate) ident: Ident,
    pub(crate) inner_attributes: TokenStream,
    pub(crate) items: Vec<Item>,
    /// The names of the items without a marker.
    pub(crate) names: Vec<Ident>,
    /// The functions among them.
    pub(crate) functions: Vec<Ident>,
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
    let body = if let Some(group) = cursor.group(2, Delimiter::Brace) {
        group.stream()
    } else {
        // What follows is for an empty module, so that the generated names exist.
        errors.push(
            Report::new(&cursor.rest(), "the module must have its body here")
                .help(format!("`mod {ident} {{ .. }}`")),
        );
        TokenStream::new()
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
    let inner_attributes = inner_attributes(&mut cursor, errors);
    let (mut names, mut functions) = (Vec::new(), Vec::new());
    let items = items(&mut cursor, &ident, &mut names, &mut functions, errors);
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
        functions,
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

/// `#![..]` and `//!`, without markers: they mark an item, and the whole module is none.
fn inner_attributes(cursor: &mut Cursor, errors: &Errors) -> TokenStream {
    let mut kept = TokenStream::new();
    while cursor.is_punct(0, '#') && cursor.is_punct(1, '!') {
        let Some(attribute) = cursor.group(2, Delimiter::Bracket).cloned() else {
            break;
        };
        let start = cursor.position();
        for _ in 0..3 {
            cursor.next();
        }
        let tokens = cursor.since(start);
        match Attribute::new(attribute.stream(), tokens.clone()).marker() {
            Some(Marker { ident, name, .. }) => errors.push(
                Report::new(&ident, format!("`#![{name}]` marks no item"))
                    .help(format!("`#[{name}]`, above what it marks")),
            ),
            None => kept.extend(tokens),
        }
    }
    kept
}

fn items(
    cursor: &mut Cursor,
    module: &Ident,
    names: &mut Vec<Ident>,
    functions: &mut Vec<Ident>,
    errors: &Errors,
) -> Vec<Item> {
    let mut items = Vec::new();
    while !cursor.is_at_end() {
        let attributes = Attribute::run(cursor);
        if attributes.is_empty() {
            names::collect(cursor, names);
            if cursor.is_word(0, "fn") {
                functions.extend(cursor.peek_ident(1).cloned());
            }
            items.push(Item::Tokens(nested::item(cursor, errors)));
            continue;
        }
        let (mut markers, mut others) = (Vec::new(), Vec::new());
        for attribute in attributes {
            match attribute.marker() {
                Some(marker) => markers.push(marker),
                None => others.push(attribute),
            }
        }
        if markers.is_empty() {
            others.retain(|attribute| match attribute.misspelled(module) {
                Some(misspelled) => {
                    markers.extend(misspelled.report(errors));
                    false
                }
                None => true,
            });
        }
        if markers.is_empty() {
            let kept = others.into_iter().map(|attribute| attribute.tokens);
            items.push(Item::Tokens(kept.collect()));
        } else {
            items.push(Item::Marked(Marked {
                markers,
                attributes: others,
                subject: subject(cursor, errors),
            }));
        }
    }
    items
}

/// The item behind a marker. One that is no place for it may have further markers inside.
fn subject(cursor: &mut Cursor, errors: &Errors) -> Subject {
    let tokens = match Subject::take(cursor) {
        Subject::Other(tokens) => tokens,
        subject => return subject,
    };
    let (mut inside, mut kept) = (Cursor::new(tokens), TokenStream::new());
    while !inside.is_at_end() {
        kept.extend(nested::item(&mut inside, errors));
    }
    Subject::Other(kept)
}
