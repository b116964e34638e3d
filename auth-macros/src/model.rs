//! The nouns of the language. They hold tokens for their spans, and no logic.

use proc_macro2::{Ident, Span, TokenStream};
use syn::ext::IdentExt;
use syn::{Expr, Path, Type, Visibility};

/// A module with `#[auth_config]`, as the later stages see it.
pub(crate) struct AuthConfig {
    /// Attributes of the module, without ours.
    pub(crate) attributes: TokenStream,
    pub(crate) visibility: Visibility,
    pub(crate) ident: Ident,
    /// `#![..]` and `//!` at the top of the module.
    pub(crate) inner_attributes: TokenStream,
    /// The application's items as written, without our attributes.
    pub(crate) items: TokenStream,
    /// Where the runtime is.
    pub(crate) root: Path,
    pub(crate) strategy: Strategy,
    /// Whether the module has `Token`: by its strategy, or for a mistake that is about tokens,
    /// which would not be the only one if their type were unknown.
    pub(crate) has_token: bool,
    pub(crate) callbacks: Vec<Callback>,
    pub(crate) extensions: Vec<Extension>,
    pub(crate) update: Option<UpdateStruct>,
    /// Whether something was meant to be the `#[update]` struct and is not, which is reported.
    pub(crate) is_update_meant: bool,
    /// Whether rustc cannot read an item that has a marker; what would be missing without it is not known then.
    pub(crate) has_broken_item: bool,
    /// A function that is named like a callback and has no marker, and the marker.
    pub(crate) forgotten: Option<(Ident, &'static str)>,
    /// A type with the usual name of the `#[update]` struct, which has no marker.
    pub(crate) update_without_marker: Option<Ident>,
    /// The names of generated types that the application gave to items of its own.
    pub(crate) taken: Vec<Ident>,
}

/// Where the session lives.
pub(crate) struct Strategy {
    pub(crate) kind: StrategyKind,
    pub(crate) format: TokenFormat,
    /// The word behind `strategy =`; nothing if it is missing or wrong, and `kind` is a guess.
    pub(crate) value: TokenStream,
}

/// The strategies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StrategyKind {
    Jwt,
    Database,
}

/// How the tokens of a strategy are written, if it has any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenFormat {
    Signed,
    Encrypted,
}

/// Which moment a callback serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Jwt,
    JwtSignIn,
    JwtRead,
    JwtUpdate,
    Session,
    Credentials,
    Profile,
    SignIn,
    Redirect,
    OnSignIn,
    OnSignOut,
    OnCreateUser,
    OnUpdateUser,
    OnLinkAccount,
    OnSession,
}

/// A function with a marker.
pub(crate) struct Callback {
    pub(crate) kind: Kind,
    pub(crate) ident: Ident,
    pub(crate) is_async: bool,
    pub(crate) params: Vec<Param>,
    pub(crate) output: Option<Type>,
    /// What stands in the function's `#[cfg(..)]`s, for the code that calls it.
    pub(crate) conditions: Vec<TokenStream>,
    /// `id` and `name` of a `#[credentials]` callback.
    pub(crate) form: Option<FormOptions>,
    /// Whether it is not sure to be a callback of this kind, which is reported.
    pub(crate) is_guess: bool,
    /// Whether it has no mistake of its own; a callback that has is not called, so that nothing follows from it.
    pub(crate) is_valid: bool,
}

/// `#[credentials(id = "..", name = "..")]`.
#[derive(Default)]
pub(crate) struct FormOptions {
    pub(crate) id: Option<syn::LitStr>,
    pub(crate) name: Option<syn::LitStr>,
}

/// A parameter of a callback, matched by its name.
pub(crate) struct Param {
    /// Without `mut`, a leading underscore or `r#`.
    pub(crate) name: String,
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
}

/// What `#[extend(..)]` extends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    User,
    Token,
    Session,
    SessionUser,
}

