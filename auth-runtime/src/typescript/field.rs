use std::fmt;

use ts_rs::{Config, TS};

use super::named::Named;

/// A field of the session, as the client reads it.
///
/// ```
/// use auth_runtime::typescript::{Declaration, Field};
///
/// let id = Field::new::<u64>("tenant-id").docs(&[" Who pays."]);
/// let text = Declaration::new(&[], &[id]).to_string();
/// assert!(text.contains("  /** Who pays. */\n  \"tenant-id\": number;\n"));
/// ```
#[derive(Clone, Copy)]
pub struct Field {
    key: &'static str,
    docs: &'static [&'static str],
    is_left_out_if_none: bool,
    is_optional: bool,
    pub(super) is_flattened: bool,
    ty: Option<Type>,
}

/// What there is to ask of a field's type.
#[derive(Clone, Copy)]
struct Type {
    name: fn(&Config) -> String,
    is_option: bool,
    visit: fn(&mut Named),
}

impl Field {
    /// A field with its name in JSON.
    pub fn new<T: TS + 'static>(key: &'static str) -> Self {
        let ty = Type {
            name: T::name,
            is_option: T::IS_OPTION,
            visit: Named::visit_all::<T>,
        };
        Self {
            ty: Some(ty),
            ..Self::unknown(key)
        }
    }

    /// A field that a function writes, so that its type says nothing of what the client gets.
    pub fn unknown(key: &'static str) -> Self {
        Self {
            key,
            docs: &[],
            is_left_out_if_none: false,
            is_optional: false,
            is_flattened: false,
            ty: None,
        }
    }

    /// Its documentation, line by line.
    pub fn docs(self, docs: &'static [&'static str]) -> Self {
        Self { docs, ..self }
    }

    /// It may be left out.
    pub fn optional(self) -> Self {
        Self {
            is_optional: true,
            ..self
        }
    }

    /// It is left out if there is nothing in its `Option`, so it never is `null`.
    pub fn left_out_if_none(self) -> Self {
        Self {
            is_left_out_if_none: true,
            is_optional: true,
            ..self
        }
    }

    /// Its fields stand in the place of the field.
    pub fn flattened(self) -> Self {
        Self {
            is_flattened: true,
            ..self
        }
    }

    /// Its type as TypeScript has it.
    pub(super) fn type_text(&self, config: &Config) -> String {
        let is_option = self.ty.is_some_and(|ty| ty.is_option);
        let text = self.type_if_present(config);
        match is_option {
            // Of an absent one nothing is written.
            true if self.is_flattened => format!("Partial<{text}>"),
            true if !self.is_left_out_if_none => format!("{text} | null"),
            _ => text,
        }
    }

    /// Its type; of an `Option` the one inside.
    pub(super) fn type_if_present(&self, config: &Config) -> String {
        let Some(ty) = self.ty else {
            return "unknown".to_owned();
        };
        let text = (ty.name)(config);
        match text.strip_suffix(" | null") {
            Some(inner) if ty.is_option => inner.to_owned(),
            _ => text,
        }
    }

    /// Lets the types that the field names be declared as well.
    pub(super) fn visit(&self, named: &mut Named) {
        if let Some(ty) = self.ty {
            (ty.visit)(named);
        }
    }

    /// The field in an interface.
    pub(super) fn write(&self, to: &mut impl fmt::Write, config: &Config) -> fmt::Result {
        write_docs(to, "  ", self.docs)?;
        let mark = if self.is_optional { "?" } else { "" };
        let ty = self.type_text(config);
        writeln!(to, "  {}{mark}: {ty};", property(self.key))
    }
}

impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Field").field(&self.key).finish()
    }
}

/// Documentation as an editor shows it.
pub(super) fn write_docs(to: &mut impl fmt::Write, indent: &str, docs: &[&str]) -> fmt::Result {
    let text = docs.join("\n").replace("*/", "*\\/");
    let lines: Vec<&str> = text.lines().map(trimmed).collect();
    match lines.as_slice() {
        [] => Ok(()),
        [line] => writeln!(to, "{indent}/** {line} */"),
        lines => {
            writeln!(to, "{indent}/**")?;
            for line in lines {
                writeln!(
                    to,
                    "{indent} *{}{line}",
                    if line.is_empty() { "" } else { " " }
                )?;
            }
            writeln!(to, "{indent} */")
        }
    }
}

/// Without the space that follows the slashes.
fn trimmed(line: &str) -> &str {
    line.strip_prefix(' ').unwrap_or(line).trim_end()
}

/// A name as it is written in an interface, in quotes where it has to be.
fn property(key: &str) -> String {
    let is_letter = |letter: char| letter.is_ascii_alphabetic() || matches!(letter, '_' | '$');
    let is_word = key.starts_with(is_letter)
        && key
            .chars()
            .all(|letter| is_letter(letter) || letter.is_ascii_digit());
    if is_word {
        key.to_owned()
    } else {
        serde_json::Value::from(key).to_string()
    }
}
