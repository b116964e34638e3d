use proc_macro2::TokenStream;
use quote::quote;

use super::method::{self, broken};
use super::start;
use crate::model::{AuthConfig, Filling, Kind, Place};

/// The `session` callback of every strategy, with what it is given beside the session and the state.
pub(super) fn tokens(
    config: &AuthConfig,
    given: &TokenStream,
    value: impl Fn(&str) -> TokenStream,
) -> TokenStream {
    let root = &config.root;
    let has_unfilled = config.has(&[Place::Session, Place::SessionUser], Filling::Callback);
    let otherwise = if has_unfilled && config.callbacks(Kind::Session).next().is_none() {
        // Extra fields without a callback are a mistake that is reported by its own rule.
        broken()
    } else {
        quote!(::core::result::Result::Ok(#root::__private::start_session::<Session>(session)))
    };
    let body = method::body(config, Kind::Session, value, &otherwise);
    let output = method::outcome(config, &[Kind::Session], &quote!(Session));
    let start = start::session(config);
    quote! {
        async fn session(
            session: #root::DefaultSession,
            #given,
            state: &Self::State,
        ) -> #output {
            #start
            #body
        }
    }
}
