use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::Profile;
use crate::callbacks::BoxError;

/// A value that fills a field of another type, or of the same.
#[diagnostic::on_unimplemented(
    message = "the source is `{Self}`, and a field of type `{Field}` cannot be made from it",
    label = "this is `{Self}`",
    note = "the value is cloned, and converted by `Into` where the types differ",
    note = "give the field the type of its source, or fill it in a callback; if it has that type, derive `Clone` for `{Self}`"
)]
pub trait Source<Field> {
    /// The field's value.
    fn fill(&self) -> Field;
}

#[diagnostic::do_not_recommend]
impl<S: Clone + Into<Field>, Field> Source<Field> for S {
    fn fill(&self) -> Field {
        self.clone().into()
    }
}

/// The value of a field with `#[from(..)]`.
pub fn from_source<S: Source<Field>, Field>(source: &S) -> Field {
    source.fill()
}

/// The value of a field with `#[from(profile. ..)]`: what the provider said at this JSON pointer (RFC 6901).
///
/// # Errors
///
/// If the provider said nothing of it, unless the field is an `Option`, or something of another type.
/// The message names the claim and not its value, which belongs to a person.
pub fn from_profile<T: DeserializeOwned>(
    profile: Option<&Profile>,
    pointer: &str,
) -> Result<T, BoxError> {
    let value = profile.and_then(|profile| profile.pointer(pointer));
    serde_json::from_value(value.cloned().unwrap_or(Value::Null)).map_err(|_| {
        let path = pointer.replace('/', ".");
        let said = match (profile, value) {
            (None, _) => "this sign-in has no profile",
            (Some(_), None) => "the provider said nothing of it",
            (Some(_), Some(_)) => "the provider said something of another type",
        };
        let field = std::any::type_name::<T>();
        format!("`profile{path}` does not fill a field of type `{field}`: {said}").into()
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::from_profile;
    use crate::Profile;

    #[test]
    fn a_claim_fills_a_field_that_it_fits() {
        let claims = json!({ "login": "ada", "address": { "locality": "London" }, "age": 36 });
        let profile = Profile::new(claims.as_object().unwrap().clone());
        let text = |path| from_profile::<String>(Some(&profile), path);
        assert_eq!(text("/login").unwrap(), "ada");
        assert_eq!(text("/address/locality").unwrap(), "London");
        let absent: Option<String> = from_profile(Some(&profile), "/company").unwrap();
        assert_eq!(absent, None);
        let nobody: Option<String> = from_profile(None, "/login").unwrap();
        assert_eq!(nobody, None);
    }

    #[test]
    fn an_error_names_the_claim_and_not_its_value() {
        let claims = json!({ "age": 36 });
        let profile = Profile::new(claims.as_object().unwrap().clone());
        for (profile, pointer, said) in [
            (Some(&profile), "/age", "something of another type"),
            (Some(&profile), "/address/locality", "said nothing of it"),
            (None, "/login", "no profile"),
        ] {
            let error = from_profile::<String>(profile, pointer).unwrap_err();
            let error = error.to_string();
            assert!(error.contains(said), "{error}");
            assert!(error.contains(&pointer.replace('/', ".")), "{error}");
            assert!(!error.contains("36"), "{error}");
        }
    }
}
