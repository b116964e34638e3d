use crate::model::{Place, StrategyKind};

/// The default fields of a type, with their documentation for tokens.
pub(crate) fn default_fields(place: Place) -> &'static [(&'static str, &'static str)] {
    match place {
        Place::User => &[
            (
                "id",
                " Identifies the user; from the provider or the sign-in form.",
            ),
            (
                "name",
                " Full name, for display; from the provider or the sign-in form.",
            ),
            (
                "email",
                " E-mail address; from the provider or the sign-in form.",
            ),
            (
                "email_verified",
                " When the address was proven to belong to the user; by the provider or a link.",
            ),
            (
                "image",
                " URL of a picture; from the provider or the sign-in form.",
            ),
        ],
        Place::Token => &[
            ("name", " Full name, for display; from the user at sign-in."),
            ("email", " E-mail address; from the user at sign-in."),
            (
                "picture",
                " URL of a picture; from the user's `image` at sign-in.",
            ),
            ("sub", " The user's id; from the user at sign-in."),
        ],
        Place::SessionUser => &[
            ("name", " Full name, for display; from the token."),
            ("email", " E-mail address; from the token."),
            ("image", " URL of a picture; from the token's `picture`."),
        ],
        Place::Session => &[
            ("user", " Who is signed in; from the token."),
            (
                "expires",
                " When the session ends if it is not used again; from the builder's `max_age`.",
            ),
        ],
    }
}

/// The same, with the documentation for a strategy.
pub(crate) fn documented_fields(
    place: Place,
    strategy: StrategyKind,
) -> &'static [(&'static str, &'static str)] {
    match (place, strategy) {
        (Place::User, StrategyKind::Database) => &[
            ("id", " Identifies the user; from the users table."),
            ("name", " Full name, for display; from the users table."),
            ("email", " E-mail address; from the users table."),
            (
                "email_verified",
                " When the address was proven to belong to the user; from the users table.",
            ),
            ("image", " URL of a picture; from the users table."),
        ],
        (Place::SessionUser, StrategyKind::Database) => &[
            ("name", " Full name, for display; from the user."),
            ("email", " E-mail address; from the user."),
            ("image", " URL of a picture; from the user."),
        ],
        (Place::Session, StrategyKind::Database) => &[
            ("user", " Who is signed in; from the users table."),
            (
                "expires",
                " When the session ends if it is not used again; from the sessions table.",
            ),
        ],
        _ => default_fields(place),
    }
}

/// Whether a type has a default field of this name.
pub(crate) fn is_default_field(place: Place, name: &str) -> bool {
    default_fields(place)
        .iter()
        .any(|(default, _)| *default == name)
}
