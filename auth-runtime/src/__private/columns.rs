use serde_json::Value;

/// The application's columns of a row, taken one after the other.
#[allow(missing_debug_implementations)] // It holds what is in the row.
pub struct Columns(std::vec::IntoIter<Value>);

impl Columns {
    /// The columns of a record.
    pub fn of(extra: Vec<Value>) -> Self {
        Self(extra.into_iter())
    }

    /// The next column; one that the record does not have is empty.
    pub fn take(&mut self) -> Value {
        self.0.next().unwrap_or(Value::Null)
    }
}
