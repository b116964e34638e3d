use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;

use super::attribute::Attribute;
use super::cursor::Cursor;

/// The struct with those fields that can be read, for their names to be known everywhere else:
/// of `pub id?: String;` that there is an `id`.
pub(super) fn structure(tokens: TokenStream) -> Option<syn::ItemStruct> {
    let mut trees: Vec<TokenTree> = tokens.into_iter().collect();
    let Some(TokenTree::Group(body)) = trees.pop() else {
        return None;
    };
    let fields = split(&mut Cursor::new(body.stream()))
        .into_iter()
        .filter_map(field);
    let body = Group::new(Delimiter::Brace, quote!(#(#fields),*));
    syn::parse2(quote!(#(#trees)* #body)).ok()
}

/// What stands between commas, or between semicolons.
fn split(cursor: &mut Cursor) -> Vec<TokenStream> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    while !cursor.is_at_end() {
        if cursor.is_punct(0, '<') {
            depth += 1;
        } else if cursor.is_punct(0, '>') {
            depth = depth.saturating_sub(1);
        }
        let is_end = cursor.is_punct(0, ';') || (depth == 0 && cursor.is_punct(0, ','));
        if is_end {
            parts.push(cursor.since(start));
            start = cursor.position() + 1;
            depth = 0;
        }
        cursor.next();
    }
    parts.push(cursor.since(start));
    parts
}

/// A field, without what stands between its name and its colon.
fn field(tokens: TokenStream) -> Option<syn::Field> {
    let mut cursor = Cursor::new(tokens);
    Attribute::run(&mut cursor);
    cursor.visibility();
    cursor.peek_ident(0)?;
    cursor.next();
    let name = cursor.since(0);
    while !cursor.is_at_end() && !cursor.is_punct(0, ':') {
        cursor.next();
    }
    let ty = cursor.rest();
    syn::parse::Parser::parse2(syn::Field::parse_named, quote!(#name #ty)).ok()
}
