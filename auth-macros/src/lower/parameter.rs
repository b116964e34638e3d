use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::{FnArg, Pat, Signature, Type};

use super::strategy::set_here;
use crate::error::{Errors, Report};
use crate::model::{Kind, Param, Strategy, StrategyKind};
use crate::suggest;
use crate::type_text::type_text;
use crate::words::{self, Parameter, alias};

/// The parameters of a callback, in the order in which they are written.
pub(crate) fn params(
    signature: &Signature,
    kind: Kind,
    label: &str,
    strategy: &Strategy,
    errors: &Errors,
) -> Vec<Param> {
    let known = words::parameters(kind, strategy.kind);
    let mut params = Vec::new();
    let mut has_unknown = false;
    for input in &signature.inputs {
        let FnArg::Typed(typed) = input else {
            continue;
        };
        let Some((ident, name)) = name(&typed.pat) else {
            has_unknown = true;
            errors.push(nameless(&typed.pat));
            continue;
        };
        if !known.iter().any(|parameter| parameter.name == name) {
            has_unknown = true;
            // Without a strategy it is not a mistake yet if another one knows it.
            if strategy.is_known() || !is_of_any_strategy(&name, kind) {
                errors.push(unknown(ident, &name, &typed.ty, kind, label, strategy));
            }
            continue;
        }
        check_type(&name, &typed.ty, known, errors);
        params.push(Param {
            name,
            ident: ident.clone(),
            ty: (*typed.ty).clone(),
        });
    }
    // A misspelled parameter explains by itself why the required one is not there.
    if !has_unknown {
        for required in known.iter().filter(|parameter| parameter.required) {
            if !params
                .iter()
                .any(|param: &Param| param.name == required.name)
            {
                let message = format!("a `{label}` callback takes `{}`", required.name);
                errors.push(
                    Report::new(&signature.ident, message)
                        .help(format!("`{}: {}`", required.name, required.shown)),
                );
            }
        }
    }
    params
}

/// What shows without knowing what the words in a type mean.
fn check_type(name: &str, ty: &Type, known: &[Parameter], errors: &Errors) {
    let shown = known.iter().find(|parameter| parameter.name == name);
    let shown = shown.map_or("", |parameter| parameter.shown);
    let is_shared = matches!(ty, Type::Reference(reference) if reference.mutability.is_none());
    if let Type::ImplTrait(_) = ty {
        errors.push(
            Report::new(ty, format!("the type of `{name}` cannot be `impl Trait`"))
                .help(format!("`{name}: {shown}`")),
        );
    } else if let ("credentials", Type::Reference(reference)) = (name, ty) {
        let form = type_text(&reference.elem);
        errors.push(
            Report::new(ty, "a form is taken by value").help(format!("`credentials: {form}`")),
        );
    } else if let Some(owned) = borrowed(shown, ty) {
        errors.push(Report::new(ty, format!("`{name}` comes by value")).help(
            if owned.starts_with("Default") {
                format!("`{name}: {owned}`; `{name}.extend(..)` makes of it what is returned")
            } else {
                format!("`mut {name}: {owned}`, which is changed and returned")
            },
        ));
    } else if name == "state" && !is_shared {
        let state = match ty {
            Type::Reference(reference) => type_text(&reference.elem),
            other => type_text(other),
        };
        errors.push(
            Report::new(ty, "all callbacks share the state")
                .help(format!("take a shared reference: `state: &{state}`")),
        );
    }
}

/// What is borrowed although it comes by value, for the callback to change and return it.
fn borrowed(shown: &str, ty: &Type) -> Option<String> {
    let Type::Reference(reference) = ty else {
        return None;
    };
    let owned = type_text(&reference.elem);
    let is_whole = |known: &str| owned.trim_start_matches("Default") == known;
    let is_known = ["Token", "Session", "User"].into_iter().any(is_whole);
    (is_known && !shown.contains(['&', '<'])).then_some(owned)
}

/// Whether two parameters have one name.
pub(crate) fn have_twins(params: &[Param]) -> bool {
    let is_twin = |(index, param): (usize, &Param)| {
        params[..index].iter().any(|other| other.name == param.name)
    };
    params.iter().enumerate().any(is_twin)
}

/// The name of a parameter; `mut name` and `_name` are as good as `name`.
pub(super) fn name(pattern: &Pat) -> Option<(&Ident, String)> {
    match pattern {
        Pat::Ident(pattern) if pattern.by_ref.is_none() && pattern.subpat.is_none() => {
            let name = pattern.ident.unraw().to_string();
            Some((&pattern.ident, name.trim_start_matches('_').to_owned()))
        }
        _ => None,
    }
}

