use std::fmt;
use std::sync::Arc;

use super::{Admission, Arrival, Change};
use crate::adapter::{AdapterError, Conflict, ErasedUsers, Sweep, UserRecord, VerificationToken};
use crate::provider::AccountLinking;
use crate::{Account, ProviderType, Timestamp};

/// How often a sign-in looks who is there: once more after another one came first.
const ATTEMPTS: usize = 2;

/// The users of the application's database, without the application's types (protocol section 7.4).
pub(crate) struct Directory {
    adapter: Arc<dyn ErasedUsers>,
    sweep: Sweep,
}

/// To whom an account goes that nobody has.
enum Place {
    Nobody,
    User(UserRecord),
    Taken,
}

impl Directory {
    pub(crate) fn new(adapter: Arc<dyn ErasedUsers>) -> Self {
        Self {
            adapter,
            sweep: Sweep::default(),
        }
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

    /// Lets somebody in: as the user to whom the account belongs or goes, or as `new`.
    ///
    /// Two who come at once may each find nobody. Whoever is second is refused by the database, looks
    /// again, and finds the first.
    pub(super) async fn admit(
        &self,
        new: UserRecord,
        arrival: Arrival<'_>,
        now: Timestamp,
    ) -> Result<Admission<UserRecord>, AdapterError> {
        let current = match arrival.current {
            Some(id) => self.adapter.user(id).await?,
            None => None,
        };
        let mut attempt = 1;
        loop {
            let admission = match arrival.account.r#type {
                ProviderType::Credentials => self.admit_form(&new, arrival.account).await,
                ProviderType::Email => self.admit_address(&new, arrival.account, now).await,
                ProviderType::OAuth | ProviderType::Oidc => {
                    self.admit_account(&new, arrival, current.as_ref()).await
                }
            };
            match admission {
                Err(error) if is_race(&error) && attempt < ATTEMPTS => attempt += 1,
                // Still somebody else's, and not by this account.
                Err(error) if error.as_conflict() == Some(Conflict::Email) => {
                    return Ok(Admission::NotLinked);
                }
                admission => return admission,
            }
        }
    }

    /// An account at a provider.
    async fn admit_account(
        &self,
        new: &UserRecord,
        arrival: Arrival<'_>,
        current: Option<&UserRecord>,
    ) -> Result<Admission<UserRecord>, AdapterError> {
        let Arrival {
            account, linking, ..
        } = arrival;
        if let Some(owner) = self.owner(account).await? {
            return self.admit_owner(owner, account, current).await;
        }
        Ok(match self.place(new, linking, current).await? {
            Place::Taken => match self.owner(account).await? {
                // Between the two looks somebody has come with this account, and the address came with it.
                Some(owner) => return self.admit_owner(owner, account, current).await,
                None => Admission::NotLinked,
            },
            Place::User(user) => {
                self.adapter.link_account(&user.user.id, account).await?;
                Admission::Admitted(user, Change::Linked)
            }
            Place::Nobody => {
                let user = self.adapter.create_user(new.clone(), Some(account)).await?;
                Admission::Admitted(user, Change::Created)
            }
        })
    }

    /// An account that somebody has.
    async fn admit_owner(
        &self,
        owner: UserRecord,
        account: &Account,
        current: Option<&UserRecord>,
    ) -> Result<Admission<UserRecord>, AdapterError> {
        if current.is_some_and(|current| current.user.id != owner.user.id) {
            return Ok(Admission::NotLinked);
        }
        self.adapter.update_account(account).await?;
        Ok(Admission::Admitted(owner, Change::Nothing))
    }

    async fn place(
        &self,
        new: &UserRecord,
        linking: AccountLinking,
        current: Option<&UserRecord>,
    ) -> Result<Place, AdapterError> {
        if let Some(current) = current {
            return Ok(match linking {
                AccountLinking::Never => Place::Taken,
                AccountLinking::SignedIn | AccountLinking::VerifiedEmail => {
                    Place::User(current.clone())
                }
            });
        }
        let owner = match &new.user.email {
            Some(email) => self.adapter.user_by_email(email).await?,
            None => None,
        };
        let Some(owner) = owner else {
            return Ok(Place::Nobody);
        };
        // Without the second proof, whoever wrote somebody's address into a form would share the
        // user with them.
        let is_proven = new.user.email_verified.is_some() && owner.user.email_verified.is_some();
        let is_linked = is_proven && linking == AccountLinking::VerifiedEmail;
        Ok(if is_linked {
            Place::User(owner)
        } else {
            Place::Taken
        })
    }

    /// A form that the application has checked.
    async fn admit_form(
        &self,
        new: &UserRecord,
        account: &Account,
    ) -> Result<Admission<UserRecord>, AdapterError> {
        if let Some(owner) = self.owner(account).await? {
            return Ok(Admission::Admitted(owner, Change::Nothing));
        }
        let user = self.adapter.create_user(new.clone(), Some(account)).await?;
        Ok(Admission::Admitted(user, Change::Created))
    }

    /// An address whose mail somebody has read. It needs no account: the address is the proof.
    async fn admit_address(
        &self,
        new: &UserRecord,
        account: &Account,
        now: Timestamp,
    ) -> Result<Admission<UserRecord>, AdapterError> {
        let Some(mut owner) = self.owner(account).await? else {
            let user = self.adapter.create_user(new.clone(), None).await?;
            return Ok(Admission::Admitted(user, Change::Created));
        };
        if owner.user.email_verified.is_some() {
            return Ok(Admission::Admitted(owner, Change::Nothing));
        }
        owner.user.email_verified = Some(now);
        self.adapter.update_user(owner.clone()).await?;
        Ok(Admission::Admitted(owner, Change::Verified))
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

    /// Takes the token of a link out; `false` if it is not there, is over, or is for another address.
    pub(crate) async fn take_token(
        &self,
        address: &str,
        token: &str,
        now: Timestamp,
    ) -> Result<bool, AdapterError> {
        let found = self.adapter.use_verification_token(address, token, now);
        Ok(found.await?.is_some())
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

/// Whether somebody else may just have created what was to be created.
fn is_race(error: &AdapterError) -> bool {
    matches!(
        error.as_conflict(),
        Some(Conflict::Account | Conflict::Email | Conflict::Id)
    )
}

impl fmt::Debug for Directory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Directory")
    }
}
