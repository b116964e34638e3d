use proc_macro2::{Ident, TokenStream};

use super::argument::{Argument, Setting, arguments};
use crate::error::{Errors, Report};
use crate::{suggest, words};

/// The options of `#[auth_config(..)]`.
#[derive(Default)]
pub(crate) struct Options {
    pub(crate) strategy: Option<Setting>,
    pub(crate) krate: Option<Setting>,
    /// Whether there is something that was meant to be the strategy; it has its own error then.
    pub(crate) has_broken_strategy: bool,
}

/// Reads the attribute's arguments.
pub(crate) fn options(args: TokenStream, module: &Ident, errors: &Errors) -> Options {
    let mut options = Options::default();
    for argument in arguments(args, words::OPTIONS, errors) {
        if argument.key == "strategy" {
            options.has_broken_strategy |= argument.value.is_none();
            argument.settle(&mut options.strategy, "`strategy = jwt`", errors);
        } else if argument.key == "crate" {
            let example = "`crate = ::my_reexport::auth_runtime`";
            argument.settle(&mut options.krate, example, errors);
        } else {
            let name = argument.key.to_string();
            options.has_broken_strategy |=
                suggest::nearest(&name, words::OPTIONS.iter().copied()) == Some("strategy");
            errors.push(unknown(&argument, &name, module));
        }
    }
    options
}

fn unknown(argument: &Argument, name: &str, module: &Ident) -> Report {
    let of_builder = words::BUILDER_OPTIONS
        .iter()
        .find(|(word, _)| *word == name);
    match of_builder {
        Some((_, call)) => Report::new(
            &argument.key,
            format!("`{name}` is not an option of the attribute"),
        )
        .help(format!("`{module}::builder().{call}`")),
        None => argument.unknown(words::OPTIONS),
    }
}
