use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use super::choice::{self, Choice};
use super::method::broken;
use super::place::{located, method_of};
use crate::model::{AuthConfig, Field, Filling, Misfit, Place};
use crate::words;

/// The user as a row of the users table: a column for each field of the application.
///
/// With tokens it is one only for a builder with an adapter, so there what the fields need is a condition.
pub(super) fn tokens(config: &AuthConfig) -> TokenStream {
    let root = &config.root;
    let is_broken = config.has_broken(Place::User);
    let (columns, from_record, to_record) = if is_broken {
        (broken(), broken(), broken())
    } else {
        (columns(config), from_record(config), to_record(config))
    };
    let Conditions { aliases, clause } = if is_broken || config.strategy.is_database() {
        Conditions::default()
    } else {
        conditions(config)
    };
    let tokens = quote! {
        /// A row of the users table.
        impl #root::adapter::StoredUser for User #clause {
            fn columns() -> ::std::vec::Vec<#root::adapter::UserColumn> {
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
    };
    if aliases.is_empty() {
        tokens
    } else {
        quote!(const _: () = { #aliases #tokens };)
    }
}

/// What has to hold for the user to be a row, and the types that it speaks of.
#[derive(Default)]
struct Conditions {
    aliases: TokenStream,
    clause: TokenStream,
}

/// The lifetime keeps rustc from asking until something needs the user to be a row.
fn conditions(config: &AuthConfig) -> Conditions {
    let root = &config.root;
    let mut conditions = Conditions::default();
    let mut bounds = Vec::new();
    for (index, field) in fields(config).enumerate() {
        let ty = &field.ty;
        let span = ty.span();
        let ty = if field.conditions.is_empty() {
            quote!(#ty)
        } else {
            // A condition cannot stand in a `where` clause, and the type need not exist without it.
            let alias = format_ident!("__AuthColumn{index}", span = span);
            let alias = quote!(#alias);
            let choice = Choice {
                conditions: &field.conditions,
                tokens: quote!(#ty),
            };
            let types = choice::associated_type(&alias, &[choice], &quote!(()));
            conditions.aliases.extend(types);
            alias
        };
        let bound = located(quote!(#root::__private::ColumnField<'field>), span);
        bounds.push(quote_spanned!(span=> for<'field> #ty: #bound));
    }
    let misfits = config
        .extension(Place::User, Filling::Callback)
        .map(|user| &user.misfits);
    bounds.extend(misfits.into_iter().flatten().map(|misfit| {
        let (word, place) = match misfit {
            Misfit::Name(place) => ("ColumnOfItsOwn", place),
            Misfit::Attribute(place) => ("PlainColumn", place),
        };
        let what = format_ident!("{word}");
        let bound = quote!(for<'field> #root::__private::Misfit: #root::__private::#what<'field>);
        located(bound, place.span())
    }));
    if !bounds.is_empty() {
        conditions.clause = quote!(where #(#bounds),*);
    }
    conditions
}

fn columns(config: &AuthConfig) -> TokenStream {
    let root = &config.root;
    let columns = fields(config).map(|field| {
        let cfgs = choice::attributes(&field.conditions);
        let column = method(root, field, "column");
        let key = &field.key;
        quote!(#cfgs #column(#key),)
    });
    quote!(::core::convert::From::from([#(#columns)*]))
}

/// The columns come in the order of `columns()`, and so does what a struct's fields are made of.
fn from_record(config: &AuthConfig) -> TokenStream {
    let root = &config.root;
    let defaults = words::default_fields(Place::User).iter().map(|(name, _)| {
        let name = format_ident!("{name}");
        quote!(#name: record.user.#name,)
    });
    let extra = fields(config).map(|field| {
        let cfgs = choice::attributes(&field.conditions);
        let from_column = method(root, field, "from_column");
        let Field { ident, key, .. } = field;
        quote!(#cfgs #ident: #from_column(#key, columns.take())?,)
    });
    let columns = fields(config)
        .next()
        .map(|_| quote!(let mut columns = #root::__private::Columns::of(record.extra);));
    quote! {
        #columns
        ::core::result::Result::Ok(Self {
            #(#defaults)*
            #(#extra)*
        })
    }
}

fn to_record(config: &AuthConfig) -> TokenStream {
    let root = &config.root;
    let extra = fields(config).map(|field| {
        let cfgs = choice::attributes(&field.conditions);
        let to_column = method(root, field, "to_column");
        let Field { ident, key, .. } = field;
        quote!(#cfgs #to_column(&self.#ident, #key)?,)
    });
    quote! {
        ::core::result::Result::Ok(#root::adapter::UserRecord::new(
            #root::Extended::base(self),
            ::core::convert::From::from([#(#extra)*]),
        ))
    }
}

fn fields(config: &AuthConfig) -> impl Iterator<Item = &Field> {
    config
        .extension(Place::User, Filling::Callback)
        .into_iter()
        .flat_map(|extension| &extension.fields)
}

/// A method of `UserField` for a field, with the span of its type, which is what can be wrong.
fn method(root: &syn::Path, field: &Field, name: &str) -> TokenStream {
    let ty = &field.ty;
    let path = quote!(#root::adapter::UserField);
    method_of(ty, &path, name, (ty.span(), ty.span()))
}
