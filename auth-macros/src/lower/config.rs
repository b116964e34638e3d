use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

use super::callback::conditions;
use super::{attribute_args, callback, extension, place, strategy, twins};
use crate::error::{Errors, Report};
use crate::model::{AuthConfig, Callback, Extension, Filling, Place, Strategy, UpdateStruct};
use crate::parse::{Attribute, Item, Marked, Marker, Module, Options, Setting, Subject};
use crate::words::{self, alias};

/// Lowers the whole module.
pub(crate) fn config(module: Module, options: &Options, errors: &Errors) -> AuthConfig {
    let strategy = strategy::strategy(options, &module.ident, errors);
    let mut parts = Parts::default();
    for item in module.items {
        match item {
            Item::Tokens(tokens) => parts.items.extend(tokens),
            Item::Marked(marked) => parts.take(&marked, &strategy, errors),
        }
    }
    parts.names.extend(module.names);
    let is_of_tokens = |name: &Ident| words::GENERATED_FOR_TOKENS.iter().any(|word| name == word);
    let has_sources = parts
        .extensions
        .iter()
        .any(|extension| extension.filling == Filling::Sources);
    let is_generated = |name: &Ident| {
        words::GENERATED.iter().any(|(word, _)| name == word)
            && !(strategy.is_database() && is_of_tokens(name))
            && (has_sources || !words::GENERATED_FOR_SOURCES.iter().any(|word| name == word))
    };
    let extensions = twins::reported(parts.extensions(), errors);
    let has_token =
        !strategy.is_database() || (parts.speaks_of_token && !parts.names.iter().any(is_of_tokens));
    AuthConfig {
        attributes: module
            .attributes
            .iter()
            .map(ToTokens::to_token_stream)
            .collect(),
        visibility: module.visibility,
        ident: module.ident,
        inner_attributes: module.inner_attributes,
        items: parts.items,
        root: root(options.krate.as_ref(), errors),
        has_token,
        callbacks: parts.callbacks,
        extensions,
        update: parts.update,
        is_update_meant: parts.is_update_meant,
        has_broken_item: parts.has_broken,
        forgotten: forgotten(&module.functions),
        update_without_marker: parts.names.iter().find(|name| *name == "Update").cloned(),
        taken: parts.names.into_iter().filter(is_generated).collect(),
        strategy,
    }
}

/// The function that is named like a callback and has no marker, and the marker.
fn forgotten(functions: &[Ident]) -> Option<(Ident, &'static str)> {
    let markers = words::MARKERS.iter().map(|marker| (*marker, *marker));
    let names: Vec<_> = markers.chain(alias::MARKERS.iter().copied()).collect();
    functions.iter().find_map(|function| {
        let (_, marker) = names.iter().find(|(name, _)| function == name)?;
        Some((function.clone(), *marker))
    })
}

/// What the items of the module add up to.
#[derive(Default)]
struct Parts {
    items: TokenStream,
    callbacks: Vec<Callback>,
    extensions: Vec<Extension>,
    /// What a struct may have been meant to extend.
    guesses: Vec<Extension>,
    update: Option<UpdateStruct>,
    names: Vec<Ident>,
    /// Whether something was meant to be the `#[update]` struct and is not.
    is_update_meant: bool,
    /// Whether rustc cannot read an item that has a marker.
    has_broken: bool,
    /// Whether something needs the token; a mistake if there is none.
    speaks_of_token: bool,
}

impl Parts {
    fn take(&mut self, item: &Marked, strategy: &Strategy, errors: &Errors) {
        self.has_broken |= item.subject.is_broken();
        two_roles(&item.markers, errors);
        let markers = place::one_a_place(&item.markers, errors);
        match markers.as_slice() {
            [marker] if !marker.is_guess => self.take_as(marker, item, strategy, errors),
            markers => {
                // The last one counts: those above it may wait for an item that is not written yet. But a
                // struct extends all that it names, for its fields to exist where the application uses them.
                // What is wrong with the item in this role is no mistake of its own.
                let unreported = Errors::new();
                let known = self.callbacks.len();
                for (index, marker) in markers.iter().enumerate() {
                    if marker.name == "extend" || index + 1 == markers.len() {
                        self.take_as(marker, item, strategy, &unreported);
                    }
                }
                for callback in &mut self.callbacks[known..] {
                    callback.is_guess = true;
                }
                unreported.into_compile_errors();
            }
        }
        let takes_missing_token = strategy::takes_missing_token(item, strategy);
        self.speaks_of_token |= takes_missing_token;
        self.items.extend(emitted(item, takes_missing_token));
    }

