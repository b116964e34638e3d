use uuid::Uuid;

use crate::Account;

/// The namespace of our ids (RFC 9562 section 5.5): a random one, which never changes.
const NAMESPACE: Uuid = Uuid::from_u128(0x5a0d_1c3e_8f47_4b52_9e6b_d1f2_7c34_a890);

/// The id of an account's user where no database gives one: the same for the same account, whenever
/// and wherever it signs in.
pub(crate) fn stable_id(account: &Account) -> String {
    // No provider's id has a colon in it, so no two accounts have one name.
    let name = format!("{}:{}", account.provider, account.provider_account_id);
    Uuid::new_v5(&NAMESPACE, name.as_bytes()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ProviderType;

    #[test]
    fn one_account_has_one_id() {
        let id =
            |provider, account| stable_id(&Account::new(ProviderType::OAuth, provider, account));
        // Ids are kept by applications, so this one must never change.
        assert_eq!(id("github", "1815"), "6a6b6b31-0020-590e-bca6-4dd3a8a78eb0");
        assert_ne!(id("github", "1815"), id("gitlab", "1815"));
        assert_ne!(id("github", "1815"), id("github", "1816"));
    }
}
