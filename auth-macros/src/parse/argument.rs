use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::ToTokens;

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

/// Reads the arguments of an attribute that knows the options `known`, of which `example` shows one.
pub(crate) fn arguments(
    tokens: TokenStream,
    known: &[&str],
    example: &str,
    errors: &Errors,
) -> Vec<Argument> {
    let mut arguments = Vec::new();
    let mut cursor = Cursor::new(tokens);
    while let Some(tree) = cursor.next() {
        let TokenTree::Ident(key) = tree else {
            let list = format!("options: {}", suggest::all(known));
            errors.push(
                Report::new(&tree, "expected an option")
                    .help(example.replace("\"..\"", &tree.to_string()))
                    .note(list),
            );
            up_to_comma(&mut cursor, errors);
            continue;
        };
        // What is wrong with an option that does not exist is that it does not exist.
        let is_known = known.iter().any(|word| key == word);
        let not_set = |place: &dyn ToTokens, value: String| {
            if is_known {
                let report = Report::new(&place.to_token_stream(), "an option is set with `=`");
                errors.push(report.help(format!("`{key} = {value}`")));
            }
        };
        let is_set = cursor.is_punct(0, '=') || cursor.is_punct(0, ':');
        let colon = cursor.peek(0).filter(|_| cursor.is_punct(0, ':')).cloned();
        let group = cursor.group(0, Delimiter::Parenthesis).cloned();
        if is_set {
            cursor.next();
        }
        let mut value = up_to_comma(&mut cursor, errors);
        if let Some(colon) = colon.filter(|_| !value.is_empty()) {
            not_set(&colon, value.to_string());
        } else if let Some(group) = &group {
            not_set(group, group.stream().to_string());
            value = group.stream();
        }
        let has_value = (is_set || group.is_some()) && !value.is_empty();
        arguments.push(Argument {
            key,
            value: has_value.then_some(value),
        });
    }
    arguments
}

/// Takes everything up to the next comma, and the comma; or up to where there should be one.
fn up_to_comma(cursor: &mut Cursor, errors: &Errors) -> TokenStream {
    let start = cursor.position();
    while !cursor.is_at_end() && !cursor.is_punct(0, ',') {
        let is_next_option = cursor.position() > start && cursor.peek_ident(0).is_some();
        let is_missing = is_next_option && cursor.is_punct(1, '=');
        if is_missing || cursor.is_punct(0, ';') {
            let place = cursor.peek(0).cloned();
            let word = place.as_ref().map_or(String::new(), ToString::to_string);
            let report = Report::new(&place, "options are separated by commas");
            errors.push(if is_missing {
                report.help(format!("a comma before `{word}`"))
            } else {
                report.help(format!("a comma instead of `{word}`"))
            });
            let value = cursor.since(start);
            if !is_missing {
                cursor.next();
            }
            return value;
        }
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
                    .also(&first.key, format!("the first `{key}` is here")),
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
