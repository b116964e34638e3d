use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;

use super::choice;
use super::place::located;
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

/// Stands where a value has a mistake.
pub(super) fn broken(config: &AuthConfig) -> TokenStream {
    let root = &config.root;
    quote!(#root::__private::broken())
}

/// The check of the types is the call that converts: rustc blames the argument, which is the application's path.
fn value(config: &AuthConfig, field: &Field) -> TokenStream {
    let root = &config.root;
    let source = field
        .source
        .as_ref()
        .filter(|source| check::is_known(config, field, source));
    let Some(Source {
        origin,
        root: variable,
        fields,
    }) = source
    else {
        return broken(config);
    };
    if *origin == Origin::Profile {
        let span = fields.last().map_or_else(Span::call_site, Ident::span);
        let words = fields.iter().map(|field| field.unraw().to_string());
        let pointer = format!("/{}", words.collect::<Vec<_>>().join("/"));
        let call = located(quote!(#root::__private::from_profile), span);
        let read = quote_spanned!(span=> #call(profile, #pointer));
        return quote!(#read?);
    }
    // The variable is one of ours, wherever the word was written; and with it all of the path, or rustc would
    // show its first word alone.
    let ours = |word: &Ident| {
        let mut word = word.clone();
        word.set_span(Span::call_site().located_at(word.span()));
        word
    };
    let reference = located(quote!(&), variable.span());
    let (variable, fields) = (ours(variable), fields.iter().map(ours));
    quote!(#root::__private::from_source(#reference #variable #(.#fields)*))
}
