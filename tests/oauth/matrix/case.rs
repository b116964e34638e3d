use auth_runtime::provider::AccountLinking::{self, Never, SignedIn, VerifiedEmail};

/// Somebody comes from a provider.
#[derive(Clone, Copy, Debug)]
pub(super) struct Visit {
    pub(super) provider: &'static str,
    pub(super) sub: &'static str,
    pub(super) email: Option<&'static str>,
    /// Whether the provider vouches for the address.
    pub(super) verified: bool,
}

const fn visit(provider: &'static str, sub: &'static str, email: &'static str) -> Visit {
    Visit {
        provider,
        sub,
        email: Some(email),
        verified: true,
    }
}

const fn unverified(visit: Visit) -> Visit {
    Visit {
        verified: false,
        ..visit
    }
}

pub(super) const ADA: Visit = visit("idp", "1815", "ada@example.com");
pub(super) const ADA_ELSEWHERE: Visit = visit("other", "a1", "ada@example.com");
const ADA_IN_CAPITALS: Visit = visit("other", "a1", "ADA@Example.com");
pub(super) const BOB: Visit = visit("plain", "b2", "bob@example.com");
const NAMELESS: Visit = Visit {
    provider: "idp",
    sub: "1900",
    email: None,
    verified: false,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The browser's session goes on.
    Keeps,
    /// A session of the user who came then.
    SignsIn(usize),
    /// A session of a new user.
    SignsUp,
    /// `OAuthAccountNotLinked`, and all is as it was.
    Refused,
}

use Outcome::{Keeps, Refused, SignsIn, SignsUp};

pub(super) struct Case {
    pub(super) name: &'static str,
    pub(super) linking: AccountLinking,
    /// Who came before, each in a browser of their own.
    pub(super) before: &'static [Visit],
    /// In whose browser this is; a new one if there is nobody's.
    pub(super) current: Option<usize>,
    pub(super) visit: Visit,
    pub(super) outcome: Outcome,
    pub(super) events: &'static [&'static str],
}

const LINKED: &[&str] = &["on_link_account", "on_sign_in"];
const CREATED: &[&str] = &["on_create_user", "on_link_account", "on_sign_in"];
const KNOWN: &[&str] = &["on_sign_in"];

/// A case in which nobody has the account.
const fn unknown(
    name: &'static str,
    linking: AccountLinking,
    current: Option<usize>,
    (before, visit): (&'static [Visit], Visit),
    outcome: Outcome,
) -> Case {
    Case {
        name,
        linking,
        before,
        current,
        visit,
        outcome,
        events: match outcome {
            Keeps | SignsIn(_) => LINKED,
            SignsUp => CREATED,
            Refused => &[],
        },
    }
}

/// A case in which somebody has the account, which is the same whatever may be linked.
const fn known(
    name: &'static str,
    linking: AccountLinking,
    current: Option<usize>,
    outcome: Outcome,
) -> Case {
    Case {
        name,
        linking,
        before: &[ADA, BOB],
        current,
        visit: ADA,
        outcome,
        events: match outcome {
            Refused => &[],
            _ => KNOWN,
        },
    }
}

pub(super) const CASES: &[Case] = &[
    known("one's own account again", SignedIn, Some(0), Keeps),
    known("one's own account again", Never, Some(0), Keeps),
    known("one's own account again", VerifiedEmail, Some(0), Keeps),
    known("the account of another", SignedIn, Some(1), Refused),
    known("the account of another", Never, Some(1), Refused),
    known("the account of another", VerifiedEmail, Some(1), Refused),
    known("somebody comes back", SignedIn, None, SignsIn(0)),
    known("somebody comes back", Never, None, SignsIn(0)),
    known("somebody comes back", VerifiedEmail, None, SignsIn(0)),
    unknown("a second account", SignedIn, Some(0), (&[ADA], BOB), Keeps),
    unknown(
        "a second account",
        VerifiedEmail,
        Some(0),
        (&[ADA], BOB),
        Keeps,
    ),
    unknown("a second account", Never, Some(0), (&[ADA], BOB), Refused),
    unknown(
        "a second account with one's own address",
        SignedIn,
        Some(0),
        (&[ADA], unverified(ADA_ELSEWHERE)),
        Keeps,
    ),
    unknown(
        "a second account with the address of another",
        SignedIn,
        Some(1),
        (&[ADA, BOB], ADA_ELSEWHERE),
        Keeps,
    ),
    unknown(
        "a second account with the address of another",
        VerifiedEmail,
        Some(1),
        (&[ADA, BOB], ADA_ELSEWHERE),
        Keeps,
    ),
    unknown(
        "a second account with the address of another",
        Never,
        Some(1),
        (&[ADA, BOB], ADA_ELSEWHERE),
        Refused,
    ),
    unknown("somebody new", SignedIn, None, (&[BOB], ADA), SignsUp),
    unknown("somebody new", Never, None, (&[BOB], ADA), SignsUp),
    unknown("somebody new", VerifiedEmail, None, (&[BOB], ADA), SignsUp),
    unknown(
        "somebody new whose address is not verified",
        VerifiedEmail,
        None,
        (&[BOB], unverified(ADA)),
        SignsUp,
    ),
    unknown(
        "somebody new without an address",
        VerifiedEmail,
        None,
        (&[ADA], NAMELESS),
        SignsUp,
    ),
    unknown(
        "the address of another",
        SignedIn,
        None,
        (&[ADA], ADA_ELSEWHERE),
        Refused,
    ),
    unknown(
        "the address of another",
        Never,
        None,
        (&[ADA], ADA_ELSEWHERE),
        Refused,
    ),
    unknown(
        "an address that both have verified",
        VerifiedEmail,
        None,
        (&[ADA], ADA_ELSEWHERE),
        SignsIn(0),
    ),
    unknown(
        "an address that both have verified, in capitals",
        VerifiedEmail,
        None,
        (&[ADA], ADA_IN_CAPITALS),
        SignsIn(0),
    ),
    unknown(
        "the address of another in capitals",
        SignedIn,
        None,
        (&[ADA], ADA_IN_CAPITALS),
        Refused,
    ),
    unknown(
        "an address that the provider has not verified",
        VerifiedEmail,
        None,
        (&[ADA], unverified(ADA_ELSEWHERE)),
        Refused,
    ),
    unknown(
        "an address that its user has not proved",
        VerifiedEmail,
        None,
        (&[unverified(ADA)], ADA_ELSEWHERE),
        Refused,
    ),
    unknown(
        "an address that nobody has verified",
        VerifiedEmail,
        None,
        (&[unverified(ADA)], unverified(ADA_ELSEWHERE)),
        Refused,
    ),
];
