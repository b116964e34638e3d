use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use super::method::broken;
use crate::model::{AuthConfig, Field, Place};
use crate::words;

/// The user as a row of the users table: a column for each field of the application.
pub(super) fn tokens(config: &AuthConfig) -> Option<TokenStream> {
    if !config.strategy.is_database() {
        return None;
    }
    let root = &config.root;
    let (columns, from_record, to_record) = if config.has_broken(Place::User) {
        (broken(), broken(), broken())
    } else {
        (columns(config), from_record(config), to_record(config))
    };
    Some(quote! {
        #[allow(unused_mut, unused_variables)]
        impl #root::adapter::StoredUser for User {
            fn columns() -> #root::__private::Vec<#root::adapter::UserColumn> {
                #columns
            }

            fn from_record(
                record: #root::adapter::UserRecord,
            ) -> ::core::result::Result<Self, #root::adapter::ColumnError> {
                #from_record
            }

            fn to_record(
                &self,
            ) -> ::core::result::Result<#root::adapter::UserRecord, #root::adapter::ColumnError> {
                #to_record
            }
        }
    })
}

fn columns(config: &AuthConfig) -> TokenStream {
    let root = &config.root;
    let columns = fields(config).map(|field| {
        let Field { cfgs, key, .. } = field;
        let column = method(root, field, "column");
        quote!(#cfgs #column(#key),)
    });
    quote!(#root::__private::Vec::from([#(#columns)*]))
}

/// The columns come in the order of `columns()`, and so does what a struct's fields are made of.
fn from_record(config: &AuthConfig) -> TokenStream {
    let root = &config.root;
    let defaults = words::default_fields(Place::User).iter().map(|(name, _)| {
        let name = format_ident!("{name}");
        quote!(#name: record.user.#name,)
    });
    let extra = fields(config).map(|field| {
        let Field {
            cfgs, ident, key, ..
        } = field;
        let from_column = method(root, field, "from_column");
        quote!(#cfgs #ident: #from_column(#key, columns.take())?,)
    });
    quote! {
        let mut columns = #root::__private::Columns::of(record.extra);
        ::core::result::Result::Ok(Self {
            #(#defaults)*
            #(#extra)*
        })
    }
}

fn to_record(config: &AuthConfig) -> TokenStream {
    let root = &config.root;
    let extra = fields(config).map(|field| {
        let Field {
            cfgs, ident, key, ..
        } = field;
        let to_column = method(root, field, "to_column");
        quote!(#cfgs #to_column(&self.#ident, #key)?,)
    });
    quote! {
        ::core::result::Result::Ok(#root::adapter::UserRecord::new(
            #root::Extended::base(self),
            #root::__private::Vec::from([#(#extra)*]),
        ))
    }
}

fn fields(config: &AuthConfig) -> impl Iterator<Item = &Field> {
    config
        .extension(Place::User)
        .into_iter()
        .flat_map(|extension| &extension.fields)
}

/// A method of `UserField` for a field, with the span of its type, which is what can be wrong.
fn method(root: &syn::Path, field: &Field, name: &str) -> TokenStream {
    let ty = &field.ty;
    let span = ty.span();
    let name = format_ident!("{name}", span = span);
    quote_spanned!(span=> <#ty as #root::adapter::UserField>::#name)
}
