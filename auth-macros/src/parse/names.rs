use proc_macro2::{Delimiter, Ident};

use super::cursor::Cursor;

/// Collects the names of the types that are declared or imported here.
pub(super) fn collect(cursor: &Cursor, names: &mut Vec<Ident>) {
    let declares = ["struct", "enum", "union", "type", "trait", "mod", "fn"];
    if declares.iter().any(|word| cursor.is_word(0, word)) {
        names.extend(cursor.peek_ident(1).cloned());
    } else if cursor.is_word(0, "use") && !cursor.is_punct(1, '<') {
        imported(&mut cursor.ahead(1), names);
    }
}

/// The last words of the paths of a `use`, up to its end.
fn imported(cursor: &mut Cursor, names: &mut Vec<Ident>) {
    while !cursor.is_at_end() && !cursor.is_punct(0, ';') {
        if let Some(group) = cursor.group(0, Delimiter::Brace) {
            imported(&mut Cursor::new(group.stream()), names);
        }
        let is_last = !cursor.is_punct(1, ':') && !cursor.is_word(1, "as");
        let ident = cursor
            .peek_ident(0)
            .filter(|ident| is_last && *ident != "as");
        names.extend(ident.cloned());
        cursor.next();
    }
}
