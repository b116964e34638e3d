use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::spanned::Spanned;

use super::{choice, place, visibility};
use crate::model::{Absence, AuthConfig, Field, Place, Shown};

/// `typescript()`: the session's type for the client, where the runtime has that feature.
pub(super) fn tokens(config: &AuthConfig) -> TokenStream {
    let root = &config.root;
    let visibility = visibility::of_items(&config.visibility);
    let user = fields(config, Place::SessionUser);
    let session = fields(config, Place::Session);
    let bounds = bounds(config);
    // In parentheses, where rustfmt formats an item.
    quote! {
        #root::__typescript!(
            /// The session's type for TypeScript: the text of `next-auth.d.ts`.
            #[must_use]
            #[allow(dead_code, private_bounds)]
            #visibility fn typescript() -> ::std::string::String
            #bounds
            {
                let declaration = #root::typescript::Declaration::new(&[#(#user),*], &[#(#session),*]);
                ::std::string::ToString::to_string(&declaration)
            }
        );
    }
}

/// The question whether TypeScript has a type for each field, put to whoever calls the function.
///
/// A field on a condition is asked in the body, where a condition can stand.
fn bounds(config: &AuthConfig) -> Option<TokenStream> {
    let root = &config.root;
    let mut known = Vec::new();
    let types: Vec<_> = shown(config, Place::SessionUser)
        .chain(shown(config, Place::Session))
        .filter(|(field, shown)| field.conditions.is_empty() && !shown.is_by_function)
        .map(|(field, _)| &field.ty)
        .filter(|ty| {
            let text = ty.to_token_stream().to_string();
            let is_new = !known.contains(&text);
            known.push(text);
            is_new
        })
        .collect();
    let bounds = types.iter().map(|ty| {
        let bound = quote!(#root::__private::TypeScriptField<'field>);
        place::located(bound, ty.span())
    });
    (!types.is_empty()).then(|| {
        quote! {
            where
                #(for<'field> #types: #bounds,)*
        }
    })
}

fn fields(config: &AuthConfig, place: Place) -> Vec<TokenStream> {
    let root = &config.root;
    shown(config, place)
        .map(|(field, shown)| {
            let cfgs = choice::attributes(&field.conditions);
            let (ty, key) = (&field.ty, field.key.value());
            let new = if shown.is_by_function {
                quote!(unknown(#key))
            } else {
                quote!(new::<#ty>(#key))
            };
            let docs = &field.doc_texts;
            let docs = (!docs.is_empty()).then(|| quote!(.docs(&[#(#docs),*])));
            let absence = shown.absence.map(|absence| match absence {
                Absence::OfNone => quote!(.left_out_if_none()),
                Absence::OfSomething => quote!(.optional()),
            });
            let flattened = shown.is_flattened.then(|| quote!(.flattened()));
            quote!(#cfgs #root::typescript::Field::#new #docs #absence #flattened)
        })
        .collect()
}

fn shown(config: &AuthConfig, place: Place) -> impl Iterator<Item = (&Field, &Shown)> {
    config
        .extensions(place)
        .flat_map(|extension| &extension.fields)
        .filter_map(|field| Some((field, field.shown.as_ref()?)))
}
