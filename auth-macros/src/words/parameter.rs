use crate::model::{Kind, StrategyKind};

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

const SESSION_REF: Parameter = parameter("session", "&Session", "SessionRef", "&Session");
const SESSION_START: Parameter = required(
    "session",
    "Session",
    "SessionStart",
    "<Session as ROOT::Extended>::Start",
);

const JWT: &[Parameter] = &[
    required(
        "token",
        "Token",
        "JwtToken",
        "ROOT::TokenStart<Token, <Token as ROOT::Extended>::Start>",
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
    required(
        "token",
        "DefaultToken",
        "NewToken",
        "<Token as ROOT::Extended>::Start",
    ),
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

const SESSION: &[Parameter] = &[SESSION_START, TOKEN_REF, STATE];

const SESSION_OF_DATABASE: &[Parameter] = &[
    SESSION_START,
    parameter("user", "&User", "SessionCallbackUser", "&User"),
    parameter(
        "trigger",
        "Trigger",
        "SessionCallbackTrigger",
        "ROOT::Trigger",
    ),
    parameter(
        "update",
        "Option<Update>",
        "SessionCallbackUpdate",
        "::core::option::Option<<Config as ROOT::DatabaseCallbacks>::Update>",
    ),
    STATE,
];

const CREDENTIALS: &[Parameter] = &[required("credentials", "Form", "FormPayload", ""), STATE];

const PROFILE_OF_USER: &[Parameter] = &[
    required("user", "DefaultUser", "NewUser", "ROOT::DefaultUser"),
    parameter("profile", "&Profile", "ProfileRef", "&ROOT::Profile"),
    ACCOUNT,
    STATE,
];

const SIGN_IN: &[Parameter] = &[USER, ACCOUNT, PROFILE, STATE];

const REDIRECT: &[Parameter] = &[
    required("url", "&str", "RedirectUrl", "&::core::primitive::str"),
    parameter("base_url", "&Url", "RedirectBaseUrl", "&ROOT::Url"),
    STATE,
];

const ON_SIGN_IN: &[Parameter] = &[USER, ACCOUNT, PROFILE, TRIGGER, STATE];

const ON_SIGN_OUT: &[Parameter] = &[TOKEN_REF, STATE];

const ON_SIGN_OUT_OF_DATABASE: &[Parameter] = &[USER, STATE];

const ON_CREATE_USER: &[Parameter] = &[USER, STATE];

const ON_UPDATE_USER: &[Parameter] = &[USER, STATE];

const ON_LINK_ACCOUNT: &[Parameter] = &[USER, ACCOUNT, PROFILE, STATE];

const ON_SESSION: &[Parameter] = &[SESSION_REF, TOKEN_REF, STATE];

const ON_SESSION_OF_DATABASE: &[Parameter] = &[SESSION_REF, USER, STATE];

/// What the callbacks of a kind may take, in the order in which messages list it.
/// `ROOT` stands for the path of the runtime.
pub(crate) fn parameters(kind: Kind, strategy: StrategyKind) -> &'static [Parameter] {
    let of = |jwt, database| match strategy {
        StrategyKind::Jwt => jwt,
        StrategyKind::Database => database,
    };
    match kind {
        Kind::Jwt => JWT,
        Kind::JwtSignIn => JWT_SIGN_IN,
        Kind::JwtRead => JWT_READ,
        Kind::JwtUpdate => JWT_UPDATE,
        Kind::Session => of(SESSION, SESSION_OF_DATABASE),
        Kind::Credentials => CREDENTIALS,
        Kind::Profile => PROFILE_OF_USER,
        Kind::SignIn => SIGN_IN,
        Kind::Redirect => REDIRECT,
        Kind::OnSignIn => ON_SIGN_IN,
        Kind::OnSignOut => of(ON_SIGN_OUT, ON_SIGN_OUT_OF_DATABASE),
        Kind::OnCreateUser => ON_CREATE_USER,
        Kind::OnUpdateUser => ON_UPDATE_USER,
        Kind::OnLinkAccount => ON_LINK_ACCOUNT,
        Kind::OnSession => of(ON_SESSION, ON_SESSION_OF_DATABASE),
    }
}
