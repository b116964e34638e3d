use proc_macro2::{Ident, TokenStream};
use syn::FnArg;

use super::parameter;
use crate::error::{Errors, Report, at_attribute};
use crate::model::{Strategy, StrategyKind, TokenFormat};
use crate::parse::{Marked, Marker, Options, Subject};
use crate::words::alias;
use crate::{suggest, words};

/// Where the session lives. Without a choice the generated types are those of a token.
pub(super) fn strategy(options: &Options, module: &Ident, errors: &Errors) -> Strategy {
    let guess = |kind, format| Strategy {
        kind,
        format,
        value: TokenStream::new(),
    };
    let Some(setting) = &options.strategy else {
        if !options.has_broken_strategy {
            let attribute = Ident::new("auth_config", at_attribute(module.span()));
            errors.push(
                Report::new(&attribute, "choose where the session lives").help(
                    "`strategy = jwt` keeps it in the cookie, `strategy = database` in a table",
                ),
            );
        }
        return guess(StrategyKind::Jwt, TokenFormat::Signed);
    };
    let words = setting.words();
    let find = |word: &str| words::STRATEGIES.iter().find(|(known, ..)| *known == word);
    if let Some((_, kind, format)) = find(&words) {
        return Strategy {
            kind: *kind,
            format: *format,
            value: setting.value.clone(),
        };
    }
    // `"jwt"` and `Strategy::Jwt` say what was meant.
    let plain = words.trim_matches('"');
    let last = plain.rsplit("::").next().unwrap_or(plain);
    let known = words::STRATEGIES.iter().map(|(word, ..)| *word);
    let alias = alias::STRATEGIES.iter().find(|(word, _)| *word == last);
    let meant = alias
        .map(|(_, meant)| *meant)
        .or_else(|| suggest::nearest(last, known.clone()));
    let report = if plain == words {
        Report::new(&setting.value, format!("unknown strategy `{words}`"))
    } else {
        Report::new(&setting.value, "the strategy is a word, not a text")
    };
    errors.push(match meant {
        Some(meant) => report.help(format!("`strategy = {meant}`")),
        None => report.help(suggest::list(&known.collect::<Vec<_>>())),
    });
    let (kind, format) = meant.and_then(find).map_or(
        (StrategyKind::Jwt, TokenFormat::Signed),
        |(_, kind, format)| (*kind, *format),
    );
    guess(kind, format)
}

/// A second place for a mistake that is one with this strategy only.
pub(super) fn set_here(report: Report, strategy: &Strategy) -> Report {
    report.also(&strategy.value, "the strategy without a token is set here")
}

/// Something of the token, which is not there with this strategy.
pub(super) fn no_token(marker: &Marker, help: &str, strategy: &Strategy, errors: &Errors) {
    if strategy.is_known() {
        let report = Report::new(
            &marker.tokens,
            "with `strategy = database` there is no token",
        );
        errors.push(set_here(report.help(help), strategy));
    }
}

/// Whether the item is a callback that takes a token which is not there, and whose body is likely to speak of it.
pub(super) fn takes_missing_token(item: &Marked, strategy: &Strategy) -> bool {
    let Subject::Function(function) = &item.subject else {
        return false;
    };
    let is_token = |input: &FnArg| match input {
        FnArg::Typed(typed) => parameter::name(&typed.pat).is_some_and(|(_, name)| name == "token"),
        FnArg::Receiver(_) => false,
    };
    strategy.is_database() && function.signature.inputs.iter().any(is_token)
}
