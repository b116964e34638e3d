//! What every sign-in has in common, whichever way it came.

use http::HeaderMap;

use super::{Attempt, Newcomer};
use crate::callbacks::SignIn;
use crate::codec::new_id;
use crate::error::event_failed;
use crate::identity::{Admission, Arrival, Change, stable_id};
use crate::strategy::{Shared, Strategy};
use crate::{
    Account, AuthConfig, DefaultUser, Error, Extended, Profile, ProviderType, SignInDecision,
    Trigger,
};

/// The application's user for somebody who may be new.
pub(super) async fn newcomer_user<C: AuthConfig>(
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

/// What every sign-in has in common, once it is known whose account it is (protocol section 1.6).
pub(super) async fn sign_in<C: AuthConfig>(
    shared: &Shared<C>,
    headers: &HeaderMap,
    user: C::User,
    arrival: Arrival<'_>,
    profile: Option<&Profile>,
) -> Result<Attempt, Error> {
    let account = arrival.account;
    let owner = match &shared.users {
        Some(users) => users.owner(account).await?,
        None => None,
    };
    let attempt = SignIn {
        user: owner.as_ref().unwrap_or(&user),
        account,
        profile,
        trigger: match (&shared.users, &owner) {
            (Some(_), None) => Trigger::SignUp,
            _ => Trigger::SignIn,
        },
    };
    let decision = C::sign_in(attempt, &shared.state).await;
    match decision.map_err(|error| Error::callback("sign_in", error))? {
        SignInDecision::Allow => {}
        SignInDecision::Deny => return Ok(Attempt::Denied),
        SignInDecision::Redirect(url) => return Ok(Attempt::Redirect(url)),
    }
    let (user, change) = match &shared.users {
        Some(users) => match users.admit(&user, arrival, shared.core.clock.now()).await? {
            Admission::Admitted(user, change) => (user, change),
            Admission::NotLinked => return Ok(Attempt::NotLinked),
        },
        None => (user, Change::Nothing),
    };
    tell(shared, &user, account, profile, change).await;
    let attempt = SignIn {
        user: &user,
        account,
        profile,
        trigger: change.trigger(),
    };
    let is_signed_in = arrival.current.is_some_and(|id| id == user.base().id);
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

/// Notes a sign-in; not generic, so that it is compiled once.
fn signed_in(account: &Account) {
    tracing::info!(provider = account.provider, "signed in");
}
