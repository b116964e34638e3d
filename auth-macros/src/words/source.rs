use crate::model::{Origin, Place, StrategyKind};

/// Where the fields of a place may come from by `#[from(..)]`, in the order in which messages list it.
pub(crate) fn origins(place: Place, strategy: StrategyKind) -> &'static [Origin] {
    match (place, strategy) {
        (Place::User, _) => &[],
        (Place::Token, _) => &[Origin::User, Origin::Account, Origin::Profile],
        (Place::Session | Place::SessionUser, StrategyKind::Jwt) => &[Origin::Token],
        (Place::Session | Place::SessionUser, StrategyKind::Database) => &[Origin::User],
    }
}

/// The default fields of a token, and what fills them.
pub(crate) const OF_USER: &[(&str, &str)] = &[
    ("sub", "user.id"),
    ("name", "user.name"),
    ("email", "user.email"),
    ("picture", "user.image"),
];

/// The fields of `Account`.
pub(crate) const ACCOUNT_FIELDS: &[&str] = &[
    "type",
    "provider",
    "provider_account_id",
    "refresh_token",
    "access_token",
    "expires_at",
    "token_type",
    "scope",
    "id_token",
    "session_state",
];
