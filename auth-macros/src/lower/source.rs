use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::Meta;
use syn::ext::IdentExt;

use super::attribute_args;
use crate::error::{Errors, Report};
use crate::model::{Origin, Place, Source, Strategy};
use crate::{suggest, words};

/// Whether the attribute is `#[from(..)]`, in whatever form.
pub(super) fn is_from(attribute: &syn::Attribute) -> bool {
    attribute.path().is_ident("from")
}

/// Lowers the `#[from(..)]` of a field; `None` if it has none, or none that makes sense.
pub(super) fn source(
    field: &syn::Field,
    place: Place,
    strategy: &Strategy,
    errors: &Errors,
) -> Option<Source> {
    let mut attributes = field.attrs.iter().filter(|attribute| is_from(attribute));
    let first = attributes.next()?;
    for second in attributes {
        errors.push(
            Report::new(second, "a field has one source")
                .also(first, "the first `#[from(..)]` is here"),
        );
    }
    let known = words::origins(place, strategy.kind);
    if known.is_empty() {
        errors.push(no_sources(first, place, strategy));
        return None;
    }
    let usual = known.first().copied().unwrap_or(Origin::User);
    let path = path(first, &example(usual, None), errors)?;
    let mut idents = idents(&path);
    let Some(idents) = idents.as_mut().filter(|idents| !idents.is_empty()) else {
        errors.push(
            Report::new(&path, "a source is a path such as `user.id`")
                .help(example(typed_origin(&path, known).unwrap_or(usual), None))
                .note("anything else is said in a callback"),
        );
        return None;
    };
    let root = idents.remove(0);
    let Some(origin) = known.iter().find(|origin| root == origin.word()) else {
        // Without a strategy it is not a mistake yet if another one knows it.
        if strategy.is_known() {
            let example = example(usual, idents.last());
            errors.push(unknown(&root, &path, known, place, strategy, &example));
        }
        return None;
    };
    if idents.is_empty() {
        errors.push(
            Report::new(&root, format!("which field of `{root}`?")).help(example(*origin, None)),
        );
        return None;
    }
    Some(Source {
        origin: *origin,
        root,
        fields: std::mem::take(idents),
    })
}

/// What stands in the parentheses.
fn path(attribute: &syn::Attribute, example: &str, errors: &Errors) -> Option<TokenStream> {
    let tokens = match &attribute.meta {
        Meta::List(list) if !list.tokens.is_empty() => return Some(list.tokens.clone()),
        Meta::NameValue(value) => value.to_token_stream(),
        meta => meta.to_token_stream(),
    };
    let message = match &attribute.meta {
        Meta::NameValue(_) => "the source of a field stands in parentheses",
        _ => "`#[from(..)]` needs the source of the field",
    };
    errors.push(Report::new(&tokens, message).help(example));
    None
}

/// The words of `user.address.city`; `None` if it is anything else.
fn idents(path: &TokenStream) -> Option<Vec<Ident>> {
    let parser = |input: syn::parse::ParseStream<'_>| {
        syn::punctuated::Punctuated::<Ident, syn::Token![.]>::parse_separated_nonempty_with(
            input,
            Ident::parse_any,
        )
    };
    let words = syn::parse::Parser::parse2(parser, path.clone()).ok()?;
    Some(words.into_iter().map(raw).collect())
}

/// A keyword as the name of a field: `type` is `r#type` in the code that reads it.
fn raw(word: Ident) -> Ident {
    let name = word.to_string();
    let is_path = ["self", "Self", "super", "crate"].contains(&name.as_str());
    if is_path || syn::parse_str::<Ident>(&name).is_ok() {
        word
    } else {
        Ident::new_raw(&name, word.span())
    }
}

/// The origin that a path begins with, whatever follows.
fn typed_origin(path: &TokenStream, known: &[Origin]) -> Option<Origin> {
    let first = path.clone().into_iter().next()?.to_string();
    known.iter().copied().find(|origin| first == origin.word())
}

/// The attribute as it could be: with the field that was typed, or one that is always there.
fn example(origin: Origin, typed: Option<&Ident>) -> String {
    let usual = match origin {
        Origin::User => "id",
        Origin::Account => "provider",
        Origin::Profile => "login",
        Origin::Token => "sub",
    };
    let field = typed.map_or(usual.to_owned(), |typed| typed.unraw().to_string());
    format!("`#[from({}.{field})]`", origin.word())
}

fn no_sources(attribute: &syn::Attribute, place: Place, strategy: &Strategy) -> Report {
    let path = place.path();
    let report = Report::new(
        attribute,
        format!("a field of `{path}` cannot have a `#[from(..)]`"),
    );
    if strategy.is_database() {
        report
            .note("its column of the users table fills it")
            .help("leave it out; `#[profile]` makes the user before there is a row")
    } else {
        report
            .help("fill it in a `#[profile]` or a `#[credentials]` callback, which makes the user")
    }
}

fn unknown(
    root: &Ident,
    path: &TokenStream,
    known: &[Origin],
    place: Place,
    strategy: &Strategy,
    example: &str,
) -> Report {
    let name = root.to_string();
    let names: Vec<&str> = known.iter().map(|origin| origin.word()).collect();
    if let Some(near) = suggest::nearest(&name, names.iter().copied()) {
        return Report::new(root, format!("no source `{name}`"))
            .help(format!("a source with a similar name exists: `{near}`"));
    }
    let is_of_session = matches!(place, Place::Session | Place::SessionUser);
    match name.as_str() {
        "user" | "account" | "profile" if is_of_session && !strategy.is_database() => Report::new(
            path,
            format!("`{name}` is only there during sign-in"),
        )
        .note(format!(
            "keep it in the token: `#[from({name}. ..)]` on a field of an `#[extend(token)]` struct"
        ))
        .help(format!("and take it from there: {example}")),
        "account" | "profile" if is_of_session => {
            Report::new(path, format!("`{name}` is only there during sign-in"))
                .note("keep it in a column of the user: `#[extend(user)]`, filled by `#[profile]`")
                .help(format!("and take it from there: {example}"))
        }
        "token" if is_of_session => super::strategy::set_here(
            Report::new(path, "there is no `token` with `strategy = database`").help(example),
            strategy,
        ),
        "token" => {
            let report = Report::new(
                path,
                "a token field cannot come from the token, which is made at sign-in",
            );
            let field = attribute_args::plain(path);
            let field = field.trim_start_matches("token.");
            match words::OF_USER.iter().find(|(known, _)| *known == field) {
                Some((_, source)) => report.help(format!(
                    "`#[from({source})]`; or leave the field out, since every token has `{field}`"
                )),
                None => report.help(format!("it comes from {}", suggest::list(&names))),
            }
        }
        _ => Report::new(path, format!("no source `{name}`")).help(format!(
            "a field of `{}` comes from {}",
            place.path(),
            suggest::list(&names)
        )),
    }
}
