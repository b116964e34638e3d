use std::collections::BTreeMap;

use super::serde_attribute;
use crate::error::{Errors, Report};
use crate::model::{Field, Place};
use crate::{suggest, words};

/// The name that Auth.js gives to the column of `email_verified`.
const EMAIL_VERIFIED: &str = "emailVerified";

/// What serde's attributes say of a field that is a column: its name, and nothing else.
pub(super) fn check_serde(fields: &syn::FieldsNamed, errors: &Errors) {
    let items = fields
        .named
        .iter()
        .flat_map(|field| serde_attribute::items(&field.attrs));
    for item in items.filter(|item| item.word != "rename") {
        let word = &item.word;
        errors.push(
            Report::new(word, format!("`{word}` has no meaning for a column"))
                .note("the fields of the user are columns of the users table; `rename` names one")
                .help(format!("leave `{word}` out")),
        );
    }
}

/// Every column is there once. Databases do not all tell names apart by their case, so neither does this.
pub(super) fn check_names(fields: &[Field], errors: &Errors) {
    let defaults: Vec<&str> = words::default_fields(Place::User)
        .iter()
        .map(|(name, _)| *name)
        .collect();
    let mut known: BTreeMap<String, Vec<&Field>> = BTreeMap::new();
    for field in fields {
        let key = field.key.value();
        let is_default = |name: &&str| name.eq_ignore_ascii_case(&key);
        // That a field has exactly the name of a default one is reported for every strategy.
        if words::is_default_field(Place::User, &key) {
            continue;
        }
        if is_default(&EMAIL_VERIFIED) {
            errors.push(
                Report::new(
                    &field.key,
                    format!(
                        "`{EMAIL_VERIFIED}` is Auth.js's name for the column of `email_verified`"
                    ),
                )
                .help("read `user.email_verified`"),
            );
            continue;
        }
        if defaults.iter().any(is_default) {
            errors.push(
                Report::new(
                    &field.key,
                    format!("`{key}` is already a column of the users table"),
                )
                .note(format!("default columns: {}", suggest::all(&defaults))),
            );
            continue;
        }
        let of_this_name = known.entry(key.to_ascii_lowercase()).or_default();
        let first = of_this_name
            .iter()
            .find(|first| !first.is_alternative_to(field));
        if let Some(first) = first {
            let mut report =
                Report::new(&field.key, format!("a second field for the column `{key}`"));
            if first.key.value() != key {
                report = report.note("databases do not all tell names apart by their case");
            }
            errors.push(report.help("rename one of them").also(
                &first.key,
                format!(
                    "the first field for the column `{}` is here",
                    first.key.value()
                ),
            ));
        }
        of_this_name.push(field);
    }
}
