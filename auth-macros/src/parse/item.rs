use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;

use super::attribute::{Attribute, Marker};
use super::cursor::Cursor;
use super::salvage;

/// An item with at least one marker.
pub(crate) struct Marked {
    pub(crate) markers: Vec<Marker>,
    /// Its other attributes.
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) subject: Subject,
}

/// What the markers stand on.
pub(crate) enum Subject {
    Function(Function),
    Struct {
        parsed: Box<syn::ItemStruct>,
        /// What is written, if it does not parse as a whole; rustc says why.
        written: Option<TokenStream>,
    },
    /// A struct or function that does not parse; rustc says why.
    Broken(TokenStream),
    /// An item of another kind.
    Other(TokenStream),
}

/// A function with its body as raw tokens.
pub(crate) struct Function {
    pub(crate) signature: Box<syn::Signature>,
    /// Visibility, signature and body, as written.
    pub(crate) tokens: TokenStream,
}

/// Words that start an item; in a half-written one they end what came before.
const ITEM_STARTS: &[&str] = &[
    "pub", "struct", "enum", "mod", "use", "trait", "static", "type",
];

impl Subject {
    /// Takes the item that stands here, after its attributes.
    pub(crate) fn take(cursor: &mut Cursor) -> Self {
        let start = cursor.position();
        cursor.visibility();
        let signature_start = cursor.position();
        let mut ahead = 0;
        while is_function_qualifier(cursor.peek(ahead)) {
            ahead += 1;
        }
        if cursor.is_word(ahead, "fn") {
            return Self::function(cursor, start, signature_start);
        }
        if cursor.is_word(0, "struct") {
            return Self::structure(cursor, start);
        }
        take_to_end(cursor, false);
        Self::Other(cursor.since(start))
    }

    fn function(cursor: &mut Cursor, start: usize, signature_start: usize) -> Self {
        while !is_function_end(cursor) {
            cursor.next();
        }
        let signature = syn::parse2::<syn::Signature>(cursor.since(signature_start));
        if cursor.group(0, Delimiter::Brace).is_some() || cursor.is_punct(0, ';') {
            cursor.next();
        }
        let tokens = cursor.since(start);
        match signature {
            Ok(signature) => Self::Function(Function {
                signature: Box::new(signature),
                tokens,
            }),
            Err(_) => Self::Broken(tokens),
        }
    }

    fn structure(cursor: &mut Cursor, start: usize) -> Self {
        take_to_end(cursor, true);
        let tokens = cursor.since(start);
        let (parsed, written) = match syn::parse2(tokens.clone()) {
            Ok(parsed) => (Some(parsed), None),
            Err(_) => (salvage::structure(tokens.clone()), Some(tokens.clone())),
        };
        match parsed {
            Some(parsed) => Self::Struct {
                parsed: Box::new(parsed),
                written,
            },
            None => Self::Broken(tokens),
        }
    }

    /// Whether it is a function with `self` or `...`, which rustc does not take outside of what they are for.
    pub(crate) fn has_foreign_parameters(&self) -> bool {
        let Self::Function(Function { signature, .. }) = self else {
            return false;
        };
        signature.receiver().is_some() || signature.variadic.is_some()
    }

    /// Whether rustc has something to say of how it is written.
    pub(crate) fn is_broken(&self) -> bool {
        match self {
            Self::Broken(_) => true,
            Self::Struct { written, .. } => written.is_some(),
            Self::Function(_) | Self::Other(_) => false,
        }
    }

    /// Whether it is a function whose parameters are written as in JavaScript, `{ token, user }`, or with
    /// `mut` before the type. They are no names in its body then.
    pub(crate) fn has_lost_parameters(&self) -> bool {
        let Self::Broken(tokens) = self else {
            return false;
        };
        let params = tokens.clone().into_iter().find_map(|tree| match tree {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                Some(Cursor::new(group.stream()))
            }
            _ => None,
        });
        let Some(mut params) = params else {
            return false;
        };
        while !params.is_at_end() {
            let is_start = params.position() == 0 || params.is_after_punct(',');
            let is_taken_apart = is_start && params.group(0, Delimiter::Brace).is_some();
            if is_taken_apart || (params.is_after_punct(':') && params.is_word(0, "mut")) {
                return true;
            }
            params.next();
        }
        false
    }

    /// The item as written, without its attributes.
    pub(crate) fn tokens(&self) -> TokenStream {
        match self {
            Self::Function(function) => function.tokens.clone(),
            Self::Struct {
                written: Some(tokens),
                ..
            }
            | Self::Broken(tokens)
            | Self::Other(tokens) => tokens.clone(),
            Self::Struct { parsed, .. } => parsed.to_token_stream(),
        }
    }
}

fn is_function_qualifier(tree: Option<&TokenTree>) -> bool {
    match tree {
        Some(TokenTree::Ident(ident)) => ["const", "async", "unsafe", "extern", "safe"]
            .iter()
            .any(|word| ident == word),
        Some(TokenTree::Literal(_)) => true,
        _ => false,
    }
}

/// Whether the signature ends here: at the body, or where a half-written function gives way to the next item.
fn is_function_end(cursor: &Cursor) -> bool {
    cursor.is_at_end()
        || cursor.group(0, Delimiter::Brace).is_some()
        || cursor.is_punct(0, ';')
        || cursor.is_punct(0, '#')
        || starts_item(cursor)
}

/// Whether an item starts here. `'static` and the `use<..>` of an `impl Trait` only look like one.
fn starts_item(cursor: &Cursor) -> bool {
    let is_lifetime = cursor.is_after_punct('\'');
    let is_capture = cursor.is_word(0, "use") && cursor.is_punct(1, '<');
    let is_word = ITEM_STARTS.iter().any(|word| cursor.is_word(0, word));
    is_word && !is_lifetime && !is_capture
}

/// Goes past the end of an item: its `;` or its braces.
fn take_to_end(cursor: &mut Cursor, stop_at_next_item: bool) {
    let mut is_first = true;
    while !cursor.is_at_end() {
        let starts_next = starts_item(cursor);
        if !is_first && (cursor.is_punct(0, '#') || (stop_at_next_item && starts_next)) {
            return;
        }
        is_first = false;
        match cursor.next() {
            Some(TokenTree::Punct(punct)) if punct.as_char() == ';' => return,
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => return,
            _ => {}
        }
    }
}
