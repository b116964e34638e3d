use proc_macro2::TokenStream;

use super::{attribute_args, parameter, signature};
use crate::error::Errors;
use crate::model::{Callback, Kind, Strategy};
use crate::parse::{Attribute, Function, Marker};

/// Lowers a function with a marker; `None` if the marker names no callback.
pub(crate) fn callback(
    marker: &Marker,
    attributes: &[Attribute],
    function: &Function,
    strategy: &Strategy,
    errors: &Errors,
) -> Option<Callback> {
    let kind = attribute_args::kind(marker, errors)?;
    let before = errors.count();
    let signature = &*function.signature;
    let label = label(kind);
    signature::check(signature, errors);
    let params = parameter::params(signature, kind, label, strategy, errors);
    let are_known = params.len() == signature.inputs.len();
    let has_twins = parameter::have_twins(&params);
    signature::check_output(signature, kind, label, errors);
    let form = (kind == Kind::Credentials).then(|| attribute_args::form_options(marker, errors));
    Some(Callback {
        kind,
        ident: signature.ident.clone(),
        is_async: signature.asyncness.is_some(),
        params,
        output: match &signature.output {
            syn::ReturnType::Type(_, ty) => Some((**ty).clone()),
            syn::ReturnType::Default => None,
        },
        conditions: conditions(attributes),
        form,
        is_guess: false,
        // rustc reports a name that is given twice.
        is_valid: errors.count() == before && are_known && !has_twins,
    })
}

/// What stands in the `#[cfg(..)]`s of an item.
pub(super) fn conditions(attributes: &[Attribute]) -> Vec<TokenStream> {
    attributes
        .iter()
        .filter(|attribute| attribute.is("cfg"))
        .filter_map(|attribute| attribute.args.clone())
        .collect()
}

/// The callback's attribute, as messages show it.
pub(crate) fn label(kind: Kind) -> &'static str {
    match kind {
        Kind::Jwt => "#[jwt]",
        Kind::JwtSignIn => "#[jwt(sign_in)]",
        Kind::JwtRead => "#[jwt(read)]",
        Kind::JwtUpdate => "#[jwt(update)]",
        Kind::Session => "#[session]",
        Kind::Credentials => "#[credentials]",
        Kind::Profile => "#[profile]",
        Kind::SignIn => "#[sign_in]",
        Kind::Redirect => "#[redirect]",
        Kind::OnSignIn => "#[on(sign_in)]",
        Kind::OnSignOut => "#[on(sign_out)]",
        Kind::OnCreateUser => "#[on(create_user)]",
        Kind::OnUpdateUser => "#[on(update_user)]",
        Kind::OnLinkAccount => "#[on(link_account)]",
        Kind::OnSession => "#[on(session)]",
    }
}
