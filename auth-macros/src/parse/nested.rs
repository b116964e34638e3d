use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use super::attribute::Attribute;
use super::cursor::Cursor;
use crate::error::{Errors, Report};

/// Takes what stands here: a module, or the next token.
///
/// Callbacks in a module inside the module would be overlooked in silence.
pub(super) fn item(cursor: &mut Cursor, errors: &Errors) -> TokenStream {
    let start = cursor.position();
    let body = match (cursor.is_word(0, "mod"), cursor.group(2, Delimiter::Brace)) {
        (true, Some(body)) => body.clone(),
        _ => {
            cursor.next();
            return cursor.since(start);
        }
    };
    let before = errors.count();
    let kept = without_markers(body.stream(), errors);
    cursor.next();
    cursor.next();
    let head = cursor.since(start);
    cursor.next();
    if errors.count() == before {
        return cursor.since(start);
    }
    let mut group = Group::new(Delimiter::Brace, kept);
    group.set_span(body.span());
    quote!(#head #group)
}

/// Reports the markers, and takes them away: rustc would report them again.
fn without_markers(body: TokenStream, errors: &Errors) -> TokenStream {
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
                    .help("move it out of the inner module"),
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
