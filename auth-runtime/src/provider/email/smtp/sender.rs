//! Who a mail is from.

use lettre::message::Mailbox;

use super::SmtpError;
use crate::provider::EmailAddress;

/// An address, or a name with an address in angle brackets (`mailbox` of RFC 5322 section 3.4).
pub(super) fn parse(from: &str) -> Result<Mailbox, SmtpError> {
    let from = from.trim_matches(' ');
    let (name, address) = match from.strip_suffix('>').and_then(|from| from.split_once('<')) {
        Some((name, address)) => (Some(display_name(name)?), address),
        None => (None, from),
    };
    let address: EmailAddress = address.parse().map_err(SmtpError::From)?;
    let address = super::address(&address)
        .map_err(|_| SmtpError::From(crate::provider::AddressError::Domain))?;
    Ok(Mailbox::new(name.filter(|name| !name.is_empty()), address))
}

/// A name with or without the quotes that a name with a comma needs.
fn display_name(name: &str) -> Result<String, SmtpError> {
    let name = name.trim_matches(' ');
    let name = name
        .strip_prefix('"')
        .and_then(|name| name.strip_suffix('"'))
        .unwrap_or(name);
    let is_bad = |letter: char| letter.is_control() || "\"<>\\\u{2028}\u{2029}".contains(letter);
    if name.contains(is_bad) {
        return Err(SmtpError::FromName);
    }
    Ok(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_an_address_with_or_without_a_name() {
        for (from, name, address) in [
            ("app@example.com", None, "app@example.com"),
            (" App@Example.com ", None, "app@example.com"),
            ("<app@example.com>", None, "app@example.com"),
            ("App <app@example.com>", Some("App"), "app@example.com"),
            (
                "Über uns <app@example.com>",
                Some("Über uns"),
                "app@example.com",
            ),
            (
                "\"Ada, Inc.\" <app@example.com>",
                Some("Ada, Inc."),
                "app@example.com",
            ),
            (
                "App <app@bücher.example>",
                Some("App"),
                "app@xn--bcher-kva.example",
            ),
        ] {
            let mailbox = parse(from).unwrap();
            assert_eq!(mailbox.name.as_deref(), name, "{from}");
            assert_eq!(mailbox.email.as_ref() as &str, address, "{from}");
        }
    }

    #[test]
    fn refuses_what_could_be_more_than_one_mailbox_or_header() {
        for (from, is_name) in [
            ("", false),
            ("App", false),
            ("App app@example.com", false),
            ("App <app@example.com", false),
            ("App <app@example.com>, <eve@example.com>", false),
            ("app@example.com,eve@example.com", false),
            ("App <app@example.com\r\nBcc: eve@example.com>", false),
            ("App\r\nBcc: eve@example.com\r\n <app@example.com>", true),
            ("App \"x\" <app@example.com>", true),
            ("\"App\\\" <app@example.com>", true),
            ("App> <app@example.com>", true),
            ("App\u{2028} <app@example.com>", true),
        ] {
            let error = parse(from).unwrap_err();
            let is_expected = match error {
                SmtpError::FromName => is_name,
                SmtpError::From(_) => !is_name,
                _ => false,
            };
            assert!(is_expected, "{from:?}: {error}");
        }
    }
}
