//! Every word of the language, each in one table.

pub(crate) mod alias;
mod field;
mod parameter;
mod source;

pub(crate) use self::field::{default_fields, documented_fields, is_default_field};
pub(crate) use self::parameter::{Parameter, parameters};
pub(crate) use self::source::{ACCOUNT_FIELDS, OF_USER, origins};
use crate::model::{Kind, Place, StrategyKind, TokenFormat};

/// The attributes that mark an item of the module.
pub(crate) const MARKERS: &[&str] = &[
    "jwt",
    "session",
    "credentials",
    "profile",
    "update",
    "sign_in",
    "redirect",
    "on",
    "extend",
];

/// The options of `#[auth_config(..)]`.
pub(crate) const OPTIONS: &[&str] = &["strategy", "crate"];

/// The options of `#[credentials(..)]`.
pub(crate) const FORM_OPTIONS: &[&str] = &["id", "name"];

/// What belongs to the deployment: (what one may type in the attribute, the call of the builder).
pub(crate) const BUILDER_OPTIONS: &[(&str, &str)] = &[
    ("secret", "secret(..)"),
    ("secrets", "secret(..)"),
    ("url", "url(..)"),
    ("base_path", "base_path(..)"),
    ("basePath", "base_path(..)"),
    ("max_age", "max_age(..)"),
    ("maxAge", "max_age(..)"),
    ("update_age", "update_age(..)"),
    ("updateAge", "update_age(..)"),
    ("max_lifetime", "max_lifetime(..)"),
    ("cookies", "cookie_prefix(..)"),
    ("cookie_prefix", "cookie_prefix(..)"),
    ("cookie_domain", "cookie_domain(..)"),
    ("same_site", "same_site(..)"),
    ("sameSite", "same_site(..)"),
    // An `https` URL makes the cookies secure.
    ("use_secure_cookies", "url(..)"),
    ("useSecureCookies", "url(..)"),
    ("production", "production(..)"),
    ("clock", "clock(..)"),
    ("session_ids", "session_ids(..)"),
    ("trust_host", "trust_forwarded_headers(..)"),
    ("trustHost", "trust_forwarded_headers(..)"),
    ("state", "state(..)"),
    ("adapter", "adapter(..)"),
    ("providers", "provider(..)"),
    ("provider", "provider(..)"),
    ("allow_dangerous_email_account_linking", "linking(..)"),
    ("allowDangerousEmailAccountLinking", "linking(..)"),
    ("linking", "linking(..)"),
    ("pages", "pages(..)"),
    ("env", "from_env()"),
    ("from_env", "from_env()"),
];

/// What a client may post, as messages show it.
pub(crate) const UPDATE_EXAMPLE: &str =
    "#[update] #[derive(serde::Deserialize)] pub struct Update { .. }";

/// Why there are no two `#[profile]` callbacks, as messages show it.
pub(crate) const ONE_PROFILE: &str =
    "one callback serves all providers: take `account: &Account`, and ask for its `provider`";

/// The strategies of this version.
pub(crate) const STRATEGIES: &[(&str, StrategyKind, TokenFormat)] = &[
    ("jwt", StrategyKind::Jwt, TokenFormat::Signed),
    ("jwt(encrypted)", StrategyKind::Jwt, TokenFormat::Encrypted),
    ("database", StrategyKind::Database, TokenFormat::Signed),
];

/// The phases of the three-phase form.
pub(crate) const PHASES: &[(&str, Kind)] = &[
    ("sign_in", Kind::JwtSignIn),
    ("read", Kind::JwtRead),
    ("update", Kind::JwtUpdate),
];

/// The events of `#[on(..)]`.
pub(crate) const EVENTS: &[(&str, Kind)] = &[
    ("sign_in", Kind::OnSignIn),
    ("sign_out", Kind::OnSignOut),
    ("create_user", Kind::OnCreateUser),
    ("update_user", Kind::OnUpdateUser),
    ("link_account", Kind::OnLinkAccount),
    ("session", Kind::OnSession),
];

/// The places of `#[extend(..)]`.
pub(crate) const PLACES: &[(&str, Place)] = &[
    ("user", Place::User),
    ("token", Place::Token),
    ("session", Place::Session),
    ("session.user", Place::SessionUser),
];

/// The names that the module always has.
pub(crate) const GENERATED: &[(&str, &str)] = &[
    ("User", "user type"),
    ("Token", "token type"),
    ("SessionUser", "type of `session.user`"),
    ("Session", "session type"),
    ("Config", "callback table"),
    ("Auth", "runtime"),
    ("builder", "builder"),
    ("typescript", "function for TypeScript"),
    ("ExtendUser", "`.extend(..)` for the user"),
    ("ExtendToken", "`.extend(..)` for the token"),
    ("ExtendSession", "`.extend(..)` for the session"),
    ("DefaultToken", "token as a callback finds it"),
    ("DefaultSession", "session as a callback finds it"),
    (
        "DefaultSessionUser",
        "`session.user` as a callback finds it",
    ),
];

/// Those of [`GENERATED`] that a module without tokens leaves to the application.
pub(crate) const GENERATED_FOR_TOKENS: &[&str] = &["Token", "ExtendToken"];

/// Those of [`GENERATED`] that a module without `#[from(..)]` leaves to the application.
pub(crate) const GENERATED_FOR_SOURCES: &[&str] =
    &["DefaultToken", "DefaultSession", "DefaultSessionUser"];

/// The claims that belong to the codec.
pub(crate) const CODEC_CLAIMS: &[&str] = &["iat", "exp", "nbf", "jti", "auth_time"];

/// The standard traits that a generated type derives when the application's structs do, with their modules in `core`.
pub(crate) const DERIVES: &[(&str, &str)] = &[
    ("Clone", "clone"),
    ("Debug", "fmt"),
    ("Default", "default"),
    ("PartialEq", "cmp"),
    ("Eq", "cmp"),
    ("PartialOrd", "cmp"),
    ("Ord", "cmp"),
    ("Hash", "hash"),
];

/// What serde's attribute on a field may say.
pub(crate) const SERDE: &[&str] = &[
    "rename",
    "alias",
    "default",
    "flatten",
    "skip",
    "skip_serializing",
    "skip_deserializing",
    "skip_serializing_if",
    "serialize_with",
    "deserialize_with",
    "with",
    "borrow",
    "bound",
    "getter",
];
