//! What people type who come from Auth.js or from another framework, and what it is called here.

/// Attributes, and ours with its arguments.
pub(crate) const MARKERS: &[(&str, &str)] = &[
    ("signIn", "sign_in"),
    ("signin", "sign_in"),
    ("authorize", "credentials"),
    ("events", "on"),
    ("event", "on"),
    ("on_sign_in", "on(sign_in)"),
    ("on_sign_out", "on(sign_out)"),
    ("signOut", "on(sign_out)"),
    ("sign_out", "on(sign_out)"),
    ("on_create_user", "on(create_user)"),
    ("createUser", "on(create_user)"),
    ("create_user", "on(create_user)"),
    ("on_update_user", "on(update_user)"),
    ("updateUser", "on(update_user)"),
    ("update_user", "on(update_user)"),
    ("on_link_account", "on(link_account)"),
    ("linkAccount", "on(link_account)"),
    ("link_account", "on(link_account)"),
    ("on_session", "on(session)"),
];

/// Values of `strategy`, and ours.
pub(crate) const STRATEGIES: &[(&str, &str)] = &[
    ("cookie", "jwt"),
    ("encrypted", "jwt(encrypted)"),
    ("jwe", "jwt(encrypted)"),
    ("token", "jwt"),
    ("stateless", "jwt"),
    ("db", "database"),
    ("sql", "database"),
    ("sqlite", "database"),
    ("postgres", "database"),
    ("mysql", "database"),
    ("adapter", "database"),
];

/// Options of the attribute that were meant to choose the strategy.
pub(crate) const STRATEGY_OPTIONS: &[(&str, &str)] = &[
    (
        "session",
        "`strategy = jwt` or `strategy = database`; the rest is said to the builder, as in `auth::builder().max_age(..)`",
    ),
    (
        "session_strategy",
        "`strategy = jwt` or `strategy = database`",
    ),
    (
        "sessionStrategy",
        "`strategy = jwt` or `strategy = database`",
    ),
    ("jwt", "`strategy = jwt`"),
    ("database", "`strategy = database`"),
];

/// Options of Auth.js that are something else here, and what.
pub(crate) const OPTIONS: &[(&str, &str)] = &[
    ("callbacks", FUNCTION),
    (
        "events",
        "each is a function in the module: `#[on(sign_in)] async fn signed_in(user: &User) { .. }`",
    ),
    ("debug", LOG),
    ("logger", LOG),
];

const FUNCTION: &str =
    "each is a function in the module: `#[jwt] async fn jwt(token: Token) -> Token { .. }`";

const LOG: &str = "the log goes to `tracing`, and its subscriber chooses what to show";

/// Options of `#[credentials(..)]`, and ours.
pub(crate) const FORM_OPTIONS: &[(&str, &str)] = &[("label", "name"), ("title", "name")];

/// Places of `#[extend(..)]`, and ours.
pub(crate) const PLACES: &[(&str, &str)] = &[
    ("jwt", "token"),
    ("JWT", "token"),
    ("claims", "token"),
    ("users", "user"),
    ("AdapterUser", "user"),
];

/// What cannot be extended, and what to do instead.
pub(crate) const NO_PLACES: &[(&str, &str)] = &[
    (
        "profile",
        "take `profile: Option<&Profile>` in `#[jwt]`, and keep what you need with `#[extend(token)]`",
    ),
    (
        "account",
        "take `account: Option<&Account>` in `#[jwt]`, and keep what you need with `#[extend(token)]`",
    ),
    ("update", "`#[update]`"),
];

/// Parameters, and what to type instead; whatever the kind of callback is.
pub(crate) const PARAMETERS: &[(&str, &str)] = &[
    ("claims", "take `token`"),
    ("jwt", "take `token`"),
    (
        "params",
        "each value is a parameter of its own, such as `token: Token`",
    ),
    (
        "args",
        "each value is a parameter of its own, such as `token: Token`",
    ),
    (
        "props",
        "each value is a parameter of its own, such as `token: Token`",
    ),
    ("baseUrl", "`base_url`"),
];

/// The same, of `#[credentials]`.
pub(crate) const FORM_PARAMETERS: &[(&str, &str)] = &[
    ("form", FORM),
    ("input", FORM),
    ("body", FORM),
    ("username", FIELDS),
    ("email", FIELDS),
    ("password", FIELDS),
];

const FORM: &str = "take `credentials`";

const FIELDS: &str =
    "it is a field of the form: read it from `credentials: Form`, a struct with the form's fields";

/// What the application's state is often called.
pub(crate) const STATES: &[&str] = &["pool", "db", "database", "app", "config", "client", "store"];
