//! Any JSON that a token can hold.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

/// Letters of two, three and four bytes.
const PADDING: &str = "ä€𝄞";

/// Values of every kind, among them some of 4 KB and of 20 KB.
pub(crate) fn values(count: usize) -> Vec<Value> {
    let mut runner = TestRunner::deterministic();
    let strategy = value();
    let values = (0..count).map(|index| {
        let value = strategy.new_tree(&mut runner).unwrap().current();
        let length: usize = match index {
            _ if index % 25 == 0 => 20_000,
            _ if index % 10 == 0 => 4_000,
            _ => 0,
        };
        let rest = length.saturating_sub(value.to_string().len());
        let padding = PADDING.repeat(rest / PADDING.len());
        json!({ "value": value, "padding": padding })
    });
    values.collect()
}

/// Any text, with whatever control characters.
pub(crate) fn text() -> impl Strategy<Value = String> {
    "(?s).{0,20}"
}

fn value() -> impl Strategy<Value = Value> {
    // Beyond these JavaScript rounds.
    let whole = -(1_i64 << 53)..=1 << 53;
    // A whole number has no point in JavaScript, so that one would come back as another kind.
    let fraction = any::<f64>().prop_filter_map("a fraction", |number| {
        (number.fract() != 0.0 || number.abs() > 1e20).then(|| json!(number))
    });
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        whole.prop_map(Value::from),
        fraction,
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 16, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            btree_map(text(), inner, 0..4).prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}