fn nameless(pattern: &Pat) -> Report {
    let is_extractor = match pattern {
        Pat::TupleStruct(pattern) => pattern.path.is_ident("State"),
        _ => false,
    };
    let message = match pattern {
        Pat::Ident(_) => "a parameter is its name, or `mut` and its name",
        _ => "parameters are matched by their names, and this one has none",
    };
    Report::new(pattern, message).help(match pattern {
        _ if is_extractor => "the application's state comes as `state: &Pool`, if `Pool` is what the builder's `.state(..)` gets",
        Pat::Wild(_) => "give it its name, behind an underscore if it is not used: `_token`",
        Pat::Ident(_) => "leave out the rest, as in `token: Token`",
        Pat::Tuple(_) => {
            "each value is a parameter of its own, as in `token: Token, user: Option<&User>`"
        }
        _ => "give it its name, as in `token: Token`, and take it apart in the body",
    })
}

const POSTED: &str = "what the client posts comes as `update: Option<Update>`, where `Update` is the `#[update]` struct";

/// What a parameter of this name is called here.
fn alias(name: &str, kind: Kind) -> Option<&'static str> {
    let of_forms = alias::FORM_PARAMETERS.iter();
    let of_forms = of_forms.filter(|_| kind == Kind::Credentials);
    let mut all = of_forms.chain(alias::PARAMETERS);
    all.find(|(word, _)| *word == name).map(|(_, help)| *help)
}

fn is_of_any_strategy(name: &str, kind: Kind) -> bool {
    [StrategyKind::Jwt, StrategyKind::Database]
        .iter()
        .flat_map(|strategy| words::parameters(kind, *strategy))
        .any(|parameter| parameter.name == name)
}

fn unknown(
    ident: &Ident,
    name: &str,
    ty: &Type,
    kind: Kind,
    label: &str,
    strategy: &Strategy,
) -> Report {
    let is_jwt = matches!(
        kind,
        Kind::Jwt | Kind::JwtSignIn | Kind::JwtRead | Kind::JwtUpdate
    );
    let is_session = kind == Kind::Session;
    let is_database = strategy.is_database();
    let report = Report::new(
        ident,
        format!("a `{label}` callback has no parameter `{name}`"),
    );
    match name {
        "token" if is_database && is_of_any_strategy(name, kind) => {
            let reason = if is_session {
                ": the session is read from the database's user"
            } else {
                ""
            };
            let message = format!("there is no `token` with `strategy = database`{reason}");
            let report = Report::new(ident, message);
            set_here(report.help("take `user: &User`"), strategy)
        }
        "user" if is_session => Report::new(
            ident,
            "`user` is only there during sign-in: keep what you need in the token",
        )
        .help("take `token: &Token`"),
        "account" | "profile" if is_session => Report::new(
            ident,
            format!("`{name}` is only there during sign-in"),
        )
        .help(if is_database {
            "keep what you need in a column of the user: `#[extend(user)]`, filled by `#[profile]`"
        } else {
            "keep what you need in the token: `#[extend(token)]`, filled by `#[jwt]`"
        }),
        "user" | "account" | "profile" if is_jwt => {
            Report::new(ident, format!("`{name}` is only there during sign-in")).help(format!(
                "take `{name}` in a `#[jwt(sign_in)]` callback, and keep what you need in the token"
            ))
        }
        "isNewUser" | "is_new_user" => report.help(match kind {
            Kind::Jwt | Kind::JwtSignIn | Kind::OnSignIn => {
                "take `trigger: Trigger` and ask `trigger == Trigger::SignUp`"
            }
            _ => "`#[on(create_user)]` is told of new users",
        }),
        "newSession" | "session" | "data" if is_jwt => report.help(POSTED),
        "newSession" | "new_session" | "data" if is_session && is_database => report.help(POSTED),
        "newSession" | "update" | "trigger" if is_session => report
            .help("`#[jwt]` is told what the client posts: take `update: Option<Update>` there, where `Update` is the `#[update]` struct, and keep what you need in the token"),
        "session" if kind == Kind::OnSignOut => report.help(if is_database {
            "take `user: &User`"
        } else {
            "take `token: &Token`"
        }),
        "email" if kind == Kind::SignIn => report
            .help("take `user: &User`, and read `user.email`")
            .note("for a link by e-mail it is asked before the link is sent, too: `account.r#type` is `ProviderType::Email`"),
        "credentials" if kind == Kind::SignIn => {
            report.help("a `#[credentials]` callback reads the form")
        }
        _ if alias::STATES.contains(&name) && matches!(ty, Type::Reference(_)) => {
            let ty = type_text(ty);
            report.help(format!("the application's state comes as `state: {ty}`"))
        }
        _ if let Some(help) = alias(name, kind) => report.help(help),
        _ => {
            let names: Vec<&str> = words::parameters(kind, strategy.kind)
                .iter()
                .map(|parameter| parameter.name)
                .collect();
            match suggest::nearest(name, names.iter().copied()) {
                Some(near) => {
                    report.help(format!("a parameter with a similar name exists: `{near}`"))
                }
                None => report.note(format!("it may take {}", suggest::all(&names))),
            }
        }
    }
}
