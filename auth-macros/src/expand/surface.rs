use proc_macro2::TokenStream;
use quote::quote;

use super::visibility;
use crate::model::{AuthConfig, StrategyKind};

/// What the application uses of the module: the table, and the runtime for it.
pub(super) fn tokens(config: &AuthConfig) -> TokenStream {
    let root = &config.root;
    let visibility = visibility::of_items(&config.visibility);
    let end = match config.strategy.kind {
        StrategyKind::Jwt => "build()",
        StrategyKind::Database => "adapter(..).build().await",
    };
    let builder_doc = format!(
        " Starts the runtime: `{}::builder().secret(..).{end}`.",
        config.ident
    );
    // Callbacks are used by `builder`, so as long as the application does not call it yet, that it may be unused
    // keeps the compiler from calling them unused.
    quote! {
        /// The callback table of this module: [`builder`] starts the runtime for it, [`Auth`].
        #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
        #visibility struct Config;

        /// The runtime for this module's callbacks.
        #[allow(dead_code)]
        #visibility type Auth = #root::Auth<Config>;

        #[doc = #builder_doc]
        #[allow(dead_code)]
        #visibility fn builder() -> #root::Builder<Config> {
            #root::Builder::new().production(!::core::cfg!(debug_assertions))
        }
    }
}

/// The session of a request as an argument of a handler.
pub(super) fn extractors(config: &AuthConfig) -> TokenStream {
    let root = &config.root;
    quote!(#root::extractors!(Session, Config);)
}
