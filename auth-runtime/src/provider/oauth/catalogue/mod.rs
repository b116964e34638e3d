//! The providers that are known by name: one entry a file, with the test of its profile.

mod github;

use super::entry::Entry;
use super::provider::OAuthProvider;

/// A function for each entry, with which an application names the provider.
macro_rules! catalogue {
    ($($(#[$docs:meta])* $name:ident => $entry:path,)*) => {
        $(
            $(#[$docs])*
            pub fn $name() -> OAuthProvider {
                OAuthProvider::new($entry)
            }
        )*

        /// Every entry, for tests of what holds for all of them.
        #[cfg(test)]
        const ENTRIES: &[Entry] = &[$($entry),*];
    };
}

catalogue! {
    /// GitHub, with `AUTH_GITHUB_ID` and `AUTH_GITHUB_SECRET`.
    ///
    /// Register an OAuth application at <https://github.com/settings/developers>.
    github => github::ENTRY,
}
