use proc_macro2::TokenStream;
use quote::quote;

use super::method::{self, variable};
use super::{session, update};
use crate::model::{AuthConfig, Kind};

/// The callbacks of the database strategy.
pub(super) fn tokens(config: &AuthConfig) -> Option<TokenStream> {
    if !config.strategy.is_database() {
        return None;
    }
    let root = &config.root;
    let update = update::tokens(config);
    let input = quote!(input: #root::SessionInput<'_, Self>);
    let session = session::tokens(config, &input, session_value);
    let on_sign_out = method::optional(
        config,
        Kind::OnSignOut,
        "on_sign_out",
        &quote!(user: &User),
        &quote!(()),
        variable,
    );
    let on_session = method::optional(
        config,
        Kind::OnSession,
        "on_session",
        &quote!(session: &Session, user: &User),
        &quote!(()),
        variable,
    );
    Some(quote! {
        /// What happens to sessions in a database.
        #[allow(unused_qualifications)]
        impl #root::DatabaseCallbacks for Config {
            #update

            #session
            #on_sign_out
            #on_session
        }
    })
}

fn session_value(name: &str) -> TokenStream {
    let variable = variable(name);
    match name {
        "session" | "state" => variable,
        _ => quote!(input.#variable),
    }
}
