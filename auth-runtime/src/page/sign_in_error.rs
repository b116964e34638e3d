//! What the sign-in page says after a failure.

/// What happened and what to do, for a code in the address of the sign-in page.
///
/// Every code has a text, so that an unknown one cannot put words of its own on the page. The codes
/// are those of Auth.js, of its versions 4 and 5, because links and clients of both lead here, and
/// some of our own.
pub(super) fn sign_in_error(code: &str) -> &'static str {
    match code {
        // Says nothing about which part was wrong: that would tell who has an account here.
        "CredentialsSignin" => "Those details did not match. Check them and try again.",
        "MissingCSRF" => {
            "The page was out of date, so you were not signed in. \
             Try again, and allow cookies for this site if it keeps happening."
        }
        "SessionRequired" => "That page is only for people who are signed in. Sign in to go on.",
        "OAuthAccountNotLinked" | "AccountNotLinked" => {
            "Your account here was made with another way to sign in. \
             Use the way that you used the first time."
        }
        "Signin" | "OAuthSignin" => {
            "The other service could not be asked to sign you in. \
             Try again, or choose another way."
        }
        "OAuthCallbackError" | "OAuthCallback" | "Callback" => {
            "The other service did not complete the sign-in, or you cancelled it there. \
             Try again, or choose another way."
        }
        "OAuthCreateAccount" | "EmailCreateAccount" => {
            "Your account here could not be made. Try again, or choose another way."
        }
        "EmailSignin" => {
            "The mail with your sign-in link could not be sent. \
             Try again in a little while, or choose another way."
        }
        "InvalidEmail" => {
            "That is not an address that mail can be sent to. Check it and try again."
        }
        "TooManyRequests" => {
            "Too many sign-in links were asked for. \
             Use the newest one that you have, or wait a while and try again."
        }
        "Verification" => {
            "That sign-in link was used already, or it has expired. Ask for a new one."
        }
        "WebAuthnVerificationError" => {
            "Your passkey could not be checked. Try again, or choose another way."
        }
        "AccessDenied" => {
            "That account is not allowed to sign in. \
             Use another one, or ask the people who run this site for access."
        }
        "Configuration" => {
            "Sign-in is not working, and it is not your fault. \
             Try again in a little while, or choose another way."
        }
        _ => "Something went wrong, and you were not signed in. Try again.",
    }
}

#[cfg(test)]
mod tests {
    use super::sign_in_error;

    /// The codes that mean the same to the person stand together.
    const CODES: &[&[&str]] = &[
        &["CredentialsSignin"],
        &["MissingCSRF"],
        &["SessionRequired"],
        &["OAuthAccountNotLinked", "AccountNotLinked"],
        &["Signin", "OAuthSignin"],
        &["OAuthCallbackError", "OAuthCallback", "Callback"],
        &["OAuthCreateAccount", "EmailCreateAccount"],
        &["EmailSignin"],
        &["InvalidEmail"],
        &["TooManyRequests"],
        &["Verification"],
        &["WebAuthnVerificationError"],
        &["AccessDenied"],
        &["Configuration"],
        &["", "Default", "credentialssignin", "Call us at 555-0100"],
    ];

    #[test]
    fn each_meaning_has_its_own_text() {
        let mut texts = Vec::new();
        for codes in CODES {
            let text = sign_in_error(codes[0]);
            for code in *codes {
                assert_eq!(sign_in_error(code), text, "{code}");
            }
            assert!(!texts.contains(&text), "{codes:?}");
            texts.push(text);
        }
    }
}
