use serde_json::{Value, json};

/// A text with a place in it.
pub(crate) struct Text {
    pub(crate) content: String,
    offset: usize,
}

impl Text {
    /// The place is where `$0` stands.
    pub(crate) fn new(marked: &str) -> Self {
        let offset = marked.find("$0").expect("a text with `$0` in it");
        Self {
            content: marked.replacen("$0", "", 1),
            offset,
        }
    }

    /// The place as the protocol has it.
    pub(crate) fn position(&self) -> Value {
        let before = &self.content[..self.offset];
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        json!({
            "line": before.matches('\n').count(),
            "character": before[start..].encode_utf16().count(),
        })
    }
}

/// The byte at a position of the protocol.
pub(crate) fn offset(content: &str, position: &Value) -> usize {
    let number = |key: &str| {
        let number = position[key].as_u64().expect("a position");
        usize::try_from(number).expect("a small number")
    };
    let line: usize = content
        .split_inclusive('\n')
        .take(number("line"))
        .map(str::len)
        .sum();
    // The texts of these tests are ASCII.
    line + number("character")
}
