use std::fmt;
use std::sync::Arc;

use super::{Admission, Arrival, Change, Standing};
use crate::adapter::{AdapterError, Conflict, ErasedUsers, Sweep, UserRecord, VerificationToken};
use crate::provider::AccountLinking;
use crate::{Account, ProviderType, Timestamp};

/// The users of the application's database, without the application's types (protocol section 7.4).
pub(crate) struct Directory {
    adapter: Arc<dyn ErasedUsers>,
    sweep: Sweep,
}

impl Directory {
    pub(crate) fn new(adapter: Arc<dyn ErasedUsers>) -> Self {
        Self {
            adapter,
            sweep: Sweep::default(),
        }
    }

    /// The user of this id.
    pub(super) async fn user(&self, id: &str) -> Result<Option<UserRecord>, AdapterError> {
        self.adapter.user(id).await
    }

    /// The user with exactly this address.
    pub(super) async fn user_by_email(
        &self,
        email: &str,
    ) -> Result<Option<UserRecord>, AdapterError> {
        self.adapter.user_by_email(email).await
    }

    /// Creates a user without an account.
    pub(super) async fn create(&self, user: UserRecord) -> Result<UserRecord, AdapterError> {
        self.adapter.create_user(user, None).await
    }

    /// Overwrites every column of a user.
    ///
    /// A proof is one of an address: with another address, the proof of the one before is none.
    pub(super) async fn update(&self, mut user: UserRecord) -> Result<bool, AdapterError> {
        let Some(stored) = self.adapter.user(&user.user.id).await? else {
            return Ok(false);
        };
        if stored.user.email != user.user.email
            && stored.user.email_verified == user.user.email_verified
        {
            user.user.email_verified = None;
        }
        self.adapter.update_user(user).await
    }

    /// The accounts of a user.
    pub(super) async fn accounts(&self, user_id: &str) -> Result<Vec<Account>, AdapterError> {
        self.adapter.accounts(user_id).await
    }

    /// Overwrites the account's tokens.
    pub(super) async fn update_account(&self, account: &Account) -> Result<bool, AdapterError> {
        self.adapter.update_account(account).await
    }

