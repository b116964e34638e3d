use proc_macro2::{Ident, TokenStream};

use super::argument::{Argument, Setting, arguments};
use crate::error::{Errors, Report};
use crate::words::alias;
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
    let before = errors.count();
    let arguments = arguments(
        args,
        words::OPTIONS,
        "`strategy = jwt` keeps the session in the cookie, `strategy = database` in a table",
        errors,
    );
    // Whatever could not be read may have been the strategy.
    options.has_broken_strategy = errors.count() > before;
    for argument in arguments {
        if argument.key == "strategy" {
            options.has_broken_strategy |= argument.value.is_none();
            let example = "`strategy = jwt` keeps the session in the cookie, `strategy = database` in a table";
            argument.settle(&mut options.strategy, example, errors);
        } else if argument.key == "crate" {
            let example = "`crate = ::my_reexport::auth_runtime`";
            argument.settle(&mut options.krate, example, errors);
        } else {
            let name = argument.key.to_string();
            let near = suggest::nearest(&name, words::OPTIONS.iter().copied());
            options.has_broken_strategy |=
                near == Some("strategy") || find(alias::STRATEGY_OPTIONS, &name).is_some();
            errors.push(unknown(&argument, &name, module));
        }
    }
    options
}

fn unknown(argument: &Argument, name: &str, module: &Ident) -> Report {
    if let Some(call) = find(words::BUILDER_OPTIONS, name) {
        let message = format!("`{name}` is not an option of the attribute");
        let report = Report::new(&argument.key, message);
        let report = if name.to_lowercase().contains("secure") {
            report.note("cookies are secure where the URL is `https`")
        } else {
            report
        };
        return report.help(format!("`{module}::builder().{call}`"));
    }
    let help = find(alias::STRATEGY_OPTIONS, name).or_else(|| find(alias::OPTIONS, name));
    match help {
        Some(help) => Report::new(&argument.key, format!("unknown option `{name}`")).help(help),
        None => argument.unknown(words::OPTIONS),
    }
}

fn find(table: &[(&str, &'static str)], name: &str) -> Option<&'static str> {
    let entry = table.iter().find(|(word, _)| *word == name);
    entry.map(|(_, meaning)| *meaning)
}
