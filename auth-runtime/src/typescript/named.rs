use std::collections::BTreeMap;

use ts_rs::{Config, TS, TypeVisitor};

use crate::Timestamp;

/// The application's types that fields name, with what declares each.
pub(super) struct Named {
    config: Config,
    types: BTreeMap<String, Declared>,
}

struct Declared {
    rust: &'static str,
    docs: String,
    declaration: String,
}

impl Named {
    pub(super) fn new(config: Config) -> Self {
        let types = BTreeMap::new();
        Self { config, types }
    }

    /// Adds a type, and those that it is made of.
    pub(super) fn visit_all<T: TS + 'static>(&mut self) {
        self.visit::<T>();
        T::visit_generics(self);
    }

    /// The declarations, in the order of their names.
    pub(super) fn texts(&self) -> impl Iterator<Item = String> {
        self.types.values().map(|declared| {
            let Declared {
                docs, declaration, ..
            } = declared;
            format!("{docs}export {}", declaration.trim_end())
        })
    }

    /// Whether a type is one of several, as that of an enum is: no interface can extend such a type.
    pub(super) fn is_choice(&self, ty: &str) -> bool {
        let ty = outside_of_brackets(ty);
        let is_choice_by_name = |name| {
            let declared = self.types.get(name)?;
            let declaration = outside_of_brackets(&declared.declaration);
            let (_, definition) = declaration.split_once('=')?;
            Some(self.is_choice(definition))
        };
        ty.contains('|')
            || ty
                .split(['&', '(', ')', ' ', ';'])
                .any(|name| is_choice_by_name(name).unwrap_or(false))
    }

    pub(super) fn config(&self) -> &Config {
        &self.config
    }
}

impl TypeVisitor for Named {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // Types without a file of their own need no declaration: `string`, and lists of others.
        if T::output_path().is_none() {
            return;
        }
        let name = T::ident(&self.config);
        let rust = std::any::type_name::<T>();
        let docs = T::docs().unwrap_or_default();
        let declaration = T::decl(&self.config);
        let other = match self.types.get(&name) {
            Some(known) if known.docs == docs && known.declaration == declaration => return,
            Some(known) => Some(known.rust),
            None => OURS
                .contains(&name.as_str())
                .then_some("a type of this file"),
        };
        assert!(
            other.is_none(),
            "`{name}` would be two types in TypeScript: `{rust}` and {}\n\n\
             help: `#[ts(rename = \"..\")]` on one of them",
            other.map_or_else(String::new, |other| format!("`{other}`"))
        );
        let declared = Declared {
            rust,
            docs,
            declaration,
        };
        self.types.insert(name, declared);
        T::visit_dependencies(self);
    }
}

/// The names that every file has.
const OURS: [&str; 2] = ["SessionUser", "SessionFields"];

impl TS for Timestamp {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;

    fn name(_: &Config) -> String {
        "string".to_owned()
    }

    fn inline(config: &Config) -> String {
        Self::name(config)
    }
}

/// A type without what is in braces and brackets, in quotes, or in a comment.
fn outside_of_brackets(ty: &str) -> String {
    let mut outside = String::new();
    let mut depth = 0_usize;
    let mut rest = ty;
    while let Some(letter) = rest.chars().next() {
        let skipped = match letter {
            '/' if rest.starts_with("/*") => rest.find("*/").map(|end| end + 2),
            '"' => rest[1..].find('"').map(|end| end + 2),
            _ => None,
        };
        match letter {
            _ if skipped.is_some() => {}
            '{' | '[' | '<' => depth += 1,
            '}' | ']' | '>' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(letter),
            _ => {}
        }
        rest = &rest[skipped.unwrap_or(letter.len_utf8())..];
    }
    outside
}
