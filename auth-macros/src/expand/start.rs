use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};

use super::{source, types, visibility};
use crate::model::{AuthConfig, Filling, Place};
use crate::words;

/// What a callback starts from: the value of a place before the callback has run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// The runtime's type with the default fields.
    Default,
    /// The module's type with the default fields and those with a source; a callback adds the others.
    Sourced,
    /// The full type: every extra field has its source.
    Full,
}

/// What a place starts from.
pub(super) fn of(config: &AuthConfig, place: Place) -> Start {
    let places: &[Place] = match place {
        Place::Session => &[Place::Session, Place::SessionUser],
        _ => &[place],
    };
    match (
        config.has(places, Filling::Sources),
        config.has(places, Filling::Callback),
    ) {
        (false, _) => Start::Default,
        (true, false) => Start::Full,
        (true, true) => Start::Sourced,
    }
}

/// The type that a place starts from, as the module's code names it.
pub(super) fn type_tokens(config: &AuthConfig, place: Place) -> TokenStream {
    let root = &config.root;
    let name = default_name(place);
    match of(config, place) {
        Start::Default => quote!(#root::#name),
        Start::Sourced => name.to_token_stream(),
        Start::Full => format_ident!("{}", place.type_name()).to_token_stream(),
    }
}

/// `DefaultToken`, `DefaultSession` and `DefaultSessionUser` of a module with sources.
/// They shadow those of the prelude.
pub(super) fn tokens(config: &AuthConfig) -> TokenStream {
    [Place::Token, Place::SessionUser, Place::Session]
        .into_iter()
        .filter(|place| config.has_token || *place != Place::Token)
        .map(|place| match of(config, place) {
            Start::Default => TokenStream::new(),
            Start::Sourced => structure(config, place),
            Start::Full => alias(config, place),
        })
        .collect()
}

/// The names of the types that [`tokens`] makes.
fn default_name(place: Place) -> Ident {
    format_ident!("Default{}", place.type_name())
}

fn alias(config: &AuthConfig, place: Place) -> TokenStream {
    let visibility = visibility::of_items(&config.visibility);
    let name = default_name(place);
    let ty = format_ident!("{}", place.type_name());
    let doc = format!(" A [`{ty}`]: all of its extra fields have a source.");
    quote! {
        #[doc = #doc]
        #[allow(dead_code)]
        #visibility type #name = #ty;
    }
}

fn structure(config: &AuthConfig, place: Place) -> TokenStream {
    let root = &config.root;
    let visibility = visibility::of_items(&config.visibility);
    let name = default_name(place);
    let ty = place.type_name();
    let doc =
        format!(" A [`{ty}`] before the callback: the default fields, and those with a source.");
    let derives = types::standard_derives(config, place);
    let defaults = words::documented_fields(place, config.strategy.kind)
        .iter()
        .map(|(field, doc)| {
            let ident = format_ident!("{field}");
            let ty = if (place, *field) == (Place::Session, "user") {
                type_tokens(config, Place::SessionUser)
            } else {
                types::default_type(config, place, field)
            };
            quote!(#[doc = #doc] #visibility #ident: #ty)
        });
    let sourced = config
        .extension(place, Filling::Sources)
        .map(types::plain_fields);
    let check = match place {
        Place::Token => Some(quote!(NewToken)),
        Place::Session => Some(quote!(SessionStart)),
        _ => None,
    };
    let check = check.map(|check| {
        quote! {
            impl #root::__private::#check<Self> for #name {
                fn from_arg(value: Self) -> Self {
                    value
                }
            }
        }
    });
    quote! {
        #[doc = #doc]
        #[derive(#(#derives),*)]
        #[allow(dead_code, private_interfaces)]
        #visibility struct #name {
            #(#defaults,)*
            #sourced
        }

        #check
    }
}

/// The statement that adds the fields with a source to the variable `token`, in an expression that may
/// fail with a `BoxError`; nothing if there are none.
pub(super) fn token(config: &AuthConfig) -> Option<TokenStream> {
    if of(config, Place::Token) == Start::Default {
        return None;
    }
    let ty = type_tokens(config, Place::Token);
    let start = if config.has_broken(Place::Token) {
        source::broken(config)
    } else {
        let fields = fields(config, Place::Token, &quote!(token));
        quote!(#ty { #fields })
    };
    Some(quote! {
        let input = input.start(|token, user, account, profile| {
            ::core::result::Result::Ok::<#ty, _>(#start)
        })?;
    })
}

/// The same for the variable `session`.
pub(super) fn session(config: &AuthConfig) -> Option<TokenStream> {
    if of(config, Place::Session) == Start::Default {
        return None;
    }
    let ty = type_tokens(config, Place::Session);
    if config.has_broken(Place::Session) || config.has_broken(Place::SessionUser) {
        let start = source::broken(config);
        return Some(quote!(let session: #ty = #start;));
    }
    let user = match (of(config, Place::SessionUser), of(config, Place::Session)) {
        // With nothing to fill the session is the full one, and its user is too.
        (Start::Default, Start::Full) => {
            let root = &config.root;
            quote!(#root::Extended::extend(session.user, ()))
        }
        (Start::Default, _) => quote!(session.user),
        _ => {
            let ty = type_tokens(config, Place::SessionUser);
            let fields = fields(config, Place::SessionUser, &quote!(session.user));
            quote!(#ty { #fields })
        }
    };
    let own = source::fields(config, Place::Session);
    let given = config
        .strategy
        .is_database()
        .then(|| quote!(let user = input.user;));
    Some(quote! {
        #given
        let session = #ty { user: #user, expires: session.expires, #own };
    })
}

/// The default fields from a variable, and the others from their sources.
fn fields(config: &AuthConfig, place: Place, from: &TokenStream) -> TokenStream {
    let defaults = words::default_fields(place).iter().map(|(name, _)| {
        let name = format_ident!("{name}");
        quote!(#name: #from.#name,)
    });
    let sourced = source::fields(config, place);
    quote!(#(#defaults)* #sourced)
}
