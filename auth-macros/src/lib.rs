//! The attribute macro of `auth-runtime`.
//!
//! Applications use it through `auth_runtime::auth_config`, where its documentation is.
//! Four stages share one error sink: parse, lower, check, expand.
//! None of them stops at a mistake: each returns its best value, so that every mistake is reported at once
//! and the generated types are always there.

mod check;
mod error;
mod expand;
mod lower;
mod marker;
mod model;
mod parse;
mod plain_type;
mod secret;
mod suggest;
mod type_text;
mod words;

#[cfg(test)]
mod tests;

use std::panic::AssertUnwindSafe;

use proc_macro::TokenStream;
use proc_macro2::TokenStream as TokenStream2;

/// # In short
///
/// `#[auth_config(strategy = jwt)]` on a module keeps the session in a signed token, `strategy = jwt(encrypted)` in an
/// encrypted one, and `strategy = database` in a row of a database; `crate = ::path` says where the runtime is.
///
/// In the module `#[extend(..)]` declares fields, and `#[from(..)]` says where one comes from; `#[jwt]`, `#[session]`,
/// `#[credentials]`, `#[profile]`, `#[sign_in]`, `#[redirect]` and `#[on(..)]` mark callbacks, and `#[update]` marks
/// what a client may post.
#[proc_macro_attribute]
pub fn auth_config(args: TokenStream, item: TokenStream) -> TokenStream {
    let item = TokenStream2::from(item);
    guarded(&item, || compile(args.into(), &item)).into()
}

/// The border that no panic passes.
fn guarded(item: &TokenStream2, compile: impl FnOnce() -> TokenStream2) -> TokenStream2 {
    std::panic::catch_unwind(AssertUnwindSafe(compile))
        .unwrap_or_else(|panic| expand::bug(panic.as_ref(), item))
}

/// The whole macro: what the application wrote, and what it becomes.
fn compile(args: TokenStream2, item: &TokenStream2) -> TokenStream2 {
    let errors = error::Errors::new();
    let Some(module) = parse::module(item.clone(), &errors) else {
        return expand::without_module(errors, item);
    };
    let hints = expand::hints(&args, &module);
    let options = parse::options(args, &module.ident, &errors);
    let config = lower::config(module, &options, &errors);
    check::config(&config, &errors);
    let output = expand::config(&config, &hints, errors);
    expand::debug(&output);
    output
}

macro_rules! markers {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        ///
        /// Every word, with examples: [`#[auth_config]`](macro@auth_config).
        #[proc_macro_attribute]
        pub fn $name(_args: TokenStream, item: TokenStream) -> TokenStream {
            marker::outside(stringify!($name), item.into()).into()
        }
    )*};
}

// Inside a module the attribute macro takes these away before they are looked up.
// They exist for their documentation in editors, and to say where they belong.
markers! {
    /// Marks the callback that makes the session token, and may change it on later reads; with `strategy = jwt`.
    ///
    /// `#[jwt]` serves every moment; `#[jwt(sign_in)]`, `#[jwt(read)]` and `#[jwt(update)]` serve one each.
    jwt
    /// Marks the callback that makes the session which the client sees: from the `token` with `strategy = jwt`,
    /// from the database's `user` with `strategy = database`.
    session
    /// Marks a callback that checks a submitted sign-in form; `#[credentials(id = "..", name = "..")]` names it.
    credentials
    /// Marks the callback that makes the user of an account at a provider with OAuth 2 or OpenID Connect from the
    /// provider's profile; with both strategies.
    ///
    /// It takes `user: DefaultUser`, which has the default fields already, and fills those of `#[extend(user)]`.
    /// Without it a user with such fields cannot sign in through a provider or by a link.
    /// With a database it runs only for somebody whom the database does not know.
    profile
    /// Marks the struct of what a client may post with `update(data)`; callbacks take it as `update`.
    update
    /// Marks the callback that decides whether a user may sign in; for a link by e-mail it is asked twice, before
    /// the link is sent and when it is used.
    sign_in
    /// Marks the callback that decides where the browser goes after a sign-in or a sign-out; without it, it stays
    /// on the application's own origin.
    redirect
    /// Marks a callback that is told of an event: `#[on(sign_in)]`, `#[on(sign_out)]`, `#[on(create_user)]`,
    /// `#[on(update_user)]`, `#[on(link_account)]` or `#[on(session)]`.
    ///
    /// What it returns changes nothing; an error is logged. With a database `create_user` is told of new users,
    /// `update_user` of a row that a sign-in changed, such as by a link that proved the address,
    /// and `link_account` of an account that a user was given.
    on
    /// Adds a struct's fields to a type: `#[extend(user)]`, `#[extend(token)]`, `#[extend(session)]` or `#[extend(session.user)]`.
    ///
    /// With `strategy = database` the fields of the user are columns of the users table, and there is no token.
    /// With `strategy = jwt` they are columns if the builder is given an adapter.
    ///
    /// A field of the token or of the session may say where it comes from: `#[from(user.id)]`,
    /// `#[from(account.provider)]` or `#[from(profile.login)]` in the token, `#[from(token.id)]` in the session,
    /// and `#[from(user.id)]` in the session of a database.
    extend
}
