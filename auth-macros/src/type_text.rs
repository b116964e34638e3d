//! Types as a person writes them. Tokens have no spaces of their own.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;

/// The type on one line: `Option<&User>`, not `Option < & User >`.
pub(crate) fn type_text(ty: &impl ToTokens) -> String {
    text(ty.to_token_stream(), false)
}

fn text(tokens: TokenStream, is_tuple: bool) -> String {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let mut text = String::new();
    for (index, tree) in trees.iter().enumerate() {
        let next = trees.get(index + 1);
        // Where lines were broken there is a comma at the end; only a tuple of one needs it.
        let is_comma = is_punct(tree, ',');
        let is_last = next.is_none_or(|next| is_punct(next, '>'));
        let is_tuple_of_one =
            is_tuple && next.is_none() && !trees[..index].iter().any(|tree| is_punct(tree, ','));
        if is_comma && is_last && !is_tuple_of_one {
            continue;
        }
        if needs_space(&text, tree) {
            text.push(' ');
        }
        push(&mut text, tree);
    }
    text
}

fn push(text: &mut String, tree: &TokenTree) {
    let TokenTree::Group(group) = tree else {
        text.push_str(&tree.to_string());
        return;
    };
    let (open, close) = match group.delimiter() {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::Brace => ("{ ", " }"),
        Delimiter::None => ("", ""),
    };
    // Behind a word there are arguments.
    let is_tuple = open == "(" && !text.ends_with(char::is_alphanumeric);
    text.push_str(open);
    text.push_str(&self::text(group.stream(), is_tuple));
    text.push_str(close);
}

/// Whether a space stands between what is written and the next token.
fn needs_space(before: &str, next: &TokenTree) -> bool {
    // A lifetime is two tokens, of which the first is its quote.
    let starts_word =
        matches!(next, TokenTree::Ident(_) | TokenTree::Literal(_)) || is_punct(next, '\'');
    let is_of_arrow = before.ends_with('-') && is_punct(next, '>');
    let is_operator = !is_of_arrow && ['+', '=', '-'].iter().any(|c| is_punct(next, *c));
    if before.is_empty() || before.ends_with(['\'', '<']) {
        return false;
    }
    if is_operator {
        return true;
    }
    match last_word(before) {
        // `&mut [u8]`, `dyn ::std::error::Error`, but `for<'a>` and `fn(u8)`.
        Some("dyn" | "mut" | "impl" | "as" | "const" | "unsafe" | "extern") => true,
        // `&'a [u8]`, but `Row<'a>`.
        Some(word) if word.starts_with('\'') => {
            starts_word || matches!(next, TokenTree::Group(_)) || is_punct(next, '&')
        }
        Some(_) => starts_word,
        None => match before.chars().last() {
            Some(',' | ';' | '+' | '=') => true,
            // A path's colons have no space around them, a parameter's has one behind it.
            Some(':') => !before.ends_with("::") && !is_punct(next, ':'),
            Some('>') if before.ends_with("->") => true,
            Some('>' | ')' | ']') => starts_word,
            _ => false,
        },
    }
}

/// The word at the end, a lifetime among them.
fn last_word(text: &str) -> Option<&str> {
    let is_of_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '\'' | '#' | '"');
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| is_of_word(*c))
        .last()?
        .0;
    text.get(start..)
}

fn is_punct(tree: &TokenTree, wanted: char) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_read_as_they_are_written() {
        for written in [
            "Token",
            "()",
            "Option<&User>",
            "&mut [u8]",
            "&'static str",
            "&'a [Role]",
            "Row<'a, T>",
            "Result<Option<Token>, Box<dyn Error + Send + Sync>>",
            "Box<dyn ::std::error::Error>",
            "Box<dyn for<'a> Fn(&'a str, u8) -> Option<&'a str> + 'static>",
            "fn(u8, (i8,)) -> (u8, u8)",
            "unsafe extern \"C\" fn(*const u8, *mut u8) -> !",
            "<User as ::auth_runtime::Extended>::Base",
            "impl Iterator<Item = &'a T> + ?Sized",
            "[Role; 4]",
            "[u8; SIZE]",
            "Matrix<{ N }, -1>",
            "Matrix<-1, { N }>",
            "r#type::r#Kind",
            "fn(name: &str)",
            "dyn Fn() -> Vec<u8> + Send",
        ] {
            let tokens: TokenStream = written.parse().unwrap();
            assert_eq!(type_text(&tokens), written);
        }
    }

    #[test]
    fn a_type_on_several_lines_is_written_on_one() {
        let tokens: TokenStream = "Result<\n    Option<Token>,\n    Failure,\n>"
            .parse()
            .unwrap();
        assert_eq!(type_text(&tokens), "Result<Option<Token>, Failure>");
        let tokens: TokenStream = "fn(\n    (\n    u8,\n    u8,\n),\n)".parse().unwrap();
        assert_eq!(type_text(&tokens), "fn((u8, u8))");
    }
}
