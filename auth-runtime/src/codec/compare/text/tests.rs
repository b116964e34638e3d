use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::Serialize;
use serde_json::value::RawValue;

use super::*;

#[derive(Clone, Debug, Default, Serialize)]
struct Everything {
    text: String,
    numbers: Vec<f64>,
    pair: Option<(i64, char)>,
    map: BTreeMap<String, Option<bool>>,
    kinds: Vec<Kind>,
    nothing: (),
    marker: Marker,
    wrapped: Wrapped,
    #[serde(flatten)]
    flat: BTreeMap<String, u8>,
    #[serde(serialize_with = "displayed")]
    shown: u16,
}

#[derive(Clone, Debug, Default, Serialize)]
struct Marker;

#[derive(Clone, Debug, Default, Serialize)]
struct Wrapped(String);

#[derive(Clone, Debug, Serialize)]
enum Kind {
    Unit,
    Newtype(String),
    Tuple(u8, String),
    Struct { a: bool, b: Vec<Kind> },
}

#[allow(clippy::trivially_copy_pass_by_ref)] // As serde calls it.
fn displayed<S: Serializer>(value: &u16, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

/// Whether the value is what the text says, when a claim comes after it.
fn is_same(value: &impl Serialize, json: &str) -> bool {
    let open = json.strip_suffix('}').unwrap();
    let payload = format!(r#"{open},"iat":1}}"#);
    let mut text = Text::of_object(payload.as_bytes());
    value.serialize(&mut text).is_ok() && text.rest == br#","iat":1}"#
}

fn kind() -> impl Strategy<Value = Kind> {
    let leaf = prop_oneof![
        Just(Kind::Unit),
        any::<String>().prop_map(Kind::Newtype),
        any::<(u8, String)>().prop_map(|(number, text)| Kind::Tuple(number, text)),
    ];
    leaf.prop_recursive(3, 8, 3, |inner| {
        (any::<bool>(), proptest::collection::vec(inner, 0..3))
            .prop_map(|(a, b)| Kind::Struct { a, b })
    })
}

fn everything() -> impl Strategy<Value = Everything> {
    let maps = any::<(BTreeMap<String, Option<bool>>, BTreeMap<u16, u8>)>();
    let rest = any::<(String, Vec<f64>, Option<(i64, char)>, String, u16)>();
    let kinds = proptest::collection::vec(kind(), 0..4);
    (rest, maps, kinds).prop_map(|(rest, (map, flat), kinds)| {
        let (text, numbers, pair, wrapped, shown) = rest;
        // Names that no field has.
        let flat = flat.into_iter();
        let flat = flat.map(|(name, value)| (format!("_{name}"), value));
        Everything {
            text,
            numbers,
            pair,
            map,
            kinds,
            wrapped: Wrapped(wrapped),
            flat: flat.collect(),
            shown,
            ..Everything::default()
        }
    })
}

proptest! {
    // Values are large, and a hundred of them have met every kind.
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn agrees_with_what_is_written(one in everything(), other in everything()) {
        let [written, other] = [&one, &other].map(|value| serde_json::to_string(value).unwrap());
        prop_assert!(is_same(&one, &written), "{written}");
        prop_assert_eq!(is_same(&one, &other), written == other);
    }

    #[test]
    fn a_character_makes_a_difference(value in everything(), at in any::<prop::sample::Index>()) {
        let written = serde_json::to_string(&value).unwrap();
        let places: Vec<_> = written.char_indices().map(|(place, _)| place).collect();
        let (before, rest) = written.split_at(places[at.index(places.len() - 1)]);
        let altered = format!("{before}~{rest}");
        prop_assert_eq!(is_same(&value, &altered), altered == written);
    }
}

#[test]
fn what_is_not_told_is_different() {
    let raw = RawValue::from_string("1".to_owned()).unwrap();
    let with_raw = BTreeMap::from([("a", raw)]);
    assert!(!is_same(&with_raw, r#"{"a":1}"#));
    let with_numbers = BTreeMap::from([(1, 2)]);
    assert!(!is_same(&with_numbers, r#"{"1":2}"#));
}
