use super::serde_attribute::SerdeItem;
use crate::model::{Absence, Shown};

/// How serde writes a field; `None` if it does not.
pub(super) fn shown(items: &[SerdeItem]) -> Option<Shown> {
    let has = |words: &[&str]| {
        items
            .iter()
            .any(|item| words.iter().any(|w| item.word == w))
    };
    if has(&["skip", "skip_serializing"]) {
        return None;
    }
    let skip = items
        .iter()
        .find(|item| item.word == "skip_serializing_if")
        .and_then(|item| item.value.as_ref());
    Some(Shown {
        absence: skip.map(|path| match path.value().rsplit("::").next() {
            Some(name) if name.trim() == "is_none" => Absence::OfNone,
            _ => Absence::OfSomething,
        }),
        is_flattened: has(&["flatten"]),
        is_by_function: has(&["with", "serialize_with"]),
    })
}
