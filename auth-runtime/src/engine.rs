use std::future::Future;
use std::pin::Pin;

use http::request::Parts;
use http::{HeaderMap, HeaderValue};
use serde_json::Value;
use url::Url;

use crate::callbacks::{BoxError, CredentialsSignin, SignIn};
use crate::codec::new_id;
use crate::core::Core;
use crate::error::event_failed;
use crate::form::{Form, FormError};
use crate::identity::{Admission, Arrival, Change, Directory, Users, stable_id};
use crate::provider::AccountLinking;
use crate::redirect::{elsewhere, guard};
use crate::request_session::RequestSession;
use crate::strategy::{Shared, Strategy};
use crate::{
    Account, AuthConfig, DefaultUser, Error, Extended, Profile, ProviderType, SignInDecision,
    Trigger,
};

/// An application's callbacks without its types: what the endpoints work with.
///
/// The endpoints are not hot, and this keeps them out of every application's own compilation.
pub(crate) trait Engine: Send + Sync {
    fn core(&self) -> &Core;

    /// The session as JSON, with the data that the client posted, if any.
    fn session<'a>(
        &'a self,
        request: &'a Parts,
        data: Option<&'a Value>,
    ) -> BoxFuture<'a, SessionJson>;

    /// Checks a submitted sign-in form and starts a session.
    fn credentials<'a>(
        &'a self,
        provider: &'a str,
        form: &'a Form,
        headers: &'a HeaderMap,
    ) -> BoxFuture<'a, Result<Attempt, Error>>;

    /// The users of the database, if there is one.
    fn directory(&self) -> Option<&Directory>;

    /// Starts a session for somebody who has proved to own an account or an address.
    fn arrive<'a>(
        &'a self,
        newcomer: Newcomer,
        headers: &'a HeaderMap,
    ) -> BoxFuture<'a, Result<Attempt, Error>>;

    /// What the application says about a sign-in before there is a proof, so that nobody is sent mail
    /// for nothing.
    fn expect<'a>(&'a self, newcomer: Newcomer) -> BoxFuture<'a, Result<SignInDecision, Error>>;

    /// The cookies that end the session.
    fn sign_out<'a>(
        &'a self,
        headers: &'a HeaderMap,
    ) -> BoxFuture<'a, Result<Vec<HeaderValue>, Error>>;

    /// Where a wish to go to `url` leads.
    fn redirect<'a>(&'a self, url: &'a str, base_url: &'a Url)
    -> BoxFuture<'a, Result<Url, Error>>;
}

pub(crate) type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The session, serialized. Renewed cookies count even if the session could not be made from them.
pub(crate) struct SessionJson {
    pub(crate) json: Result<Option<Vec<u8>>, Error>,
    pub(crate) cookies: Vec<HeaderValue>,
}

/// Somebody who comes with an account at a provider, or with an address.
#[derive(Debug)]
pub(crate) struct Newcomer {
    /// What is known of them, without an id here.
    pub(crate) user: DefaultUser,
    pub(crate) account: Account,
    /// What the provider said; empty if there is none.
    pub(crate) profile: Profile,
    /// When the account may become one of a user who is there already.
    pub(crate) linking: AccountLinking,
}

/// How a sign-in ended.
pub(crate) enum Attempt {
    SignedIn {
        /// The cookies of the session.
        cookies: Vec<HeaderValue>,
        /// Whether the user is new.
        is_new: bool,
    },
    /// The form does not fit its struct.
    InvalidForm(FormError),
    /// Wrong credentials, with the code that tells which kind of wrong.
    Refused(&'static str),
    /// The application does not let this user in.
    Denied,
    /// The address belongs to another user.
    NotLinked,
    /// The application sends the browser elsewhere.
    Redirect(String),
}

impl<C: AuthConfig> Engine for Shared<C> {
    fn core(&self) -> &Core {
        &self.core
    }