    fn take_as(&mut self, marker: &Marker, item: &Marked, strategy: &Strategy, errors: &Errors) {
        if let Subject::Struct { parsed, .. } = &item.subject {
            self.names.push(parsed.ident.clone());
        }
        match (marker.name, &item.subject) {
            (_, Subject::Broken(_)) => {}
            ("extend", Subject::Struct { parsed, written }) => {
                let extension =
                    extension::extension(marker, &item.attributes, parsed, strategy, errors);
                if extension.is_none() {
                    self.guess_places(marker, item, parsed, strategy);
                }
                self.speaks_of_token |= extension.as_ref().is_some_and(|e| e.place == Place::Token);
                self.extensions.extend(extension.map(|extension| Extension {
                    is_valid: extension.is_valid && written.is_none(),
                    ..extension
                }));
                self.is_update_meant |= place::is_update(marker);
            }
            ("update", Subject::Struct { parsed, written }) => {
                self.update(marker, &item.attributes, parsed, errors);
                self.is_update_meant |= written.is_some();
            }
            ("extend", _) => misplaced(
                marker,
                "a struct with named fields and without generics",
                errors,
            ),
            ("update", subject) => {
                misplaced_update(marker, subject, strategy, errors);
                self.is_update_meant = true;
            }
            ("jwt", Subject::Function(_)) if strategy.is_database() => {
                let help = "leave it out, since `#[session]` gets the user from the database; or say `strategy = jwt`";
                strategy::no_token(marker, help, strategy, errors);
                self.speaks_of_token = true;
            }
            (_, Subject::Function(function)) => {
                self.callbacks.extend(callback::callback(
                    marker,
                    &item.attributes,
                    function,
                    strategy,
                    errors,
                ));
            }
            _ => misplaced(marker, "a function", errors),
        }
    }

    /// Where nobody knows what a struct extends, its fields could be used anywhere.
    fn guess_places(
        &mut self,
        marker: &Marker,
        item: &Marked,
        parsed: &syn::ItemStruct,
        strategy: &Strategy,
    ) {
        let unreported = Errors::new();
        for marker in place::all(marker, strategy) {
            let extension =
                extension::extension(&marker, &item.attributes, parsed, strategy, &unreported);
            self.guesses.extend(extension.map(|extension| Extension {
                is_guess: true,
                is_valid: false,
                ..extension
            }));
        }
        unreported.into_compile_errors();
    }

    /// The structs that extend something, and those that could, where nothing else does.
    fn extensions(&mut self) -> Vec<Extension> {
        let mut extensions = std::mem::take(&mut self.extensions);
        for guess in std::mem::take(&mut self.guesses) {
            if !extensions.iter().any(|known| known.place == guess.place) {
                extensions.push(guess);
            }
        }
        extensions
    }

    fn update(
        &mut self,
        marker: &Marker,
        attributes: &[Attribute],
        parsed: &syn::ItemStruct,
        errors: &Errors,
    ) {
        if let Some(first) = &self.update {
            errors.push(
                Report::new(&parsed.ident, "a second `#[update]` struct")
                    .help(format!(
                        "put the fields of both into `{}`, each as an `Option`",
                        first.ident
                    ))
                    .also(&first.ident, "the first `#[update]` struct is here"),
            );
            self.is_update_meant = true;
            return;
        }
        if let Some(args) = &marker.args {
            errors.push(Report::new(args, "`#[update]` takes no arguments").help("`#[update]`"));
        }
        attribute_args::has_value(marker, errors);
        let is_generic = !parsed.generics.params.is_empty();
        if is_generic {
            errors.push(Report::new(
                &parsed.generics,
                "`#[update]` goes on a struct without generics",
            ));
        }
        self.update = Some(UpdateStruct {
            ident: parsed.ident.clone(),
            conditions: conditions(attributes),
            is_valid: !is_generic,
        });
    }
}

