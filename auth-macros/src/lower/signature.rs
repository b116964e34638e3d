use quote::ToTokens;
use syn::{FnArg, GenericParam, ReturnType, Signature, Type, TypeParamBound};

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
                    .help("the application's state comes as `state: &State`"),
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
                .note("the table stores one concrete function"),
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

/// `-> impl Trait`, which is none of the types that a callback returns.
fn unnamed(ty: &Type, example: &str) -> Option<Report> {
    let Type::ImplTrait(opaque) = ty else {
        return None;
    };
    let is_future = opaque.bounds.iter().any(|bound| match bound {
        TypeParamBound::Trait(bound) => {
            let last = bound.path.segments.last();
            last.is_some_and(|last| last.ident == "Future")
        }
        _ => false,
    });
    Some(if is_future {
        Report::new(ty, "a callback that waits is an `async fn`")
            .help(format!("`async fn` with {example}"))
    } else {
        Report::new(ty, "what a callback returns needs its type").help(example)
    })
}
