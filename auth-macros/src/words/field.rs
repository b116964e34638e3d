use crate::model::{Place, StrategyKind};

/// The default fields of a type, with their documentation.
pub(crate) fn default_fields(place: Place) -> &'static [(&'static str, &'static str)] {
    match place {
        Place::User => &[
            ("id", " Identifies the user."),
            ("name", " Full name, for display."),
            ("email", " E-mail address."),
            (
                "email_verified",
                " When the address was proven to belong to the user.",
            ),
            ("image", " URL of a picture."),
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
            ("user", " Who is signed in."),
            ("expires", " When the session ends if it is not used again."),
        ],
    }
}

/// The same, with the documentation for a strategy.
pub(crate) fn documented_fields(
    place: Place,
    strategy: StrategyKind,
) -> &'static [(&'static str, &'static str)] {
    match (place, strategy) {
        (Place::SessionUser, StrategyKind::Database) => &[
            ("name", " Full name, for display; from the user."),
            ("email", " E-mail address; from the user."),
            ("image", " URL of a picture; from the user."),
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
