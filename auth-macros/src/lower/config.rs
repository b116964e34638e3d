use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

use super::callback::conditions;
use super::{attribute_args, callback, extension};
use crate::error::{Errors, Report, at_attribute};
use crate::model::{AuthConfig, Callback, Extension, UpdateStruct};
use crate::parse::{Attribute, Item, Marked, Marker, Module, Options, Setting, Subject};
use crate::{suggest, words};

/// Lowers the whole module.
pub(crate) fn config(module: Module, options: &Options, errors: &Errors) -> AuthConfig {
    strategy(options, &module.ident, errors);
    let mut parts = Parts::default();
    for item in module.items {
        match item {
            Item::Tokens(tokens) => parts.items.extend(tokens),
            Item::Marked(marked) => parts.take(&marked, errors),
        }
    }
    parts.names.extend(module.names);
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
        callbacks: parts.callbacks,
        extensions: parts.extensions,
        update: parts.update,
        names: parts.names,
    }
}

/// What the items of the module add up to.
#[derive(Default)]
struct Parts {
    items: TokenStream,
    callbacks: Vec<Callback>,
    extensions: Vec<Extension>,
    update: Option<UpdateStruct>,
    names: Vec<Ident>,
}

impl Parts {
    fn take(&mut self, item: &Marked, errors: &Errors) {
        let Some((marker, others)) = item.markers.split_last() else {
            return;
        };
        if others.is_empty() {
            self.take_as(marker, item, errors);
        } else {
            two_roles(&item.markers, errors);
            // The last one counts: those above it may wait for an item that is not written yet.
            // What is wrong with the item in this role is no mistake of its own.
            let unreported = Errors::new();
            self.take_as(marker, item, &unreported);
            unreported.into_compile_errors();
        }
        self.items.extend(emitted(item));
    }

    fn take_as(&mut self, marker: &Marker, item: &Marked, errors: &Errors) {
        if let Subject::Struct { parsed } = &item.subject {
            self.names.push(parsed.ident.clone());
        }
        match (marker.name, &item.subject) {
            (_, Subject::Broken(_)) => {}
            ("extend", Subject::Struct { parsed }) => {
                self.extensions.extend(extension::extension(
                    marker,
                    &item.attributes,
                    parsed,
                    errors,
                ));
            }
            ("update", Subject::Struct { parsed }) => {
                self.update(marker, &item.attributes, parsed, errors);
            }
            ("extend", _) => misplaced(
                marker,
                "a struct with named fields and without generics",
                errors,
            ),
            ("update", _) => misplaced(marker, "a struct", errors),
            (_, Subject::Function(function)) => {
                self.callbacks.extend(callback::callback(
                    marker,
                    &item.attributes,
                    function,
                    errors,
                ));
            }
            _ => misplaced(marker, "a function", errors),
        }
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
                    .also(&first.ident, "the first `#[update]` struct is here"),
            );
            return;
        }
        if let Some(args) = &marker.args {
            errors.push(Report::new(args, "`#[update]` takes no arguments"));
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
        errors.push(
            Report::new(&pair[1].ident, "one item can have one role").help(format!(
                "keep either `#[{}]` or `#[{}]`",
                pair[0].name, pair[1].name
            )),
        );
    }
}

fn misplaced(marker: &Marker, place: &str, errors: &Errors) {
    errors.push(Report::new(
        &marker.tokens,
        format!("`#[{}]` goes on {place}", marker.name),
    ));
}

/// The item as the application wrote it, without our attributes and without those that only a derive accepts.
fn emitted(marked: &Marked) -> TokenStream {
    let attributes = &marked.attributes;
    match &marked.subject {
        Subject::Struct { parsed } if marked.markers.iter().any(|m| m.name == "extend") => {
            extension::emitted(attributes, parsed)
        }
        subject => {
            let tokens = subject.tokens();
            // rustc would report a receiver again, and each `self` in the body.
            let hide = subject.has_receiver().then(|| quote!(#[cfg(any())]));
            quote!(#(#attributes)* #hide #tokens)
        }
    }
}

fn strategy(options: &Options, module: &Ident, errors: &Errors) {
    let Some(setting) = &options.strategy else {
        if !options.has_broken_strategy {
            let attribute = Ident::new("auth_config", at_attribute(module.span()));
            errors.push(
                Report::new(&attribute, "choose where the session lives")
                    .help("`#[auth_config(strategy = jwt)]` keeps it in the cookie"),
            );
        }
        return;
    };
    let words = setting.words();
    if !words::STRATEGIES.contains(&words.as_str()) {
        errors.push(
            Report::new(&setting.value, format!("unknown strategy `{words}`"))
                .help(suggest::list(words::STRATEGIES)),
        );
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
