//! The words of `#[auth_config]`, documented for editors: the macro imports those that a module uses.
//!
//! An item is what shows when the pointer rests on the word, and what is offered where one is typed.
//! The attributes are documented where they are made.

/// A group of words; their type says what they are.
macro_rules! words {
    ($($module:ident: $kind:ident { $($(#[$doc:meta])* $word:ident)* })*) => {$(
        #[doc = concat!("Words that are a `", stringify!($kind), "`.")]
        #[allow(non_upper_case_globals)]
        pub mod $module {
            use super::$kind;
            $($(#[$doc])* pub const $word: $kind = $kind;)*
        }

        #[doc = concat!("What the words in [`", stringify!($module), "`] are.")]
        #[derive(Debug)]
        pub struct $kind;
    )*};
}

/// `#[jwt]` and the others.
pub mod markers {
    pub use auth_macros::{
        credentials, extend, jwt, on, profile, redirect, session, sign_in, update,
    };
}

/// What a field can be filled from, which the callbacks have as parameters.
pub mod sources {
    pub use super::parameters::{account, profile, token, user};
}

words! {
    options: ConfigOption {
        /// Where the session lives: `strategy = jwt` or `strategy = database`.
        strategy
    }
    strategies: Strategy {
        /// The session is in a signed token, which the browser keeps in a cookie. The server stores nothing.
        ///
        /// Its fields are those of `#[extend(token)]`; `#[jwt]` fills them, and `#[session]` shows them.
        jwt
        /// The session is a row of a table, and the cookie holds its id.
        ///
        /// `#[session]` makes what the client sees from the database's user.
        database
    }
    phases: Phase {
        /// Once, when somebody signs in: makes the token from the `user`, the `account` and the `profile`.
        sign_in
        /// Each time that the session is read: may change the token, or end the session with `None`.
        read
        /// When the client calls `update(data)`: `update` is what it posted, as the `#[update]` struct.
        update
    }
    events: Event {
        /// Somebody has signed in.
        sign_in
        /// Somebody has signed out.
        sign_out
        /// A user was made: with a database, a new row.
        create_user
        /// A sign-in has changed the user's row, such as by a link that proved the address.
        update_user
        /// A user was given an account at a provider.
        link_account
        /// A session was read.
        session
    }
    places: Place {
        /// Who signs in, as the type `User`. Nothing of it reaches the client by itself.
        ///
        /// With a database its extra fields are columns of the users table.
        user
        /// What the session cookie holds, as the type `Token`; with `strategy = jwt`.
        token
        /// The session, as handlers and the client see it: the type `Session`.
        ///
        /// `#[extend(session.user)]` adds fields to its `user`.
        session
    }
    session_places: SessionPlace {
        /// What the client sees under `session.user`, as the type `SessionUser`.
        user
    }
    form_options: FormOption {
        /// The provider's id, which is part of URLs; without it `credentials`.
        id
        /// The provider's name, which the sign-in page shows; without it `Credentials`.
        name
    }
    field_words: FieldWord {
        /// Fills the field without a callback: `#[from(user.id)]` for the token, `#[from(token.id)]` for the
        /// session.
        from
    }
    parameters: Parameter {
        /// What the session cookie holds.
        ///
        /// `#[jwt]` takes and returns it: `Token`, and `DefaultToken` where there is none yet, in
        /// `#[jwt(sign_in)]`. Everything else reads it: `&Token`.
        token
        /// Who signs in, or who is signed in: `&User`.
        ///
        /// In the `#[jwt]` that serves every moment it is `Option<&User>`, because it is there only during a
        /// sign-in; in `#[profile]` it is the `DefaultUser` to complete.
        user
        /// How the user signed in: `&Account`, with the provider's id and its tokens.
        ///
        /// In the `#[jwt]` that serves every moment it is `Option<&Account>`.
        account
        /// What the provider says of the user: `Option<&Profile>`, and `&Profile` in `#[profile]`.
        profile
        /// Why the callback runs: `Trigger`.
        ///
        /// `Trigger::SignUp` is the first sign-in of a new user.
        trigger
        /// What the client posted with `update(data)`, as the `#[update]` struct: `Option<Update>`, and `Update`
        /// in `#[jwt(update)]`.
        update
        /// What the application gave to `builder().state(..)`: a reference to it.
        state
        /// The session, as the client is going to see it.
        ///
        /// `#[session]` takes and returns it: `Session`, or the `DefaultSession` to complete by `.extend(..)` if
        /// the extra fields have no default. Events read it: `&Session`.
        session
        /// What was typed into the sign-in form, as a struct of the application that implements `Deserialize`.
        credentials
        /// Where the browser asks to go: `&str`.
        url
        /// Where the application is: `&Url`.
        base_url
    }
}

/// What the macro writes of a module's words: the imports that lead an editor from the word to its item.
///
/// Of each group the first import is what there is to be offered; the second has the words with the places
/// where they stand. With the attributes in scope they are offered where one begins.
#[cfg(rust_analyzer)]
#[doc(hidden)]
#[macro_export]
macro_rules! __hints {
    ($($group:ident { $($word:ident)* })*) => {
        use $crate::__private::ide::markers::*;

        mod __auth_hints {$(
            mod $group {
                use $crate::__private::ide::$group::*;
                use self::{$($word as _,)*};
            }
        )*}
    };
}

/// To the compiler they are nothing.
#[cfg(not(rust_analyzer))]
#[doc(hidden)]
#[macro_export]
macro_rules! __hints {
    ($($group:ident { $($word:ident)* })*) => {};
}
