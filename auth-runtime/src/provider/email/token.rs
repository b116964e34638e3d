use crate::Secret;
use crate::random_text::{self, hash};

/// A new token for a link, and how the table holds it.
///
/// # Errors
///
/// If the system has no random bytes.
pub(super) fn new() -> Result<(Secret<String>, String), getrandom::Error> {
    let mut plain = random_text::new()?;
    let stored = hash(&plain);
    Ok((Secret::new(std::mem::take(&mut *plain)), stored))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_token_is_found_by_its_hash() {
        let (plain, held) = new().unwrap();
        let found = random_text::stored(plain.expose_secret());
        assert_eq!(found.as_ref(), Some(&held));
        assert_ne!(&held, plain.expose_secret());
        assert_ne!(new().unwrap().1, held);
    }
}
