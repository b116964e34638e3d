use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::ToTokens;

use super::cursor::Cursor;
use crate::error::{Errors, Report};
use crate::words::{self, alias};

/// An outer attribute, as written.
#[derive(Clone)]
pub(crate) struct Attribute {
    pub(crate) path: Vec<Ident>,
    /// What stands in its parentheses, if it has any.
    pub(crate) args: Option<TokenStream>,
    /// What follows the path and stands in no parentheses.
    value: TokenStream,
    pub(crate) tokens: TokenStream,
}

/// One of our attributes.
#[derive(Clone)]
pub(crate) struct Marker {
    /// The word in [`words::MARKERS`].
    pub(crate) name: &'static str,
    pub(crate) ident: Ident,
    pub(crate) args: Option<TokenStream>,
    /// `= ..` behind the word, which no marker takes.
    pub(crate) value: TokenStream,
    pub(crate) tokens: TokenStream,
    /// Whether it was written otherwise, which is reported: what else is wrong with it would only repeat that.
    pub(crate) is_guess: bool,
}

/// A marker that was written in a way that does not work.
pub(crate) struct Misspelled {
    report: Report,
    /// What it stands for from here on, so that nothing follows from the mistake.
    meant: Option<Marker>,
}

impl Attribute {
    /// Takes the attributes that stand here.
    pub(crate) fn run(cursor: &mut Cursor) -> Vec<Self> {
        let mut attributes = Vec::new();
        while cursor.is_punct(0, '#') && cursor.group(1, Delimiter::Bracket).is_some() {
            let start = cursor.position();
            cursor.next();
            if let Some(TokenTree::Group(group)) = cursor.next() {
                attributes.push(Self::new(group.stream(), cursor.since(start)));
            }
        }
        attributes
    }

    pub(super) fn new(inside: TokenStream, tokens: TokenStream) -> Self {
        let mut cursor = Cursor::new(inside);
        let mut path = Vec::new();
        while let Some(ident) = cursor.peek_ident(0).cloned() {
            path.push(ident);
            cursor.next();
            if cursor.is_punct(0, ':') {
                cursor.next();
                cursor.next();
            }
        }
        let args = cursor
            .group(0, Delimiter::Parenthesis)
            .map(proc_macro2::Group::stream);
        if args.is_some() {
            cursor.next();
        }
        let value = cursor.rest();
        Self {
            path,
            args,
            value,
            tokens,
        }
    }

    /// Whether its path is this one word.
    pub(crate) fn is(&self, word: &str) -> bool {
        matches!(self.path.as_slice(), [ident] if ident == word)
    }

    /// The marker that it is, in its bare form.
    pub(crate) fn marker(&self) -> Option<Marker> {
        let [ident] = self.path.as_slice() else {
            return None;
        };
        let name = words::MARKERS.iter().find(|word| ident == *word)?;
        Some(Marker {
            name,
            ident: ident.clone(),
            args: self.args.clone(),
            value: self.value.clone(),
            tokens: self.tokens.clone(),
            is_guess: false,
        })
    }

    /// The forms of a marker that do not work, on an item that may want one.
    ///
    /// The attribute must not be emitted then: rustc would report it again.
    pub(crate) fn misspelled(&self, module: &Ident) -> Option<Misspelled> {
        match self.path.as_slice() {
            [word] if word == "cfg_attr" => Some(Misspelled {
                report: self.report_conditional()?,
                meant: None,
            }),
            [word] => self.nearly_marker(word),
            [first, .., last] => {
                let is_ours = first == module || first == "auth" || first == "auth_runtime";
                let name = words::MARKERS.iter().find(|word| last == **word)?;
                let path = path_tokens(&self.tokens);
                let report =
                    Report::new(&path, format!("inside the module `#[{last}]` has no path"))
                        .help(format!("`#[{last}]`"));
                is_ours.then(|| Misspelled {
                    report,
                    meant: Some(self.guess(name, last, None)),
                })
            }
            [] => None,
        }
    }

    /// A word that was meant to be a marker.
    fn nearly_marker(&self, word: &Ident) -> Option<Misspelled> {
        let name = word.to_string();
        let alias = alias::MARKERS.iter().find(|(alias, _)| *alias == name);
        let meant = match alias {
            Some((_, meant)) => *meant,
            None => near_marker(&name)?,
        };
        let (marker, args) = match meant.split_once('(') {
            Some((marker, args)) => (marker, args.trim_end_matches(')').parse().ok()),
            None => (meant, None),
        };
        let marker = words::MARKERS.iter().find(|word| **word == marker)?;
        let what = match *marker {
            "extend" | "update" => "attribute",
            _ => "callback",
        };
        let report = Report::new(word, format!("unknown {what} `{name}`"));
        Some(Misspelled {
            report: report.help(format!("`#[{meant}]`")),
            meant: Some(self.guess(marker, word, args)),
        })
    }

    fn guess(&self, name: &'static str, ident: &Ident, args: Option<TokenStream>) -> Marker {
        Marker {
            name,
            ident: ident.clone(),
            args: args.or_else(|| self.args.clone()),
            value: self.value.clone(),
            tokens: self.tokens.clone(),
            is_guess: true,
        }
    }

    /// `#[cfg_attr(.., jwt)]`: whether the condition holds is not known when the module is read.
    fn report_conditional(&self) -> Option<Report> {
        let mut cursor = Cursor::new(self.args.clone()?);
        while let Some(tree) = cursor.next() {
            let is_comma = matches!(&tree, TokenTree::Punct(punct) if punct.as_char() == ',');
            let Some(word) = cursor.peek_ident(0).filter(|_| is_comma) else {
                continue;
            };
            if words::MARKERS.iter().any(|marker| word == marker) {
                return Some(
                    Report::new(word, format!("`#[{word}]` must not depend on a condition"))
                        .help("`#[cfg(..)]` on the whole item"),
                );
            }
        }
        None
    }
}

impl Misspelled {
    /// Reports it, and goes on with what was meant.
    pub(crate) fn report(self, errors: &Errors) -> Option<Marker> {
        errors.push(self.report);
        self.meant
    }
}

impl ToTokens for Attribute {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.tokens.clone());
    }
}

/// A marker within one letter of `name`; attributes of other crates are further away.
fn near_marker(name: &str) -> Option<&'static str> {
    words::MARKERS.iter().copied().find(|marker| {
        marker.len() > 2
            && name != *marker
            && crate::suggest::nearest(name, [*marker]).is_some()
            && name.len().abs_diff(marker.len()) <= 1
    })
}

/// The path of an attribute, without what follows it.
fn path_tokens(attribute: &TokenStream) -> TokenStream {
    attribute
        .clone()
        .into_iter()
        .find_map(|tree| match tree {
            TokenTree::Group(group) => Some(group.stream()),
            _ => None,
        })
        .unwrap_or_default()
        .into_iter()
        .take_while(|tree| !matches!(tree, TokenTree::Group(_)))
        .collect()
}