    fn session<'a>(
        &'a self,
        request: &'a Parts,
        data: Option<&'a Value>,
    ) -> BoxFuture<'a, SessionJson> {
        Box::pin(async move {
            let headers = &request.headers;
            let layered = RequestSession::<C>::of(request).filter(|session| session.is_of(self));
            let loaded = match (data, layered) {
                (Some(data), _) => C::Strategy::update(self, headers, data).await,
                // What was read on the way here counts, and the layer writes its cookies.
                (None, Some(session)) => {
                    let json = match session.loaded(headers).await {
                        Ok(loaded) => session_json(self, loaded, None).await,
                        Err(error) => Err(error),
                    };
                    let cookies = Vec::new();
                    return SessionJson { json, cookies };
                }
                (None, None) => {
                    let loaded = C::Strategy::load(self, headers).await;
                    loaded.map(|loaded| (loaded, None))
                }
            };
            match loaded {
                Ok((loaded, posted)) => SessionJson {
                    json: session_json(self, loaded.session.as_ref(), posted).await,
                    cookies: loaded.cookies,
                },
                Err(error) => SessionJson {
                    cookies: error.cookies().to_vec(),
                    json: Err(error),
                },
            }
        })
    }

    fn credentials<'a>(
        &'a self,
        provider: &'a str,
        form: &'a Form,
        headers: &'a HeaderMap,
    ) -> BoxFuture<'a, Result<Attempt, Error>> {
        Box::pin(async move {
            let user = match C::authorize(provider, form, &self.state).await {
                Ok(Some(user)) => user,
                Ok(None) => return Ok(Attempt::Refused("credentials")),
                Err(error) => return refusal(error),
            };
            let id = user.base().id;
            if id.is_empty() {
                // All users without an id would be one and the same.
                return Err(Error::callback(
                    "credentials",
                    "the user has no `id`".into(),
                ));
            }
            let account = Account::new(ProviderType::Credentials, provider, id);
            let arrival = Arrival {
                account: &account,
                current: None,
                linking: AccountLinking::Never,
            };
            sign_in(self, headers, user, arrival, None).await
        })
    }

    fn directory(&self) -> Option<&Directory> {
        self.users.as_ref().map(Users::directory)
    }

    fn arrive<'a>(
        &'a self,
        newcomer: Newcomer,
        headers: &'a HeaderMap,
    ) -> BoxFuture<'a, Result<Attempt, Error>> {
        Box::pin(async move {
            let is_account = newcomer.account.r#type != ProviderType::Email;
            // Without a database there is nobody to link to.
            let current = match &self.users {
                Some(_) if is_account => {
                    let loaded = C::Strategy::peek(self, headers).await?;
                    loaded.session.as_ref().and_then(C::Strategy::user_id)
                }
                _ => None,
            };
            let user = newcomer_user(self, &newcomer).await?;
            let arrival = Arrival {
                account: &newcomer.account,
                current: current.as_deref(),
                linking: newcomer.linking,
            };
            let profile = is_account.then_some(&newcomer.profile);
            sign_in(self, headers, user, arrival, profile).await
        })
    }

    fn expect<'a>(&'a self, newcomer: Newcomer) -> BoxFuture<'a, Result<SignInDecision, Error>> {
        Box::pin(async move {
            let owner = match &self.users {
                Some(users) => users.owner(&newcomer.account).await?,
                None => None,
            };
            let trigger = match owner {
                Some(_) => Trigger::SignIn,
                None => Trigger::SignUp,
            };
            let user = match owner {
                Some(owner) => owner,
                None => newcomer_user(self, &newcomer).await?,
            };
            let attempt = SignIn {
                user: &user,
                account: &newcomer.account,
                profile: None,
                trigger,
            };
            C::sign_in(attempt, &self.state)
                .await
                .map_err(|error| Error::callback("sign_in", error))
        })
    }

    fn sign_out<'a>(
        &'a self,
        headers: &'a HeaderMap,
    ) -> BoxFuture<'a, Result<Vec<HeaderValue>, Error>> {
        Box::pin(C::Strategy::sign_out(self, headers))
    }

    fn redirect<'a>(
        &'a self,
        url: &'a str,
        base_url: &'a Url,
    ) -> BoxFuture<'a, Result<Url, Error>> {
        Box::pin(async move {
            C::redirect(url, base_url, &self.state)
                .await
                .map_err(|error| Error::callback("redirect", error))
        })
    }
}

async fn session_json<C: AuthConfig>(
    shared: &Shared<C>,
    loaded: Option<&<C::Strategy as Strategy<C>>::Loaded>,
    posted: Option<<C::Strategy as Strategy<C>>::Posted>,
) -> Result<Option<Vec<u8>>, Error> {
    let Some(loaded) = loaded else {
        return Ok(None);
    };
    let session = C::Strategy::session(shared, loaded, posted).await?;
    let json =
        serde_json::to_vec(&session).map_err(|error| Error::callback("session", error.into()))?;
    C::Strategy::on_session(shared, loaded, &session).await;
    Ok(Some(json))
}

/// The application's user for somebody who may be new.
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

/// What every sign-in has in common, once it is known whose account it is (protocol section 1.6).
async fn sign_in<C: AuthConfig>(
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

/// Tells a form that does not fit and a refusal with a code from a callback that failed.
fn refusal(error: BoxError) -> Result<Attempt, Error> {
    let error = match error.downcast::<FormError>() {
        Ok(form) => return Ok(Attempt::InvalidForm(*form)),
        Err(error) => error,
    };
    match error.downcast::<CredentialsSignin>() {
        Ok(refused) => Ok(Attempt::Refused(refused.code())),
        Err(error) => Err(Error::callback("credentials", error)),
    }
}

/// The address to go to, with whatever the application chose kept to `http` and `https`.
pub(crate) async fn resolve_redirect(
    engine: &dyn Engine,
    url: &str,
    base_url: &Url,
) -> Result<Url, Error> {
    let target = engine
        .redirect(&presentable(url, base_url), base_url)
        .await?;
    let is_web = matches!(target.scheme(), "http" | "https");
    let has_user = !target.username().is_empty() || target.password().is_some();
    if is_web && !has_user {
        return Ok(target);
    }
    tracing::warn!("the `redirect` callback chose an address that no browser should go to");
    Ok(base_url.clone())
}

/// The wish as a callback may see it: no place that a browser should not be sent to.
///
/// Another site's address is written the one way that leaves no doubt about its host. The
/// application's `redirect` callback may allow it; the default does not.
fn presentable(wish: &str, base: &Url) -> String {
    if guard(wish, base).is_some() {
        return wish.to_owned();
    }
    match elsewhere(wish, base) {
        Some(url) => url.into(),
        None => "/".to_owned(),
    }
}
