//! Every word of the language, each in one table.

use crate::model::{Kind, Place};

/// The attributes that mark an item of the module.
pub(crate) const MARKERS: &[&str] = &[
    "jwt",
    "session",
    "credentials",
    "update",
    "sign_in",
    "redirect",
    "on",
    "extend",
];

/// The spellings of Auth.js, and ours.
pub(crate) const MARKER_ALIASES: &[(&str, &str)] = &[
    ("signIn", "sign_in"),
    ("signin", "sign_in"),
    ("authorize", "credentials"),
    ("events", "on"),
    ("event", "on"),
];

/// The options of `#[auth_config(..)]`.
pub(crate) const OPTIONS: &[&str] = &["strategy", "crate"];

/// The options of `#[credentials(..)]`.
pub(crate) const FORM_OPTIONS: &[&str] = &["id", "name"];

/// What belongs to the deployment: (what one may type in the attribute, the builder's method).
pub(crate) const BUILDER_OPTIONS: &[(&str, &str)] = &[
    ("secret", "secret"),
    ("secrets", "secret"),
    ("url", "url"),
    ("base_path", "base_path"),
    ("basePath", "base_path"),
    ("max_age", "max_age"),
    ("maxAge", "max_age"),
    ("update_age", "update_age"),
    ("updateAge", "update_age"),
    ("max_lifetime", "max_lifetime"),
    ("cookies", "cookie_prefix"),
    ("cookie_prefix", "cookie_prefix"),
    ("cookie_domain", "cookie_domain"),
    ("same_site", "same_site"),
    ("sameSite", "same_site"),
    // An `https` URL makes the cookies secure.
    ("use_secure_cookies", "url"),
    ("useSecureCookies", "url"),
    ("production", "production"),
    ("clock", "clock"),
    ("trust_host", "trust_forwarded_headers"),
    ("trustHost", "trust_forwarded_headers"),
    ("state", "state"),
];

/// The strategies of this version.
pub(crate) const STRATEGIES: &[&str] = &["jwt"];

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
    ("ExtendUser", "`.extend(..)` for the user"),
    ("ExtendToken", "`.extend(..)` for the token"),
    ("ExtendSession", "`.extend(..)` for the session"),
];

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

/// Whether a type has a default field of this name.
pub(crate) fn is_default_field(place: Place, name: &str) -> bool {
    default_fields(place)
        .iter()
        .any(|(default, _)| *default == name)
}

/// A parameter that a callback may take.
pub(crate) struct Parameter {
    /// The name by which it is matched.
    pub(crate) name: &'static str,
    /// Its type, as messages show it.
    pub(crate) shown: &'static str,
    /// The check trait in `__private`, whose message names the right type.
    pub(crate) check: &'static str,
    /// The value that the runtime has, in the words of the generated module.
    pub(crate) value: &'static str,
    /// Whether the callback makes no sense without it.
    pub(crate) required: bool,
}

const fn parameter(
    name: &'static str,
    shown: &'static str,
    check: &'static str,
    value: &'static str,
) -> Parameter {
    Parameter {
        name,
        shown,
        check,
        value,
        required: false,
    }
}

const fn required(
    name: &'static str,
    shown: &'static str,
    check: &'static str,
    value: &'static str,
) -> Parameter {
    Parameter {
        required: true,
        ..parameter(name, shown, check, value)
    }
}

const USER: Parameter = parameter("user", "&User", "SignInUser", "&User");
const ACCOUNT: Parameter = parameter("account", "&Account", "SignInAccount", "&ROOT::Account");
const PROFILE: Parameter = parameter(
    "profile",
    "Option<&Profile>",
    "SignInProfile",
    "::core::option::Option<&ROOT::Profile>",
);
const TRIGGER: Parameter = parameter("trigger", "Trigger", "SignInTrigger", "ROOT::Trigger");
const STATE: Parameter = parameter(
    "state",
    "&State",
    "StateRef",
    "&<Config as ROOT::AuthConfig>::State",
);
const TOKEN_REF: Parameter = parameter("token", "&Token", "TokenRef", "&Token");

const JWT: &[Parameter] = &[
    required(
        "token",
        "Token",
        "JwtToken",
        "ROOT::__private::TokenStart<Token>",
    ),
    parameter(
        "user",
        "Option<&User>",
        "JwtUser",
        "::core::option::Option<&User>",
    ),
    parameter(
        "account",
        "Option<&Account>",
        "JwtAccount",
        "::core::option::Option<&ROOT::Account>",
    ),
    parameter(
        "profile",
        "Option<&Profile>",
        "JwtProfile",
        "::core::option::Option<&ROOT::Profile>",
    ),
    parameter("trigger", "Trigger", "JwtTrigger", "ROOT::Trigger"),
    parameter(
        "update",
        "Option<Update>",
        "JwtUpdate",
        "::core::option::Option<<Config as ROOT::JwtCallbacks>::Update>",
    ),
    STATE,
];

const JWT_SIGN_IN: &[Parameter] = &[
    required("token", "DefaultToken", "NewToken", "ROOT::DefaultToken"),
    USER,
    ACCOUNT,
    PROFILE,
    TRIGGER,
    STATE,
];

const JWT_READ: &[Parameter] = &[required("token", "Token", "KeptToken", "Token"), STATE];

const JWT_UPDATE: &[Parameter] = &[
    required("token", "Token", "KeptToken", "Token"),
    required(
        "update",
        "Update",
        "PostedUpdate",
        "<Config as ROOT::JwtCallbacks>::Update",
    ),
    STATE,
];

const SESSION: &[Parameter] = &[
    required("session", "Session", "SessionStart", "ROOT::DefaultSession"),
    TOKEN_REF,
    STATE,
];

const CREDENTIALS: &[Parameter] = &[required("credentials", "Form", "FormPayload", ""), STATE];

const SIGN_IN: &[Parameter] = &[USER, ACCOUNT, PROFILE, STATE];

const REDIRECT: &[Parameter] = &[
    required("url", "&str", "RedirectUrl", "&::core::primitive::str"),
    parameter("base_url", "&Url", "RedirectBaseUrl", "&ROOT::Url"),
    STATE,
];

const ON_SIGN_IN: &[Parameter] = &[USER, ACCOUNT, PROFILE, TRIGGER, STATE];

const ON_SIGN_OUT: &[Parameter] = &[TOKEN_REF, STATE];

const ON_SESSION: &[Parameter] = &[
    parameter("session", "&Session", "SessionRef", "&Session"),
    TOKEN_REF,
    STATE,
];

/// What the callbacks of a kind may take, in the order in which messages list it.
/// `ROOT` stands for the path of the runtime.
pub(crate) fn parameters(kind: Kind) -> &'static [Parameter] {
    match kind {
        Kind::Jwt => JWT,
        Kind::JwtSignIn => JWT_SIGN_IN,
        Kind::JwtRead => JWT_READ,
        Kind::JwtUpdate => JWT_UPDATE,
        Kind::Session => SESSION,
        Kind::Credentials => CREDENTIALS,
        Kind::SignIn => SIGN_IN,
        Kind::Redirect => REDIRECT,
        Kind::OnSignIn => ON_SIGN_IN,
        Kind::OnSignOut => ON_SIGN_OUT,
        Kind::OnSession => ON_SESSION,
    }
}
