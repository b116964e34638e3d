use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};

use super::cursor::Cursor;
use crate::error::{Errors, Report};
use crate::{suggest, words};

/// The options of `#[auth_config(..)]`, each with the tokens of its value.
pub(crate) struct Options {
    pub(crate) strategy: Option<Setting>,
    pub(crate) krate: Option<Setting>,
}

/// One `key = value`.
pub(crate) struct Setting {
    pub(crate) key: Ident,
    pub(crate) value: TokenStream,
}

/// Reads the attribute's arguments.
pub(crate) fn options(args: TokenStream, module: &Ident, errors: &Errors) -> Options {
    let mut options = Options {
        strategy: None,
        krate: None,
    };
    let mut cursor = Cursor::new(args);
    while let Some(tree) = cursor.next() {
        let TokenTree::Ident(key) = tree else {
            errors.push(
                Report::new(&tree, "expected an option")
                    .note(format!("options: {}", suggest::list(words::OPTIONS))),
            );
            rest_of_option(&mut cursor);
            continue;
        };
        let value = if cursor.is_punct(0, '=') {
            cursor.next();
            Some(rest_of_option(&mut cursor))
        } else {
            rest_of_option(&mut cursor);
            None
        };
        let slot = if key == "strategy" {
            &mut options.strategy
        } else if key == "crate" {
            &mut options.krate
        } else {
            report_unknown(&key, module, errors);
            continue;
        };
        match value.filter(|value| !value.is_empty()) {
            None => errors.push(
                Report::new(&key, format!("option `{key}` needs a value")).help(example(&key)),
            ),
            Some(value) => match slot {
                Some(first) => errors.push(
                    Report::new(&key, format!("option `{key}` is set twice"))
                        .also(&first.key, "first set here"),
                ),
                None => *slot = Some(Setting { key, value }),
            },
        }
    }
    options
}

/// Takes everything up to the next comma, and the comma.
fn rest_of_option(cursor: &mut Cursor) -> TokenStream {
    let start = cursor.position();
    while !cursor.is_at_end() && !cursor.is_punct(0, ',') {
        cursor.next();
    }
    let value = cursor.since(start);
    cursor.next();
    value
}

fn example(key: &Ident) -> &'static str {
    if key == "crate" {
        "`crate = ::my_reexport::auth_runtime`"
    } else {
        "`strategy = jwt`"
    }
}

fn report_unknown(key: &Ident, module: &Ident, errors: &Errors) {
    let name = key.to_string();
    if let Some((_, method)) = words::BUILDER_OPTIONS
        .iter()
        .find(|(word, _)| *word == name)
    {
        errors.push(
            Report::new(key, format!("`{name}` is not an option of the attribute"))
                .help(format!("`{module}::builder().{method}(..)`")),
        );
        return;
    }
    let report = Report::new(key, format!("unknown option `{name}`"));
    errors.push(
        match suggest::nearest(&name, words::OPTIONS.iter().copied()) {
            Some(near) => report.help(format!("an option with a similar name exists: `{near}`")),
            None => report.note(format!("options: {}", suggest::list(words::OPTIONS))),
        },
    );
}

impl Setting {
    /// The value as text without spaces, and what stands in its parentheses.
    pub(crate) fn words(&self) -> String {
        self.value
            .clone()
            .into_iter()
            .map(|tree| match tree {
                TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                    format!("({})", group.stream())
                }
                tree => tree.to_string(),
            })
            .collect()
    }
}
