use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;

use super::choice;
use crate::check;
use crate::model::{AuthConfig, Field, Filling, Origin, Place, Source};

/// The fields of a place that have a source, each with its value.
pub(super) fn fields(config: &AuthConfig, place: Place) -> TokenStream {
    let extension = config.extension(place, Filling::Sources);
    let fields = extension
        .into_iter()
        .flat_map(|extension| &extension.fields);
    fields
        .map(|field| {
            let (cfgs, ident) = (choice::attributes(&field.conditions), &field.ident);
            let value = value(config, field);
            quote!(#cfgs #ident: #value,)
        })
        .collect()
}

/// The check of the types is the call that converts, spanned to the last word of the path.
fn value(config: &AuthConfig, field: &Field) -> TokenStream {
    let root = &config.root;
    let source = field
        .source
        .as_ref()
        .filter(|source| check::is_known(config, source));
    let Some(Source {
        origin,
        root: variable,
        fields,
    }) = source
    else {
        return quote!(#root::__private::broken());
    };
    let span = fields.last().map_or_else(Span::call_site, Ident::span);
    if *origin == Origin::Profile {
        let pointer: String = fields
            .iter()
            .map(|field| format!("/{}", field.unraw()))
            .collect();
        return quote_spanned!(span=> #root::__private::from_profile(profile, #pointer)?);
    }
    // The variable is one of ours, wherever the word was written.
    let mut variable = variable.clone();
    variable.set_span(Span::call_site().located_at(variable.span()));
    let fields = fields.iter();
    quote_spanned!(span=> #root::__private::from_source(&#variable #(.#fields)*))
}
