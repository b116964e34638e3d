use std::fmt::{self, Write as _};

use ts_rs::Config;

use super::field::{Field, write_docs};
use super::named::Named;

/// The fields of `session.user` that every session has, as next-auth declares them.
const USER: &[(&str, &str)] = &[
    ("name", "Full name, for display."),
    ("email", "E-mail address."),
    ("image", "URL of a picture."),
];

/// A page that imports `next-auth/react` alone would not have the module whose type is extended.
const HEAD: &str = "\
// What the server shows of a session. Made from the Rust types: do not edit.

import \"next-auth\";

";

/// What a client sees of a session; [`to_string`](ToString::to_string) is the text of `next-auth.d.ts`.
///
/// `#[auth_config]` writes a function `typescript()` that gives this text for its module. By hand it is made of
/// the fields that the session has beside those of Auth.js:
///
/// ```
/// use auth_runtime::typescript::{Declaration, Field};
///
/// let user = [Field::new::<String>("id")];
/// let text = Declaration::new(&user, &[]).to_string();
/// assert!(text.contains("  id: string;\n"));
/// ```
///
/// # Panics
///
/// If two types have one name in TypeScript, or if a choice between types, as most enums are, is flattened into
/// the session itself.
#[derive(Clone, Debug)]
pub struct Declaration {
    user: Vec<Field>,
    session: Vec<Field>,
}

impl Declaration {
    /// With the extra fields of `session.user`, and those of the session itself.
    pub fn new(user: &[Field], session: &[Field]) -> Self {
        Self {
            user: user.to_vec(),
            session: session.to_vec(),
        }
    }
}

impl fmt::Display for Declaration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Large numbers as well are what `JSON.parse` makes of them.
        let config = Config::new().with_large_int("number");
        let mut named = Named::new(config);
        for field in self.user.iter().chain(&self.session) {
            field.visit(&mut named);
        }
        for field in self.session.iter().filter(|field| field.is_flattened) {
            let ty = field.type_if_present(named.config());
            assert!(
                !named.is_choice(&ty),
                "`{ty}` is a choice between types, and flattened into the session, which is one interface in \
                 TypeScript\n\n\
                 help: flatten it into `session.user`, or let it be a field of its own"
            );
        }
        let has_fields = !self.session.is_empty();
        let base = if has_fields {
            " extends SessionFields"
        } else {
            ""
        };
        f.write_str(HEAD)?;
        writeln!(f, "declare module \"next-auth\" {{")?;
        writeln!(f, "  interface Session{base} {{")?;
        writeln!(f, "    /** Who is signed in. */")?;
        writeln!(f, "    user: SessionUser;\n  }}\n}}\n")?;
        if has_fields {
            let docs = "What the session has beside its `user` and when it `expires`.";
            write_type(f, &named, "SessionFields", docs, "", &self.session)?;
            f.write_str("\n")?;
        }
        let mut defaults = String::new();
        for (name, doc) in USER {
            write_docs(&mut defaults, "  ", &[doc])?;
            // The server leaves out what it does not know; Auth.js itself may write `null`.
            writeln!(defaults, "  {name}?: string | null;")?;
        }
        let docs = "Who is signed in: what is under `session.user`.";
        write_type(f, &named, "SessionUser", docs, &defaults, &self.user)?;
        for text in named.texts() {
            writeln!(f, "\n{text}")?;
        }
        Ok(())
    }
}

/// A type with these fields: an interface, or one and what is flattened into it.
fn write_type(
    f: &mut fmt::Formatter<'_>,
    named: &Named,
    name: &str,
    docs: &str,
    defaults: &str,
    fields: &[Field],
) -> fmt::Result {
    let config = named.config();
    let (flattened, own): (Vec<&Field>, Vec<&Field>) =
        fields.iter().partition(|field| field.is_flattened);
    write_docs(f, "", &[docs])?;
    if flattened.is_empty() {
        writeln!(f, "export interface {name} {{")?;
    } else {
        writeln!(f, "export type {name} = {{")?;
    }
    f.write_str(defaults)?;
    for field in own {
        field.write(f, config)?;
    }
    f.write_str("}")?;
    for field in &flattened {
        let ty = field.type_text(config);
        // A choice between types is no operand by itself.
        if ty.contains('|') {
            write!(f, " & ({ty})")?;
        } else {
            write!(f, " & {ty}")?;
        }
    }
    f.write_str(if flattened.is_empty() { "\n" } else { ";\n" })
}
