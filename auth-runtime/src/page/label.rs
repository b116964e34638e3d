//! What a field is called on the page.

/// Makes a label from a field's name: `email` is Email, `user_name` and `userName` are User name.
///
/// Words in capitals stay as they are (`userID` is User ID), because they are abbreviations.
pub(super) fn label(name: &str) -> String {
    let words: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric())
        .flat_map(split_humps)
        .map(lower_word)
        .collect();
    let text = words.join(" ");
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        // A name without a letter in it is better than a label without one.
        None => name.to_owned(),
    }
}

/// Cuts `userName` into `user` and `Name`, `URLPath` into `URL` and `Path`.
fn split_humps(part: &str) -> Vec<&str> {
    let letters: Vec<(usize, char)> = part.char_indices().collect();
    let mut words = Vec::new();
    let mut start = 0;
    for (i, &(at, letter)) in letters.iter().enumerate().skip(1) {
        let after_small = !letters[i - 1].1.is_uppercase();
        let before_small = letters.get(i + 1).is_some_and(|next| next.1.is_lowercase());
        if letter.is_uppercase() && (after_small || before_small) {
            words.push(&part[start..at]);
            start = at;
        }
    }
    if start < part.len() {
        words.push(&part[start..]);
    }
    words
}

/// Lower-cases a word that is not an abbreviation.
fn lower_word(word: &str) -> String {
    let mut letters = word.chars();
    let is_abbreviation = word.chars().count() > 1 && letters.all(|c| !c.is_lowercase());
    if is_abbreviation {
        word.to_owned()
    } else {
        word.to_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_like_words() {
        for (name, expected) in [
            ("email", "Email"),
            ("username", "Username"),
            ("user_name", "User name"),
            ("userName", "User name"),
            ("UserName", "User name"),
            ("user-name", "User name"),
            ("__user__name", "User name"),
            ("userID", "User ID"),
            ("URLPath", "URL path"),
            ("PIN", "PIN"),
            ("line2", "Line2"),
            ("x", "X"),
            ("größeÄnderung", "Größe änderung"),
            ("_", "_"),
            ("", ""),
        ] {
            assert_eq!(label(name), expected, "{name}");
        }
    }
}
