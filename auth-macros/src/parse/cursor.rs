use std::rc::Rc;

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

/// A place in a list of tokens.
pub(crate) struct Cursor {
    /// Shared, because every `use` is looked at with a cursor of its own.
    trees: Rc<[TokenTree]>,
    position: usize,
}

impl Cursor {
    pub(crate) fn new(tokens: TokenStream) -> Self {
        Self {
            trees: tokens.into_iter().collect(),
            position: 0,
        }
    }

    /// Another cursor, `ahead` of this one.
    pub(crate) fn ahead(&self, ahead: usize) -> Self {
        Self {
            trees: Rc::clone(&self.trees),
            position: self.position + ahead,
        }
    }

    pub(crate) fn position(&self) -> usize {
        self.position
    }

    pub(crate) fn peek(&self, ahead: usize) -> Option<&TokenTree> {
        self.trees.get(self.position + ahead)
    }

    pub(crate) fn next(&mut self) -> Option<TokenTree> {
        let tree = self.trees.get(self.position).cloned();
        self.position += usize::from(tree.is_some());
        tree
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.position >= self.trees.len()
    }

    /// The tokens from `start` to here.
    pub(crate) fn since(&self, start: usize) -> TokenStream {
        self.trees[start..self.position].iter().cloned().collect()
    }

    /// Takes everything up to the end.
    pub(crate) fn rest(&mut self) -> TokenStream {
        let start = self.position;
        self.position = self.trees.len();
        self.since(start)
    }

    pub(crate) fn peek_ident(&self, ahead: usize) -> Option<&Ident> {
        match self.peek(ahead) {
            Some(TokenTree::Ident(ident)) => Some(ident),
            _ => None,
        }
    }

    pub(crate) fn is_word(&self, ahead: usize, word: &str) -> bool {
        self.peek_ident(ahead).is_some_and(|ident| ident == word)
    }

    pub(crate) fn is_punct(&self, ahead: usize, punct: char) -> bool {
        matches!(self.peek(ahead), Some(TokenTree::Punct(p)) if p.as_char() == punct)
    }

    /// Whether the token before this one is `punct`.
    pub(crate) fn is_after_punct(&self, punct: char) -> bool {
        let before = self.position.checked_sub(1).map(|index| &self.trees[index]);
        matches!(before, Some(TokenTree::Punct(p)) if p.as_char() == punct)
    }

    /// Whether what came before is over: a `;`, an item's braces, an attribute, or nothing.
    pub(crate) fn starts_statement(&self) -> bool {
        match self.position.checked_sub(1).map(|index| &self.trees[index]) {
            Some(TokenTree::Punct(punct)) => punct.as_char() == ';',
            Some(TokenTree::Ident(ident)) => ident == "unsafe",
            Some(TokenTree::Group(group)) => group.delimiter() != Delimiter::Parenthesis,
            Some(TokenTree::Literal(_)) => false,
            None => true,
        }
    }

    pub(crate) fn group(&self, ahead: usize, delimiter: Delimiter) -> Option<&Group> {
        match self.peek(ahead) {
            Some(TokenTree::Group(group)) if group.delimiter() == delimiter => Some(group),
            _ => None,
        }
    }

    /// Takes `pub`, `pub(crate)` and the like.
    pub(crate) fn visibility(&mut self) -> TokenStream {
        let start = self.position;
        if self.is_word(0, "pub") {
            self.next();
            if self.group(0, Delimiter::Parenthesis).is_some() {
                self.next();
            }
        }
        self.since(start)
    }
}
