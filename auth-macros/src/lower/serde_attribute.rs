use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, FieldsNamed};

use crate::error::{Errors, Report};
use crate::{suggest, words};

/// The words and values of `#[serde(..)]` attributes: `rename = "id"` is `("rename", Some("id"))`.
pub(crate) struct SerdeItem {
    pub(crate) word: Ident,
    pub(crate) value: Option<syn::LitStr>,
    /// What is written behind the `=`, if there is one.
    pub(crate) written: Option<TokenStream>,
}

impl SerdeItem {
    /// Reports a value that should be a text and is not.
    pub(crate) fn is_no_text(&self, errors: &Errors) -> bool {
        let (Some(written), None) = (&self.written, &self.value) else {
            return false;
        };
        let (word, text) = (&self.word, written.to_string().replace(' ', ""));
        let place = if written.is_empty() {
            word.to_token_stream()
        } else {
            written.clone()
        };
        errors.push(
            Report::new(
                &place,
                format!("serde takes the value of `{word}` in quotes"),
            )
            .help(format!("`{word} = \"{text}\"`")),
        );
        true
    }
}

/// Reads serde's attributes without judging them; serde's own derive does that.
pub(crate) fn items(attributes: &[Attribute]) -> Vec<SerdeItem> {
    let mut items = Vec::new();
    for attribute in attributes.iter().filter(|a| a.path().is_ident("serde")) {
        let Ok(list) = attribute.meta.require_list() else {
            continue;
        };
        for part in split(list.tokens.clone()) {
            let mut trees = part.into_iter();
            let Some(TokenTree::Ident(word)) = trees.next() else {
                continue;
            };
            let is_set = matches!(trees.next(), Some(TokenTree::Punct(p)) if p.as_char() == '=');
            let written = is_set.then(|| trees.collect::<TokenStream>());
            let value = written
                .clone()
                .and_then(|written| syn::parse2(written).ok());
            items.push(SerdeItem {
                word,
                value,
                written,
            });
        }
    }
    items
}

/// The fields without those attributes that serde could not read: its derive would write nothing, and
/// whatever needs the type would be a mistake as well.
pub(super) fn readable(fields: &FieldsNamed, errors: &Errors) -> FieldsNamed {
    let mut fields = fields.clone();
    for field in &mut fields.named {
        field.attrs.retain(|attribute| {
            let before = errors.count();
            check(attribute, errors);
            errors.count() == before
        });
    }
    fields
}

fn check(attribute: &Attribute, errors: &Errors) {
    if attribute.meta.path().is_ident("serde") && attribute.meta.require_list().is_err() {
        errors.push(
            Report::new(&attribute.meta, "serde's words stand in parentheses")
                .help("`#[serde(rename = \"..\")]`"),
        );
    }
    for item in items(std::slice::from_ref(attribute)) {
        let word = &item.word;
        if words::SERDE.iter().any(|known| word == known) {
            item.is_no_text(errors);
            continue;
        }
        let report = Report::new(word, format!("serde has no `{word}` for a field"));
        let near = suggest::nearest(&word.to_string(), words::SERDE.iter().copied());
        errors.push(match near {
            Some(near) => report.help(format!("a word with a similar name exists: `{near}`")),
            None => report,
        });
    }
}

/// Tokens without serde's attributes, for a struct that does not parse.
pub(super) fn stripped(tokens: TokenStream) -> TokenStream {
    let mut kept: Vec<TokenTree> = Vec::new();
    for tree in tokens {
        match tree {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                let mut body = Group::new(Delimiter::Brace, stripped(group.stream()));
                body.set_span(group.span());
                kept.push(body.into());
            }
            TokenTree::Group(group) if is_serde(&group) && kept.last().is_some_and(is_hash) => {
                kept.pop();
            }
            other => kept.push(other),
        }
    }
    kept.into_iter().collect()
}

fn is_hash(tree: &TokenTree) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == '#')
}

fn is_serde(group: &Group) -> bool {
    let first = group.stream().into_iter().next();
    group.delimiter() == Delimiter::Bracket
        && matches!(first, Some(TokenTree::Ident(ident)) if ident == "serde")
}

fn split(tokens: TokenStream) -> Vec<TokenStream> {
    let mut parts = vec![TokenStream::new()];
    for tree in tokens {
        match (&tree, parts.last_mut()) {
            (TokenTree::Punct(punct), _) if punct.as_char() == ',' => {
                parts.push(TokenStream::new());
            }
            (_, Some(part)) => part.extend([tree]),
            (_, None) => {}
        }
    }
    parts
}
