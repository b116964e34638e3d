use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::ToTokens;

use super::cursor::Cursor;
use crate::error::{Errors, Report};
use crate::words;

/// An outer attribute, as written.
#[derive(Clone)]
pub(crate) struct Attribute {
    pub(crate) path: Vec<Ident>,
    /// What stands in its parentheses, if it has any.
    pub(crate) args: Option<TokenStream>,
    pub(crate) tokens: TokenStream,
}

/// One of our attributes.
#[derive(Clone)]
pub(crate) struct Marker {
    /// The word in [`words::MARKERS`].
    pub(crate) name: &'static str,
    pub(crate) ident: Ident,
    pub(crate) args: Option<TokenStream>,
    pub(crate) tokens: TokenStream,
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

    fn new(inside: TokenStream, tokens: TokenStream) -> Self {
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
        Self { path, args, tokens }
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
            tokens: self.tokens.clone(),
        })
    }

    /// Reports the forms of a marker that do not work, on an item that may want one.
    pub(crate) fn report_if_misspelled(&self, module: &Ident, errors: &Errors) {
        match self.path.as_slice() {
            [word] => {
                let name = word.to_string();
                let alias = words::MARKER_ALIASES
                    .iter()
                    .find(|(alias, _)| *alias == name);
                let near = match alias {
                    Some((_, marker)) => Some(*marker),
                    None => near_marker(&name),
                };
                if let Some(marker) = near {
                    errors.push(
                        Report::new(word, format!("unknown callback `{name}`"))
                            .help(format!("`#[{marker}]`")),
                    );
                }
            }
            [first, .., last] => {
                let is_ours = first == module || first == "auth" || first == "auth_runtime";
                if is_ours && words::MARKERS.iter().any(|word| last == word) {
                    let path: TokenStream = path_tokens(&self.tokens);
                    errors.push(
                        Report::new(&path, format!("inside the module `#[{last}]` has no path"))
                            .help(format!("`#[{last}]`")),
                    );
                }
            }
            [] => {}
        }
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
