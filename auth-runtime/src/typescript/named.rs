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
    text: String,
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
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.types.values().map(|declared| declared.text.as_str())
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
        let text = format!("{docs}export {}", T::decl(&self.config));
        let other = match self.types.get(&name) {
            Some(known) if known.text == text => return,
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
        self.types.insert(name, Declared { rust, text });
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
