//! What the sign-in page says after a failure.

/// What happened and what to do, for a code in the address of the sign-in page.
///
/// Every code has a text, so that an unknown one cannot put words of its own on the page.
pub(super) fn sign_in_error(code: &str) -> &'static str {
    match code {
        // Says nothing about which part was wrong: that would tell who has an account here.
        "CredentialsSignin" => "Those details did not match. Check them and try again.",
        "MissingCSRF" => {
            "The page was out of date, so you were not signed in. \
             Try again, and allow cookies for this site if it keeps happening."
        }
        "SessionRequired" => "That page is only for people who are signed in. Sign in to go on.",
        "OAuthAccountNotLinked" => {
            "Your account here was made with another way to sign in. \
             Use the way that you used the first time."
        }
        "OAuthCallbackError" => {
            "The other service did not complete the sign-in, or you cancelled it there. \
             Try again, or choose another way."
        }
        "AccessDenied" => {
            "That account is not allowed to sign in. \
             Use another one, or ask the people who run this site for access."
        }
        _ => "Something went wrong, and you were not signed in. Try again.",
    }
}

#[cfg(test)]
mod tests {
    use super::sign_in_error;

    #[test]
    fn each_code_has_its_own_text() {
        let codes = [
            "CredentialsSignin",
            "MissingCSRF",
            "SessionRequired",
            "OAuthAccountNotLinked",
            "OAuthCallbackError",
            "AccessDenied",
            "Default",
        ];
        for (i, code) in codes.iter().enumerate() {
            for other in &codes[..i] {
                assert_ne!(sign_in_error(code), sign_in_error(other));
            }
        }
    }

    #[test]
    fn unknown_codes_share_one_text() {
        for code in ["", "credentialssignin", "Call us at 555-0100"] {
            assert_eq!(sign_in_error(code), sign_in_error("Default"), "{code}");
        }
    }
}