    /// The user to whom the account belongs, if anybody.
    pub(super) async fn owner(
        &self,
        account: &Account,
    ) -> Result<Option<UserRecord>, AdapterError> {
        let id = &account.provider_account_id;
        if account.r#type == ProviderType::Email {
            return self.adapter.user_by_email(id).await;
        }
        if let Some(user) = self.adapter.user_by_account(account).await? {
            return Ok(Some(user));
        }
        // A form gives the user's own id, and the application may have made the user itself.
        // A provider's id is one of the provider, whatever user it may look like.
        match account.r#type {
            ProviderType::Credentials => self.adapter.user(id).await,
            _ => Ok(None),
        }
    }

    /// To whom an account goes that nobody has.
    pub(super) async fn place(
        &self,
        new: UserRecord,
        arrival: Arrival<'_>,
    ) -> Result<Standing<UserRecord>, AdapterError> {
        if !arrival.account.r#type.is_at_provider() {
            return Ok(Standing::New(new));
        }
        if let Some(current) = self.current(arrival).await? {
            return Ok(match arrival.linking {
                AccountLinking::SignedIn | AccountLinking::VerifiedEmail
                    if !is_before_proof(arrival, &current) =>
                {
                    Standing::Host(current)
                }
                _ => Standing::Taken,
            });
        }
        let owner = match &new.user.email {
            Some(email) => self.adapter.user_by_email(email).await?,
            None => None,
        };
        let Some(owner) = owner else {
            return Ok(Standing::New(new));
        };
        // Without the second proof, whoever wrote somebody's address into a form would share the
        // user with them.
        let is_proven = new.user.email_verified.is_some() && owner.user.email_verified.is_some();
        if is_proven && arrival.linking == AccountLinking::VerifiedEmail {
            return Ok(Standing::Host(owner));
        }
        // Since nobody had the account somebody may have come with it, and the address came with it.
        let owner = self.owner(arrival.account).await?;
        Ok(owner.map_or(Standing::Taken, Standing::Owner))
    }

    /// Lets somebody in, and changes what that changes.
    ///
    /// Two who come at once may each find nobody. Whoever is second is refused by the database, looks
    /// again, and finds the first.
    pub(super) async fn admit(
        &self,
        standing: Standing<UserRecord>,
        arrival: Arrival<'_>,
        now: Timestamp,
    ) -> Result<Admission<UserRecord>, AdapterError> {
        let account = arrival.account;
        let changed = match standing {
            Standing::Taken => return Ok(Admission::NotLinked),
            Standing::Owner(owner) => return self.welcome(owner, arrival, now).await,
            Standing::Host(host) => {
                let linked = self.adapter.link_account(&host.user.id, account).await;
                linked.map(|()| Admission::Admitted(host, Change::Linked))
            }
            Standing::New(new) => {
                // An address is an account by itself.
                let account = Some(account).filter(|account| account.r#type != ProviderType::Email);
                let created = self.adapter.create_user(new, account).await;
                created.map(|user| Admission::Admitted(user, Change::Created))
            }
        };
        let refused = match changed {
            Err(error) if error.as_conflict().is_some() => error,
            changed => return changed,
        };
        match self.owner(account).await? {
            Some(owner) => self.welcome(owner, arrival, now).await,
            None if refused.as_conflict() == Some(Conflict::Email) => Ok(Admission::NotLinked),
            None => Err(refused),
        }
    }

    /// Lets the owner of the account or the address in.
    async fn welcome(
        &self,
        mut owner: UserRecord,
        arrival: Arrival<'_>,
        now: Timestamp,
    ) -> Result<Admission<UserRecord>, AdapterError> {
        if arrival.account.r#type.is_at_provider() {
            let current = self.current(arrival).await?;
            let is_another = current.is_some_and(|current| current.user.id != owner.user.id);
            // The account may have been taken away since it was looked up.
            if is_another || !self.renew_tokens(&owner.user.id, arrival.account).await? {
                return Ok(Admission::NotLinked);
            }
        }
        let is_proof = arrival.account.r#type == ProviderType::Email;
        if !is_proof || owner.user.email_verified.is_some() {
            return Ok(Admission::Admitted(owner, Change::Nothing));
        }
        // Whoever wrote the address down before may have been somebody else.
        if !arrival.trusts_unproven {
            for account in self.adapter.accounts(&owner.user.id).await? {
                if account.r#type.is_at_provider() {
                    self.adapter.unlink_account(&account).await?;
                }
            }
        }
        owner.user.email_verified = Some(now);
        self.adapter.update_user(owner.clone()).await?;
        Ok(Admission::Admitted(owner, Change::Verified))
    }

    /// Stores the account's new tokens; `false` if nobody has the account.
    ///
    /// Many providers give a refresh token only the first time: it is good until there is another one.
    async fn renew_tokens(&self, user_id: &str, account: &Account) -> Result<bool, AdapterError> {
        if account.refresh_token.is_some() {
            return self.adapter.update_account(account).await;
        }
        let mut account = account.clone();
        let known = self
            .adapter
            .accounts(user_id)
            .await?
            .into_iter()
            .find(|known| {
                known.provider == account.provider
                    && known.provider_account_id == account.provider_account_id
            });
        if let Some(known) = known {
            account.refresh_token = known.refresh_token;
            // Without a word on it the scope is the one that was granted before (RFC 6749 section 5.1).
            account.scope = account.scope.or(known.scope);
        }
        self.adapter.update_account(&account).await
    }

    /// The user who is signed in in this browser, if the database still has them.
    async fn current(&self, arrival: Arrival<'_>) -> Result<Option<UserRecord>, AdapterError> {
        match arrival.current {
            Some(current) => self.adapter.user(&current.id).await,
            None => Ok(None),
        }
    }

    /// Stores the token of a link, and deletes those that are over.
    pub(crate) async fn keep_token(
        &self,
        token: &VerificationToken,
        now: Timestamp,
    ) -> Result<(), AdapterError> {
        self.adapter.create_verification_token(token).await?;
        self.sweep(now).await;
        Ok(())
    }

    /// Takes the token of a link out; `None` if it is not there, is over, or is for another address.
    pub(crate) async fn take_token(
        &self,
        address: &str,
        token: &str,
        now: Timestamp,
    ) -> Result<Option<VerificationToken>, AdapterError> {
        self.adapter
            .use_verification_token(address, token, now)
            .await
    }

    /// Deletes at most `limit` tokens that are over.
    pub(crate) async fn delete_expired(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<u64, AdapterError> {
        self.adapter.delete_expired_tokens(now, limit).await
    }

    /// Now and then, deletes the tokens that are over.
    pub(crate) async fn sweep(&self, now: Timestamp) {
        if self.sweep.has_turn(now)
            && let Err(error) = self.delete_expired(now, Sweep::AT_MOST).await
        {
            tracing::warn!(%error, "tokens that are over could not be deleted");
        }
    }
}

/// Whether the session is older than the proof of its user's address, and could not be ended by it: it
/// may be somebody else's, who had written the address down.
fn is_before_proof(arrival: Arrival<'_>, user: &UserRecord) -> bool {
    let since = arrival.current.and_then(|current| current.since);
    matches!((since, user.user.email_verified), (Some(since), Some(proof)) if since < proof)
}

impl fmt::Debug for Directory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Directory")
    }
}
