//! The application's part of what was posted.

use std::fmt;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::describe::{FieldKind, describe};
use super::error::FormError;
use super::fields::Fields;

/// Reads what a client posted as a type of the application.
///
/// # Errors
///
/// If a field is missing or does not fit. The error names the field and never its value.
pub(crate) fn typed<T: DeserializeOwned>(data: &Value) -> Result<T, FormError> {
    let invalid = || FormError {
        field: None,
        message: "the data is not valid".to_owned(),
    };
    match data {
        Value::Object(object) => {
            let fields = object
                .iter()
                .map(|(name, value)| (name.clone(), value.clone()));
            Form::new(fields.collect(), true)
                .deserialize()
                .map_err(|error| error.field.is_none().then(invalid).unwrap_or(error))
        }
        other => T::deserialize(other).map_err(|_| invalid()),
    }
}

/// The fields that a user has filled in, or that a client has posted.
#[derive(Clone, Default)]
pub struct Form {
    fields: Vec<(String, Value)>,
    is_json: bool,
}

impl Form {
    pub(super) fn new(fields: Vec<(String, Value)>, is_json: bool) -> Self {
        Self { fields, is_json }
    }

    /// Reads the fields as a struct.
    ///
    /// A posted form knows only text: it is read as numbers and truth values where the struct
    /// asks for them, an empty field is `None` where it asks for an `Option`, and a checkbox that
    /// is not there is not ticked. Fields that the struct does not have are ignored.
    ///
    /// # Errors
    ///
    /// If a field is missing or does not fit. The error names the field and never its value.
    pub fn deserialize<F: DeserializeOwned>(&self) -> Result<F, FormError> {
        let unticked = if self.is_json {
            Vec::new()
        } else {
            describe::<F>()
                .into_iter()
                .filter(|field| field.kind == FieldKind::Checkbox && field.required)
                .map(|field| field.name)
                .filter(|name| self.fields.iter().all(|(known, _)| known != name))
                .collect()
        };
        let mut reading = None;
        F::deserialize(Fields {
            posted: &self.fields,
            unticked: &unticked,
            is_json: self.is_json,
            reading: &mut reading,
        })
        .map_err(|problem| problem.explain(reading))
    }
}

impl fmt::Debug for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.fields.iter().map(|(name, _)| name).collect();
        f.debug_tuple("Form")
            .field(&format_args!("{names:?}"))
            .finish()
    }
}

#[cfg(test)]
mod tests;
