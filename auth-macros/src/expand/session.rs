use proc_macro2::TokenStream;
use quote::quote;

use super::method::{self, broken};
use crate::model::{AuthConfig, Kind};

/// The `session` callback of every strategy, with what it is given beside the session and the state.
pub(super) fn tokens(
    config: &AuthConfig,
    given: &TokenStream,
    value: impl Fn(&str) -> TokenStream,
) -> TokenStream {
    let root = &config.root;
    let otherwise = if config.extends_session() && config.callbacks(Kind::Session).next().is_none()
    {
        // Extra fields without a callback are a mistake that is reported by its own rule.
        broken()
    } else {
        quote!(::core::result::Result::Ok(#root::__private::start_session(session)))
    };
    let body = method::body(config, Kind::Session, value, &otherwise);
    let output = method::outcome(config, &[Kind::Session], &quote!(Session));
    quote! {
        async fn session(
            session: #root::DefaultSession,
            #given,
            state: &Self::State,
        ) -> #output {
            #body
        }
    }
}
