use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use super::attribute::Attribute;
use super::cursor::Cursor;
use crate::error::{Errors, Report};

/// Takes what stands here: a module, an `impl`, a trait, or the next token.
///
/// Callbacks in there would be overlooked in silence.
pub(super) fn item(cursor: &mut Cursor, errors: &Errors) -> TokenStream {
    let start = cursor.position();
    let Some((length, help)) = head(cursor) else {
        cursor.next();
        return cursor.since(start);
    };
    for _ in 0..length {
        cursor.next();
    }
    let head = cursor.since(start);
    let Some(TokenTree::Group(body)) = cursor.next() else {
        return head;
    };
    let before = errors.count();
    let kept = without_markers(body.stream(), help, errors);
    if errors.count() == before {
        return cursor.since(start);
    }
    let mut group = Group::new(Delimiter::Brace, kept);
    group.set_span(body.span());
    quote!(#head #group)
}

/// How many tokens stand before the braces of the item that starts here, and where a callback in them belongs.
fn head(cursor: &Cursor) -> Option<(usize, &'static str)> {
    let help = match cursor.peek_ident(0)?.to_string().as_str() {
        "mod" => "move it out of the inner module",
        // Behind an arrow or a colon the word is part of a type.
        "impl" if cursor.starts_statement() => {
            "a callback is a function of the module, without `self`"
        }
        "trait" => "a callback is a function of the module, without `self`",
        _ => return None,
    };
    let mut length = 1;
    while cursor.group(length, Delimiter::Brace).is_none() {
        if cursor.is_punct(length, ';') || cursor.peek(length).is_none() {
            return None;
        }
        length += 1;
    }
    Some((length, help))
}

/// Reports the markers, and takes them away: rustc would report them again.
fn without_markers(body: TokenStream, help: &str, errors: &Errors) -> TokenStream {
    let mut cursor = Cursor::new(body);
    let mut kept = TokenStream::new();
    while !cursor.is_at_end() {
        let attributes = Attribute::run(&mut cursor);
        for attribute in attributes {
            match attribute.marker() {
                Some(marker) if is_for_marker(&cursor) => errors.push(
                    Report::new(
                        &marker.ident,
                        format!("`#[{}]` must stand directly in the module", marker.name),
                    )
                    .help(help),
                ),
                _ => attribute.to_tokens(&mut kept),
            }
        }
        kept.extend(cursor.next());
    }
    kept
}

/// Whether the item after the attributes is one that a marker could be meant for.
fn is_for_marker(cursor: &Cursor) -> bool {
    let words = ["fn", "async", "struct", "pub"];
    matches!(cursor.peek(0), Some(TokenTree::Ident(_)))
        && words.iter().any(|word| cursor.is_word(0, word))
}
