use std::fmt;
use std::str::FromStr;

use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};

/// The longest address, in bytes: what fits a path of RFC 5321 section 4.5.3.1.3 without its brackets.
const LONGEST: usize = 254;

/// The longest part before the `@`, in bytes (RFC 5321 section 4.5.3.1.1).
const LONGEST_LOCAL: usize = 64;

/// One e-mail address that is safe to write to, in its normal form.
///
/// It is stricter than the standards, because whoever gets the mail is signed in. The part before the
/// `@` is a dot-string of RFC 5321 section 4.1.2 in ASCII, so it has no quotes, commas, blanks or
/// brackets. The part after it is a domain name with two labels or more, no IP address. An
/// internationalised name becomes its ASCII form (UTS #46), and only if it is written as it would be
/// shown: characters that merely look like a letter, a dot or an `@` are refused, not mapped.
///
/// The normal form is in lower case, the part before the `@` as well: no mail service of today tells
/// two people apart by it. Blanks and tabs around the address are dropped, since keyboards add them.
///
/// ```
/// use auth_runtime::provider::EmailAddress;
///
/// let address: EmailAddress = " Ada@Bücher.example ".parse()?;
/// assert_eq!(address.as_str(), "ada@xn--bcher-kva.example");
/// assert_eq!(address.domain(), "xn--bcher-kva.example");
///
/// assert!("ada@example.com,eve@example.com".parse::<EmailAddress>().is_err());
/// assert!("ada@example.com\r\nBcc: eve@example.com".parse::<EmailAddress>().is_err());
/// # Ok::<(), auth_runtime::provider::AddressError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EmailAddress {
    text: String,
    /// Where the `@` is.
    at: usize,
}

/// Why a text is no [`EmailAddress`], as a sentence for the person who typed it.
///
/// ```
/// use auth_runtime::provider::EmailAddress;
///
/// let error = "ada.example.com".parse::<EmailAddress>().unwrap_err();
/// assert_eq!(error.to_string(), "an e-mail address has one @, as in ada@example.com");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum AddressError {
    /// There is nothing but blanks.
    #[error("an e-mail address is needed")]
    Empty,
    /// There are more than 254 bytes.
    #[error("an e-mail address has at most 254 characters")]
    TooLong,
    /// There is no `@`, or more than one.
    #[error("an e-mail address has one @, as in ada@example.com")]
    At,
    /// What is before the `@` is no dot-string of 1 to 64 ASCII characters.
    #[error("before the @ there are at most 64 letters, digits and single dots")]
    LocalPart,
    /// What is after the `@` is no domain name.
    #[error("after the @ there is the name of a domain, as in ada@example.com")]
    Domain,
}

impl EmailAddress {
    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What is before the `@`.
    pub fn local_part(&self) -> &str {
        &self.text[..self.at]
    }

    /// What is after the `@`, in ASCII.
    pub fn domain(&self) -> &str {
        &self.text[self.at + 1..]
    }
}

impl FromStr for EmailAddress {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let text = text.trim_matches([' ', '\t']);
        if text.is_empty() {
            return Err(AddressError::Empty);
        }
        if text.len() > LONGEST {
            return Err(AddressError::TooLong);
        }
        let (local, domain) = text.split_once('@').ok_or(AddressError::At)?;
        if domain.contains('@') {
            return Err(AddressError::At);
        }
        if !is_dot_string(local) || local.len() > LONGEST_LOCAL {
            return Err(AddressError::LocalPart);
        }
        let domain = ascii_domain(domain).ok_or(AddressError::Domain)?;
        let text = format!("{}@{domain}", local.to_ascii_lowercase());
        // The ASCII form of a domain may be longer than the domain.
        if text.len() > LONGEST {
            return Err(AddressError::TooLong);
        }
        let at = local.len();
        Ok(Self { text, at })
    }
}

/// `Dot-string` of RFC 5321 section 4.1.2, with the `atext` of RFC 5322 section 3.2.3.
fn is_dot_string(text: &str) -> bool {
    let is_atext =
        |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
    text.split('.')
        .all(|atom| !atom.is_empty() && atom.bytes().all(is_atext))
}

/// The domain in ASCII, if it is written as it would be shown.
fn ascii_domain(domain: &str) -> Option<String> {
    const RULES: (AsciiDenyList, Hyphens) = (AsciiDenyList::STD3, Hyphens::CheckFirstLast);
    let uts46 = Uts46::new();
    let ascii = uts46
        .to_ascii(domain.as_bytes(), RULES.0, RULES.1, DnsLength::Verify)
        .ok()?;
    // The mapping makes dots and letters of whatever looks like them. Only upper case may be mapped.
    let (shown, valid) = uts46.to_unicode(ascii.as_bytes(), RULES.0, RULES.1);
    valid.ok()?;
    let typed = domain.to_lowercase();
    if (typed != ascii && typed != shown) || !domain.chars().all(is_plain) {
        return None;
    }
    // The last label of a name begins with a letter; that of an IP address does not.
    let (_, last) = ascii.rsplit_once('.')?;
    last.starts_with(|first: char| first.is_ascii_lowercase())
        .then(|| ascii.into_owned())
}

/// Whether the character is in lower case, or the upper case of its lower one: the Kelvin sign has a
/// small k, whose upper case is a letter.
fn is_plain(typed: char) -> bool {
    let lower = typed.to_lowercase();
    lower.clone().eq([typed]) || lower.flat_map(char::to_uppercase).eq([typed])
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl AsRef<str> for EmailAddress {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

#[cfg(test)]
mod tests;