fn two_roles(markers: &[Marker], errors: &Errors) {
    for pair in markers.windows(2) {
        let [first, second] = [&pair[0], &pair[1]].map(attribute_args::shown);
        let report = match pair[1].name {
            _ if first == second => Report::new(&pair[1].ident, format!("duplicate `{second}`")),
            name if name != pair[0].name => {
                let report = Report::new(&pair[1].ident, "one item can have one role");
                let is_callback = |marker: &Marker| !["extend", "update"].contains(&marker.name);
                if pair.iter().all(is_callback) {
                    report.help(format!(
                        "keep the one that the function is written for; `{second}` is another function"
                    ))
                } else {
                    report.help(format!("keep either `{first}` or `{second}`"))
                }
            }
            "extend" => Report::new(&pair[1].tokens, "a struct extends one type")
                .help(format!("a struct of its own, with `{second}`")),
            name => Report::new(
                &pair[1].tokens,
                format!(
                    "a function serves one {}",
                    if name == "on" { "event" } else { "moment" }
                ),
            )
            .help(format!("a function of its own, with `{second}`")),
        };
        errors.push(report);
    }
}

fn misplaced(marker: &Marker, place: &str, errors: &Errors) {
    let message = format!("`#[{}]` goes on {place}", marker.name);
    let report = Report::new(&marker.tokens, message);
    errors.push(match marker.name {
        "jwt" => report.help("directly in the module; `#[extend(token)]` marks a struct of fields"),
        "session" => {
            report.help("directly in the module; `#[extend(session)]` marks a struct of fields")
        }
        _ => report,
    });
}

fn misplaced_update(marker: &Marker, subject: &Subject, strategy: &Strategy, errors: &Errors) {
    let report = Report::new(&marker.tokens, "`#[update]` goes on a struct");
    errors.push(match subject {
        Subject::Function(_) if strategy.is_database() => report.help(format!(
            "`#[session]` takes `update: Option<Update>`; the struct is `{}`",
            words::UPDATE_EXAMPLE
        )),
        Subject::Function(_) => report.help(format!(
            "`#[jwt(update)]` marks a function, which takes `update: Update`; the struct is `{}`",
            words::UPDATE_EXAMPLE
        )),
        _ => report.help(format!(
            "`{}`, with an `Option` for each thing that a client may post",
            words::UPDATE_EXAMPLE
        )),
    });
}

/// The item as the application wrote it, without our attributes and without those that only a derive accepts.
fn emitted(marked: &Marked, takes_missing_token: bool) -> TokenStream {
    let attributes = &marked.attributes;
    match &marked.subject {
        Subject::Struct { parsed, written }
            if marked.markers.iter().any(|m| m.name == "extend") =>
        {
            extension::emitted(attributes, parsed, written.as_ref())
        }
        subject => {
            let tokens = subject.tokens();
            // rustc would report a receiver again, and each `self` in the body; so with a token or another parameter.
            let is_hidden = subject.has_foreign_parameters()
                || subject.has_lost_parameters()
                || takes_missing_token;
            let hide = is_hidden.then(|| quote!(#[cfg(any())]));
            quote!(#(#attributes)* #hide #tokens)
        }
    }
}

/// The path of the runtime.
fn root(setting: Option<&Setting>, errors: &Errors) -> syn::Path {
    let default = || syn::parse_quote!(::auth_runtime);
    let Some(setting) = setting else {
        return default();
    };
    match syn::parse2::<syn::Path>(setting.value.clone()) {
        Ok(path) if path.leading_colon.is_some() => path,
        Ok(path)
            if path
                .segments
                .first()
                .is_some_and(|first| first.ident == "crate") =>
        {
            path
        }
        _ if syn::parse2::<syn::LitStr>(setting.value.clone()).is_ok() => {
            let path = setting.words();
            errors.push(
                Report::new(&setting.value, "`crate` is a path, not a text")
                    .help(format!("`crate = {}`", path.trim_matches('"'))),
            );
            default()
        }
        relative => {
            let report = Report::new(&setting.value, "`crate` must be an absolute path");
            errors.push(match relative.map(|path| quote!(#path).to_string()) {
                Ok(path) => {
                    let path = path.replace(' ', "");
                    report.help(format!("`crate = ::{path}` or `crate = crate::{path}`"))
                }
                Err(_) => report.help("`crate = ::my_reexport::auth_runtime`"),
            });
            default()
        }
    }
}