impl Place {
    /// As it is written in `#[extend(..)]`.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Token => "token",
            Self::Session => "session",
            Self::SessionUser => "session.user",
        }
    }

    /// The generated type.
    pub(crate) fn type_name(self) -> &'static str {
        match self {
            Self::User => "User",
            Self::Token => "Token",
            Self::Session => "Session",
            Self::SessionUser => "SessionUser",
        }
    }
}

/// A struct with `#[extend(..)]`.
pub(crate) struct Extension {
    pub(crate) place: Place,
    /// The words in the parentheses, whose span the generated type takes.
    pub(crate) place_tokens: TokenStream,
    /// Of the word `struct`, for what is generated and has no word of its own.
    pub(crate) keyword: Span,
    pub(crate) ident: Ident,
    pub(crate) fields: Vec<Field>,
    /// Where a field of the user says what no column can be, with tokens; else it is a mistake already.
    pub(crate) misfits: Vec<Misfit>,
    /// Whether its fields have sources, or are for a callback to fill.
    pub(crate) filling: Filling,
    /// The standard traits that the struct derives, for the generated type to derive as well.
    pub(crate) derives: Vec<&'static str>,
    /// Whether nobody knows if it extends this place: then the place has its fields, and asks nothing of it.
    pub(crate) is_guess: bool,
    pub(crate) is_valid: bool,
}

/// What a field of the user says that no column can be, and where.
pub(crate) enum Misfit {
    /// The name of a column that is there already.
    Name(TokenStream),
    /// An attribute of serde that a column does not have.
    Attribute(TokenStream),
}

/// How the fields of an extension get their values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Filling {
    /// By the `#[from(..)]` of each field.
    Sources,
    /// By a callback, or by default values.
    Callback,
}

/// `#[from(user.address.city)]`.
pub(crate) struct Source {
    pub(crate) origin: Origin,
    /// `user`
    pub(crate) root: Ident,
    /// `address`, `city`
    pub(crate) fields: Vec<Ident>,
}

/// What a source is a part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    User,
    Account,
    Profile,
    Token,
}

impl Source {
    /// As it is written in `#[from(..)]`.
    pub(crate) fn path(&self) -> String {
        let fields = self.fields.iter().map(|field| field.unraw().to_string());
        let words: Vec<String> = [self.root.to_string()].into_iter().chain(fields).collect();
        words.join(".")
    }
}

impl Origin {
    /// As it is written in `#[from(..)]`.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Account => "account",
            Self::Profile => "profile",
            Self::Token => "token",
        }
    }
}

/// An extra field.
pub(crate) struct Field {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    pub(crate) visibility: Visibility,
    pub(crate) docs: TokenStream,
    /// What stands in its documentation, line by line.
    pub(crate) doc_texts: Vec<Expr>,
    /// What stands in its `#[cfg(..)]`s.
    pub(crate) conditions: Vec<TokenStream>,
    /// Serde attributes, the name by the struct's `rename_all` among them.
    pub(crate) serde: TokenStream,
    /// Its name in JSON and in a table: the field's own, or the one that serde gives it.
    pub(crate) key: syn::LitStr,
    /// Whether serde reads and writes the field by its own type.
    pub(crate) is_stored_as_is: bool,
    /// How serde writes it; nothing if it does not.
    pub(crate) shown: Option<Shown>,
    pub(crate) source: Option<Source>,
}

/// How serde writes a field.
pub(crate) struct Shown {
    /// When it is left out; nothing if it always is there.
    pub(crate) absence: Option<Absence>,
    /// Whether its own fields stand in its place.
    pub(crate) is_flattened: bool,
    /// Whether a function writes it, so that its type says nothing of what there is to read.
    pub(crate) is_by_function: bool,
}

/// When a field is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Absence {
    /// If it is `None`.
    OfNone,
    /// If a function says so.
    OfSomething,
}

