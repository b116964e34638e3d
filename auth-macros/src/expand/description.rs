use proc_macro2::TokenStream;
use quote::quote;

use super::{choice, visibility};
use crate::lower;
use crate::model::{AuthConfig, Callback, Field, Kind, Place};
use crate::type_text::type_text;
use crate::words;

/// `Config::TABLE`: the callback table as data.
pub(super) fn tokens(config: &AuthConfig) -> TokenStream {
    let root = &config.root;
    let visibility = visibility::of_items(&config.visibility);
    let strategy = words::STRATEGIES
        .iter()
        .find(|(_, kind, format)| {
            (*kind, *format) == (config.strategy.kind, config.strategy.format)
        })
        .map_or("", |(name, ..)| *name);
    let callbacks = list(&quote!(callbacks), config.callbacks.iter().map(callback));
    let fields = config.extensions.iter().flat_map(|extension| {
        let fields = extension.fields.iter();
        fields.map(|entry| field(extension.place, entry))
    });
    let fields = list(&quote!(fields), fields);
    quote! {
        impl Config {
            /// The callbacks and the extra fields of this module as data; `{}` shows them as a table.
            #visibility const TABLE: #root::table::Table = {
                #[allow(unused_imports)]
                use #root::table::{Callback, Field, Parameter, Table};

                Table::new(#strategy) #callbacks #fields
            };
        }
    }
}

/// The call that gives the table its entries; nothing if there are none.
fn list(method: &TokenStream, entries: impl Iterator<Item = TokenStream>) -> Option<TokenStream> {
    let entries: Vec<_> = entries.collect();
    (!entries.is_empty()).then(|| quote!(.#method(&[#(#entries),*])))
}

fn callback(callback: &Callback) -> TokenStream {
    let cfgs = choice::attributes(&callback.conditions);
    let attribute = attribute(callback);
    let function = callback.ident.to_string();
    let asynchronous = callback.is_async.then(|| quote!(.asynchronous()));
    let parameters = callback.params.iter().map(|param| {
        let (name, ty) = (&param.name, type_text(&param.ty));
        quote!(Parameter::new(#name, #ty))
    });
    let parameters = list(&quote!(parameters), parameters);
    let returns = callback.output.as_ref().map(|ty| {
        let ty = type_text(ty);
        quote!(.returns(#ty))
    });
    quote! {
        #cfgs
        Callback::new(#attribute, #function)
            #asynchronous
            #parameters
            #returns
    }
}

/// The attribute with what tells it from others of its kind.
fn attribute(callback: &Callback) -> String {
    let id = callback.form.as_ref().and_then(|form| form.id.as_ref());
    match (callback.kind, id) {
        (Kind::Credentials, Some(id)) => format!("#[credentials(id = {:?})]", id.value()),
        (kind, _) => lower::label(kind).to_owned(),
    }
}

fn field(place: Place, field: &Field) -> TokenStream {
    let cfgs = choice::attributes(&field.conditions);
    let place = place.path();
    let name = field.ident.to_string();
    let ty = type_text(&field.ty);
    let key = field.key.value();
    let key = (key != name).then(|| quote!(.key(#key)));
    let source = field.source.as_ref().map(|source| {
        let path = source.path();
        quote!(.filled_from(#path))
    });
    quote!(#cfgs Field::new(#place, #name, #ty) #key #source)
}
