use proc_macro2::TokenStream;

use super::attribute_args;
use crate::error::{Errors, Report};
use crate::model::{Place, Strategy};
use crate::parse::Marker;
use crate::words::alias;
use crate::{suggest, words};

/// The type that the marker names, or was meant to name, so that its fields exist where the application uses them.
pub(super) fn place(marker: &Marker, errors: &Errors) -> Option<Place> {
    let known = || words::PLACES.iter().map(|(path, _)| *path);
    let Some(args) = marker.args.as_ref().filter(|args| !args.is_empty()) else {
        errors.push(
            Report::new(&marker.ident, "`#[extend(..)]` needs the type to extend")
                .help(suggest::list(&known().collect::<Vec<_>>())),
        );
        return None;
    };
    let path = attribute_args::plain(args);
    let find = |path: &str| words::PLACES.iter().find(|(known, _)| *known == path);
    if let Some((_, place)) = find(&path) {
        return Some(*place);
    }
    let report = Report::new(args, format!("nothing to extend at `{path}`"));
    if let Some((_, help)) = alias::NO_PLACES.iter().find(|(word, _)| *word == path) {
        errors.push(report.help(help));
        return None;
    }
    let alias = alias::PLACES.iter().find(|(word, _)| *word == path);
    let near = alias
        .map(|(_, place)| *place)
        .or_else(|| suggest::nearest(&path, known()))
        // `session.user.id`: the field belongs into the struct.
        .or_else(|| known().rfind(|known| path.starts_with(&format!("{known}."))));
    errors.push(match near {
        Some(near) => report.help(format!("`#[extend({near})]`")),
        None => report.help(suggest::list(&known().collect::<Vec<_>>())),
    });
    near.and_then(find).map(|(_, place)| *place)
}

/// The markers, with one for each place of an `#[extend(..)]` that names several.
pub(super) fn one_a_place(markers: &[Marker], errors: &Errors) -> Vec<Marker> {
    let mut single = Vec::new();
    for marker in markers {
        let is_place = marker.name == "extend";
        let args = marker.args.clone().filter(|_| is_place).unwrap_or_default();
        let (mut place, mut rest) = attribute_args::split_at_comma(args);
        if rest.is_empty() {
            single.push(marker.clone());
            continue;
        }
        errors.push(
            Report::new(&rest, "a struct extends one type").help(format!(
                "a struct of its own, with `#[extend({})]`",
                attribute_args::plain(&rest)
            )),
        );
        while !place.is_empty() {
            single.push(Marker {
                args: Some(place),
                is_guess: true,
                ..marker.clone()
            });
            (place, rest) = attribute_args::split_at_comma(rest);
        }
    }
    single
}

/// The marker for each type that can be extended, for a struct of which it is not known.
pub(super) fn all(marker: &Marker, strategy: &Strategy) -> Vec<Marker> {
    let places = words::PLACES.iter();
    let places = places.filter(|(_, place)| !(strategy.is_database() && *place == Place::Token));
    places
        .map(|(path, _)| Marker {
            args: path.parse().ok(),
            value: TokenStream::new(),
            is_guess: true,
            ..marker.clone()
        })
        .collect()
}

/// Whether it is `#[extend(update)]`.
pub(super) fn is_update(marker: &Marker) -> bool {
    marker
        .args
        .as_ref()
        .is_some_and(|args| attribute_args::plain(args) == "update")
}