/// The struct with `#[update]`.
pub(crate) struct UpdateStruct {
    pub(crate) ident: Ident,
    /// What stands in its `#[cfg(..)]`s.
    pub(crate) conditions: Vec<TokenStream>,
    pub(crate) is_valid: bool,
}

impl Strategy {
    pub(crate) fn is_database(&self) -> bool {
        self.kind == StrategyKind::Database
    }

    /// Whether tokens are written so that only the server reads them.
    pub(crate) fn is_encrypted(&self) -> bool {
        self.format == TokenFormat::Encrypted
    }

    /// Whether the application has chosen it.
    pub(crate) fn is_known(&self) -> bool {
        !self.value.is_empty()
    }
}

impl Field {
    /// Whether `#[cfg]`s choose between the two; if they do not, rustc and the start-up check see both.
    pub(crate) fn is_alternative_to(&self, other: &Self) -> bool {
        !self.conditions.is_empty() && !other.conditions.is_empty()
    }
}

impl Callback {
    /// The provider's id of a form.
    pub(crate) fn form_id(&self) -> String {
        let id = self.form.as_ref().and_then(|form| form.id.as_ref());
        id.map_or_else(|| "credentials".to_owned(), syn::LitStr::value)
    }

    /// The provider's name of a form, as the sign-in page shows it.
    pub(crate) fn form_name(&self) -> String {
        let name = self.form.as_ref().and_then(|form| form.name.as_ref());
        name.map_or_else(|| "Credentials".to_owned(), syn::LitStr::value)
    }
}

impl AuthConfig {
    /// The structs that extend `place`: at most one of each [`Filling`], unless there is a mistake.
    pub(crate) fn extensions(&self, place: Place) -> impl Iterator<Item = &Extension> {
        self.extensions
            .iter()
            .filter(move |extension| extension.place == place)
    }

    /// The struct that extends `place` and whose fields get their values in this way.
    pub(crate) fn extension(&self, place: Place, filling: Filling) -> Option<&Extension> {
        self.extensions(place)
            .find(|extension| extension.filling == filling)
    }

    /// Whether what extends `place` has a mistake.
    pub(crate) fn has_broken(&self, place: Place) -> bool {
        let count = |filling| {
            self.extensions(place)
                .filter(|extension| extension.filling == filling)
                .count()
        };
        count(Filling::Sources) > 1
            || count(Filling::Callback) > 1
            || self.extensions(place).any(|extension| !extension.is_valid)
    }

    /// Whether one of `places` has fields which get their values in this way.
    pub(crate) fn has(&self, places: &[Place], filling: Filling) -> bool {
        places
            .iter()
            .any(|place| self.extension(*place, filling).is_some())
    }

    /// The callbacks for a moment: one, unless `#[cfg]`s choose between several, or there is a mistake.
    pub(crate) fn callbacks(&self, kind: Kind) -> impl Iterator<Item = &Callback> {
        self.callbacks
            .iter()
            .filter(move |callback| callback.kind == kind)
    }

    /// Whether the callback has no mistake, nor anything that it needs; others are not called.
    pub(crate) fn is_callable(&self, callback: &Callback) -> bool {
        let takes_update = callback.params.iter().any(|param| param.name == "update");
        let has_update =
            !self.is_update_meant && self.update.as_ref().is_some_and(|update| update.is_valid);
        callback.is_valid && self.taken.is_empty() && (has_update || !takes_update)
    }

    /// The sign-in forms: the provider's id, the callback, and the struct that the form is read into.
    pub(crate) fn forms(&self) -> impl Iterator<Item = (String, &Callback, &Type)> {
        self.callbacks
            .iter()
            .filter(|callback| callback.kind == Kind::Credentials && self.is_callable(callback))
            .filter_map(|callback| {
                let form = callback
                    .params
                    .iter()
                    .find(|param| param.name == "credentials")?;
                Some((callback.form_id(), callback, &form.ty))
            })
    }
}
