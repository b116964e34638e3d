use proc_macro2::{Ident, TokenStream, TokenTree};

use super::cursor::Cursor;
use crate::error::{Errors, Report};
use crate::suggest;

/// One `key` or `key = value` of an attribute.
pub(crate) struct Argument {
    pub(crate) key: Ident,
    /// `None` if there is no `=`, or nothing after it.
    pub(crate) value: Option<TokenStream>,
}

/// One `key = value`.
pub(crate) struct Setting {
    pub(crate) key: Ident,
    pub(crate) value: TokenStream,
}

/// Reads the arguments of an attribute that knows the options `known`.
pub(crate) fn arguments(tokens: TokenStream, known: &[&str], errors: &Errors) -> Vec<Argument> {
    let mut arguments = Vec::new();
    let mut cursor = Cursor::new(tokens);
    while let Some(tree) = cursor.next() {
        let has_value = cursor.is_punct(0, '=');
        if has_value {
            cursor.next();
        }
        let value = up_to_comma(&mut cursor);
        match tree {
            TokenTree::Ident(key) => arguments.push(Argument {
                key,
                value: (has_value && !value.is_empty()).then_some(value),
            }),
            other => errors.push(
                Report::new(&other, "expected an option")
                    .note(format!("options: {}", suggest::all(known))),
            ),
        }
    }
    arguments
}

/// Takes everything up to the next comma, and the comma.
fn up_to_comma(cursor: &mut Cursor) -> TokenStream {
    let start = cursor.position();
    while !cursor.is_at_end() && !cursor.is_punct(0, ',') {
        cursor.next();
    }
    let value = cursor.since(start);
    cursor.next();
    value
}

impl Argument {
    /// Puts the value into the slot of its option, once.
    pub(crate) fn settle(self, slot: &mut Option<Setting>, example: &str, errors: &Errors) {
        let key = self.key;
        match (self.value, slot) {
            (None, _) => errors
                .push(Report::new(&key, format!("option `{key}` needs a value")).help(example)),
            (Some(_), Some(first)) => errors.push(
                Report::new(&key, format!("option `{key}` is set twice"))
                    .also(&first.key, "first set here"),
            ),
            (Some(value), slot) => *slot = Some(Setting { key, value }),
        }
    }

    /// What to say of an option that does not exist.
    pub(crate) fn unknown(&self, known: &[&str]) -> Report {
        let name = self.key.to_string();
        let report = Report::new(&self.key, format!("unknown option `{name}`"));
        match suggest::nearest(&name, known.iter().copied()) {
            Some(near) => report.help(format!("an option with a similar name exists: `{near}`")),
            None => report.note(format!("options: {}", suggest::all(known))),
        }
    }
}

impl Setting {
    /// The value as text without spaces, and what stands in its parentheses.
    pub(crate) fn words(&self) -> String {
        self.value
            .clone()
            .into_iter()
            .map(|tree| match tree {
                TokenTree::Group(group) => format!("({})", group.stream()),
                tree => tree.to_string(),
            })
            .collect()
    }
}
