//! What the macro writes grows with the module as a line does: one more field or callback costs the same,
//! however many there are already.
//!
//! `cargo test -p auth-macros cost -- --nocapture` prints what each costs in lines.

use proc_macro2::{TokenStream, TokenTree};

use super::{expand, pretty};

/// Something that a module may have many of.
struct Many {
    what: &'static str,
    strategy: &'static str,
    /// The module, with `MANY` in the place of all of them.
    module: &'static str,
    /// One of them, with `NNN` in the place of its number.
    one: &'static str,
}

const MANY: &[Many] = &[
    Many {
        what: "field of the user",
        strategy: "jwt",
        module: "#[extend(user)] pub struct Person { MANY }
                 #[profile] fn profile(user: DefaultUser) -> User { complete(user) }",
        one: "pub fieldNNN: String,",
    },
    Many {
        what: "field of the user, as a column",
        strategy: "database",
        module: "#[extend(user)] pub struct Person { MANY }",
        one: "pub fieldNNN: String,",
    },
    Many {
        what: "field of the user, with a condition",
        strategy: "jwt",
        module: "#[extend(user)] pub struct Person { MANY }
                 #[profile] fn profile(user: DefaultUser) -> User { complete(user) }",
        one: "#[cfg(feature = \"NNN\")] pub fieldNNN: String,",
    },
    Many {
        what: "field of the token",
        strategy: "jwt",
        module: "#[extend(token)] pub struct Claims { MANY }
                 #[jwt] fn jwt(token: Token) -> Token { token }",
        one: "pub fieldNNN: String,",
    },
    Many {
        what: "field of the session",
        strategy: "jwt",
        module: "#[extend(session)] pub struct Tenant { MANY }
                 #[session] fn session(session: Session) -> Session { session }",
        one: "pub fieldNNN: String,",
    },
    Many {
        what: "field of the session's user",
        strategy: "jwt",
        module: "#[extend(session.user)] pub struct Identity { MANY }
                 #[session] fn session(session: Session) -> Session { session }",
        one: "pub fieldNNN: String,",
    },
    Many {
        what: "form",
        strategy: "jwt",
        module: "MANY",
        one: "#[credentials(id = \"NNN\")]
              async fn formNNN(credentials: Form, state: &Pool) -> Option<User> { None }",
    },
    Many {
        what: "form, with a condition",
        strategy: "jwt",
        module: "MANY",
        one: "#[cfg(feature = \"NNN\")] #[credentials(id = \"NNN\")]
              async fn formNNN(credentials: Form, state: &Pool) -> Option<User> { None }",
    },
    Many {
        what: "event, with a condition",
        strategy: "jwt",
        module: "MANY",
        one: "#[cfg(feature = \"NNN\")] #[on(sign_out)]
              async fn eventNNN(token: &Token, state: &Pool) {}",
    },
];

#[test]
fn the_expansion_is_linear_in_the_module() {
    println!("lines that are generated for one more");
    for many in MANY {
        let [few, some, lots] = [10, 20, 40].map(|count| many.size(count));
        for (unit, of) in [("tokens", 0), ("letters", 1)] {
            let (first, second) = (some[of] - few[of], lots[of] - some[of]);
            assert_eq!(2 * first, second, "{unit} for one more {}", many.what);
        }
        println!("{}: {}", many.what, (lots[2] - some[2]) / 20);
    }
}

impl Many {
    /// Tokens, letters and lines of the expansion of a module with so many of them, without the module's own.
    fn size(&self, count: usize) -> [usize; 3] {
        // Numbers of one length, so that each of them has as many letters.
        let all: String = (100..100 + count)
            .map(|number| self.one.replace("NNN", &number.to_string()))
            .collect();
        let module = format!("mod auth {{ {} }}", self.module.replace("MANY", &all));
        let expansion = expand(&format!("strategy = {}", self.strategy), &module);
        let module: TokenStream = module.parse().expect("the module has balanced tokens");
        let [written, own] = [expansion, module].map(|tokens| {
            let letters = tokens.to_string().len();
            [
                count_tokens(tokens.clone()),
                letters,
                pretty(tokens).lines().count(),
            ]
        });
        std::array::from_fn(|unit| written[unit] - own[unit])
    }
}

fn count_tokens(tokens: TokenStream) -> usize {
    tokens
        .into_iter()
        .map(|tree| match tree {
            TokenTree::Group(group) => 2 + count_tokens(group.stream()),
            _ => 1,
        })
        .sum()
}
