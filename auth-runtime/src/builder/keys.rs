//! What keys are made of: the secrets, and the prefix of the cookies' names.

use super::ConfigError;
use crate::Secret;

const SHORTEST_SECRET: usize = 32;

pub(crate) fn check_secrets(secrets: &[Secret<String>], errors: &mut Vec<ConfigError>) {
    if secrets.is_empty() {
        errors.push(ConfigError::NoSecret);
    }
    for (index, secret) in secrets.iter().enumerate() {
        let bytes = secret.expose_secret().len();
        if bytes < SHORTEST_SECRET {
            let number = index + 1;
            errors.push(ConfigError::ShortSecret { number, bytes });
        }
    }
}

pub(crate) fn check_prefix(prefix: &str, errors: &mut Vec<ConfigError>) {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    if prefix.is_empty() || !prefix.bytes().all(is_plain) {
        errors.push(ConfigError::CookiePrefix {
            prefix: prefix.to_owned(),
        });
    }
}
