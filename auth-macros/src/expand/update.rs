use proc_macro2::TokenStream;
use quote::quote;

use super::choice::{self, Choice};
use crate::model::AuthConfig;

/// What a client may post, as the table of every strategy names it.
pub(super) fn tokens(config: &AuthConfig) -> TokenStream {
    let root = &config.root;
    let update = config.update.iter().filter(|update| update.is_valid);
    let choices: Vec<Choice<'_>> = update
        .map(|update| {
            let ident = &update.ident;
            Choice {
                conditions: &update.conditions,
                tokens: quote!(#ident),
            }
        })
        .collect();
    choice::associated_type(&quote!(Update), &choices, &quote!(#root::NoUpdate))
}
