use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{FnArg, GenericParam, ReturnType, Signature, Type};

use crate::error::{Errors, Report};
use crate::model::Kind;

/// What no callback may have, each at its own token.
pub(crate) fn check(signature: &Signature, errors: &Errors) {
    let must_not_be = |place: &dyn ToTokens, word: &str| {
        errors.push(Report::new(
            &place.to_token_stream(),
            format!("a callback must not be `{word}`"),
        ));
    };
    if let syn::Safety::Unsafe(token) = &signature.safety {
        must_not_be(token, "unsafe");
    }
    if let Some(abi) = &signature.abi {
        must_not_be(abi, "extern");
    }
    if let Some(variadic) = &signature.variadic {
        errors.push(
            Report::new(variadic, "a callback has no `...`")
                .note("parameters are matched by their names"),
        );
    }
    if let Some(generics) = generics(signature) {
        errors.push(generics);
    } else if let Some(clause) = &signature.generics.where_clause {
        errors.push(Report::new(
            clause,
            "a callback cannot have a `where` clause",
        ));
    }
    for input in &signature.inputs {
        if let FnArg::Receiver(receiver) = input {
            errors.push(
                Report::new(receiver, "a callback has no `self`")
                    .help("leave it out; a value of the application comes as `state: &YourState`, given to the builder by `.state(..)`"),
            );
        }
    }
}

fn generics(signature: &Signature) -> Option<Report> {
    let params = &signature.generics.params;
    let is_lifetime = |param: &GenericParam| matches!(param, GenericParam::Lifetime(_));
    if params.is_empty() {
        None
    } else if params.iter().all(is_lifetime) {
        Some(
            Report::new(
                &signature.generics,
                "a callback has no lifetimes of its own",
            )
            .help("leave them out: `&Token` is enough"),
        )
    } else {
        Some(
            Report::new(&signature.generics, "a callback cannot be generic")
                .note("it is called with the types of this module"),
        )
    }
}

/// A callback that has to return something must say what.
pub(crate) fn check_output(signature: &Signature, kind: Kind, label: &str, errors: &Errors) {
    let (what, example) = match kind {
        Kind::Jwt | Kind::JwtSignIn | Kind::JwtRead | Kind::JwtUpdate => {
            ("the token", "`-> Token` or `-> Result<Token, E>`")
        }
        Kind::Session => ("the session", "`-> Session` or `-> Result<Session, E>`"),
        Kind::Credentials => (
            "the user",
            "`-> Option<User>` or `-> Result<Option<User>, E>`",
        ),
        Kind::Profile => ("the user", "`-> User` or `-> Result<User, E>`"),
        Kind::SignIn => ("its decision", "`-> bool` or `-> SignInDecision`"),
        Kind::Redirect => ("the place to go to", "`-> Url`"),
        Kind::OnSignIn
        | Kind::OnSignOut
        | Kind::OnCreateUser
        | Kind::OnUpdateUser
        | Kind::OnLinkAccount
        | Kind::OnSession => ("nothing", "`async fn`, and no `->`"),
    };
    match &signature.output {
        ReturnType::Default if what == "nothing" => {}
        ReturnType::Default => errors.push(
            Report::new(
                &signature.ident,
                format!("a `{label}` callback must return {what}"),
            )
            .help(example),
        ),
        ReturnType::Type(_, ty) => errors.extend(unnamed(ty, example)),
    }
}

/// `-> impl Trait`, which is none of the types that a callback returns, or a future that is written out.
fn unnamed(ty: &Type, example: &str) -> Option<Report> {
    let is_opaque = matches!(ty, Type::ImplTrait(_));
    if is_future(ty.to_token_stream()) {
        let report = Report::new(ty, "a callback that waits is an `async fn`");
        return Some(report.help(format!("`async fn` with {example}")));
    }
    is_opaque.then(|| {
        Report::new(
            ty,
            "the type that a callback returns cannot be `impl Trait`",
        )
        .help(example)
    })
}

/// Whether it is `impl Future<..>`, or one in a box.
fn is_future(ty: TokenStream) -> bool {
    let mut trees = ty.into_iter().peekable();
    while let Some(tree) = trees.next() {
        let is_bound = matches!(&tree, TokenTree::Ident(word) if word == "dyn" || word == "impl");
        if is_bound && trees.any(|tree| matches!(tree, TokenTree::Ident(word) if word == "Future"))
        {
            return true;
        }
    }
    false
}
