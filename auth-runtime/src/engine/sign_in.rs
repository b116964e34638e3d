//! What every sign-in has in common, whichever way it came.

use http::HeaderMap;

use super::{Attempt, Newcomer};
use crate::callbacks::SignIn;
use crate::codec::new_id;
use crate::error::event_failed;
use crate::identity::{Admission, Arrival, Change, Current, Standing, Users, stable_id};
use crate::strategy::{Shared, Strategy};
use crate::{
    Account, AuthConfig, DefaultUser, Error, Extended, Profile, ProviderType, SignInDecision,
    Trigger,
};

/// What there is of a user before the database is asked.
pub(super) enum Claim<'a, U> {
    /// The application has made the user, from a form.
    Made(U),
    /// The application makes one if the database has none.
    Newcomer(&'a Newcomer),
}

/// Signs in the owner of `arrival.account` (protocol section 1.6).
pub(super) async fn sign_in<C: AuthConfig>(
    shared: &Shared<C>,
    headers: &HeaderMap,
    claim: Claim<'_, C::User>,
    arrival: Arrival<'_>,
    profile: Option<&Profile>,
) -> Result<Attempt, Error> {
    let account = arrival.account;
    let is_form = account.r#type == ProviderType::Credentials;
    // A form's user is the application's own, and has a row only where the session needs one.
    let users = match &shared.users {
        Some(_) if is_form && !C::Strategy::NEEDS_ROW => None,
        users => users.as_ref(),
    };
    let owner = match users {
        Some(users) => users.owner(account).await?,
        None => None,
    };
    let current = match users {
        Some(_) if account.r#type.is_at_provider() => {
            current_user(shared, headers, owner.is_some()).await?
        }
        _ => None,
    };
    let arrival = Arrival {
        current: current.as_ref(),
        ..arrival
    };
    let standing = stand(shared, users, owner, claim, arrival).await?;
    let (user, trigger) = match &standing {
        // Without a row nobody knows whether it is the first time.
        Standing::New(user) if users.is_some() => (user, Trigger::SignUp),
        Standing::Owner(user) | Standing::Host(user) | Standing::New(user) => {
            (user, Trigger::SignIn)
        }
        Standing::Taken => return Ok(Attempt::NotLinked),
    };
    let attempt = SignIn {
        user,
        account,
        profile,
        trigger,
    };
    let decision = C::sign_in(attempt, &shared.state).await;
    match decision.map_err(|error| Error::callback("sign_in", error))? {
        SignInDecision::Allow => {}
        SignInDecision::Deny => return Ok(Attempt::Denied),
        SignInDecision::Redirect(url) => return Ok(Attempt::Redirect(url)),
    }
    if let Standing::Owner(owner) = &standing
        && is_first_proof(owner, arrival)
    {
        // First of all: once the address is proved nobody would look again.
        C::Strategy::end_sessions(shared, &owner.base().id).await?;
    }
    let admission = match (users, standing) {
        (Some(users), standing) => {
            users
                .admit(standing, arrival, shared.core.clock.now())
                .await?
        }
        (None, Standing::Owner(user) | Standing::Host(user) | Standing::New(user)) => {
            Admission::Admitted(user, Change::Nothing)
        }
        (None, Standing::Taken) => Admission::NotLinked,
    };
    let Admission::Admitted(user, change) = admission else {
        return Ok(Attempt::NotLinked);
    };
    tell(shared, &user, account, profile, change).await;
    let attempt = SignIn {
        user: &user,
        account,
        profile,
        trigger: change.trigger(),
    };
    let id = user.base().id;
    let is_signed_in = arrival.current.is_some_and(|current| current.id == id);
    let Some(cookies) = C::Strategy::sign_in(shared, headers, attempt, is_signed_in).await? else {
        return Ok(Attempt::Denied);
    };
    signed_in(account);
    if let Err(error) = C::on_sign_in(attempt, &shared.state).await {
        event_failed("sign_in", &error);
    }
    Ok(Attempt::SignedIn {
        cookies,
        is_new: change == Change::Created,
    })
}

/// What the application would say to a sign-in, before there is a proof.
pub(super) async fn expect<C: AuthConfig>(
    shared: &Shared<C>,
    newcomer: &Newcomer,
) -> Result<SignInDecision, Error> {
    let account = &newcomer.account;
    let owner = match &shared.users {
        Some(users) => users.owner(account).await?,
        None => None,
    };
    let (user, trigger) = match owner {
        Some(owner) => (owner, Trigger::SignIn),
        None => match newcomer_user(shared, newcomer).await {
            Ok(user) => (user, Trigger::SignUp),
            // To tell would be to tell whom the database does not know.
            Err(error) => {
                unmade(&error);
                return Ok(SignInDecision::Deny);
            }
        },
    };
    let attempt = SignIn {
        user: &user,
        account,
        profile: None,
        trigger,
    };
    C::sign_in(attempt, &shared.state)
        .await
        .map_err(|error| Error::callback("sign_in", error))
}

/// Who is signed in in this browser, to whom a new account may go.
///
/// A session that cannot be read is in nobody's way who has an account: signing in again may be
/// what mends it.
async fn current_user<C: AuthConfig>(
    shared: &Shared<C>,
    headers: &HeaderMap,
    has_owner: bool,
) -> Result<Option<Current>, Error> {
    match C::Strategy::current_user(shared, headers).await {
        Err(error) if has_owner => {
            unread(&error);
            Ok(None)
        }
        current => current,
    }
}

/// Who somebody is to the database, or to the application if there is none.
async fn stand<C: AuthConfig>(
    shared: &Shared<C>,
    users: Option<&Users<C::User>>,
    owner: Option<C::User>,
    claim: Claim<'_, C::User>,
    arrival: Arrival<'_>,
) -> Result<Standing<C::User>, Error> {
    if let Some(owner) = owner {
        return Ok(Standing::Owner(owner));
    }
    let new = match claim {
        Claim::Made(user) => user,
        Claim::Newcomer(newcomer) => newcomer_user(shared, newcomer).await?,
    };
    match users {
        Some(users) => users.place(new, arrival).await,
        None => Ok(Standing::New(new)),
    }
}

/// The application's user for somebody whom the database does not know.
async fn newcomer_user<C: AuthConfig>(
    shared: &Shared<C>,
    newcomer: &Newcomer,
) -> Result<C::User, Error> {
    let Newcomer {
        user,
        account,
        profile,
        ..
    } = newcomer;
    let id = match &shared.users {
        Some(_) => new_id().map_err(|_| Error::random())?,
        None => stable_id(account),
    };
    let user = DefaultUser { id, ..user.clone() };
    C::profile(user, profile, account, &shared.state)
        .await
        .map_err(|error| Error::callback("profile", error))
}

/// Tells the application what the sign-in has changed.
async fn tell<C: AuthConfig>(
    shared: &Shared<C>,
    user: &C::User,
    account: &Account,
    profile: Option<&Profile>,
    change: Change,
) {
    if change == Change::Created
        && let Err(error) = C::on_create_user(user, &shared.state).await
    {
        event_failed("create_user", &error);
    }
    if change == Change::Verified
        && let Err(error) = C::on_update_user(user, &shared.state).await
    {
        event_failed("update_user", &error);
    }
    let is_linked = matches!(change, Change::Created | Change::Linked);
    // An address needs no account.
    if is_linked && account.r#type != ProviderType::Email {
        let linked = C::on_link_account(user, account, profile, &shared.state);
        if let Err(error) = linked.await {
            event_failed("link_account", &error);
        }
    }
}

/// Whether the address of a user is about to be proved for the first time, by somebody who is to have
/// the user to themselves.
fn is_first_proof<U: Extended<Base = DefaultUser>>(owner: &U, arrival: Arrival<'_>) -> bool {
    arrival.account.r#type == ProviderType::Email
        && !arrival.trusts_unproven
        && owner.base().email_verified.is_none()
}

// These are not generic, so that they are compiled once.

/// Notes a sign-in.
fn signed_in(account: &Account) {
    tracing::info!(provider = account.provider, "signed in");
}

/// Notes a user that could not be made.
fn unmade(error: &Error) {
    let reason = std::error::Error::source(error).map(ToString::to_string);
    tracing::error!(%error, reason, "no sign-in link was sent: the user could not be made");
}

/// Notes a session that stands for nobody.
fn unread(error: &Error) {
    tracing::warn!(%error, "the session before a sign-in could not be read, and counts as none");
}
