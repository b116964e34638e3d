//! An application's callbacks behind a trait object.

mod attempt;
mod redirect;
mod sign_in;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use http::request::Parts;
use http::{HeaderMap, HeaderValue};
use serde_json::Value;
use url::Url;

pub(crate) use self::attempt::{Attempt, Newcomer};
pub(crate) use self::redirect::resolve_redirect;
use self::sign_in::{Claim, expect, sign_in};
use crate::callbacks::{BoxError, CredentialsSignin};
use crate::core::Core;
use crate::form::{Form, FormError};
use crate::identity::{Arrival, Directory, Users};
use crate::provider::AccountLinking;
use crate::request_session::RequestSession;
use crate::strategy::{Shared, Strategy};
use crate::{Account, AuthConfig, Error, Extended, ProviderType, SignInDecision};

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
    fn directory(&self) -> Option<&Arc<Directory>>;

    /// Starts a session for somebody who has proved to own an account or an address.
    fn arrive<'a>(
        &'a self,
        newcomer: &'a Newcomer,
        headers: &'a HeaderMap,
    ) -> BoxFuture<'a, Result<Attempt, Error>>;

    /// What the application says about a sign-in before there is a proof, so that nobody is sent mail
    /// for nothing.
    fn expect<'a>(&'a self, newcomer: &'a Newcomer)
    -> BoxFuture<'a, Result<SignInDecision, Error>>;

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
                trusts_unproven: false,
            };
            sign_in(self, headers, Claim::Made(user), arrival, None).await
        })
    }

    fn directory(&self) -> Option<&Arc<Directory>> {
        self.users.as_ref().map(Users::directory)
    }

    fn arrive<'a>(
        &'a self,
        newcomer: &'a Newcomer,
        headers: &'a HeaderMap,
    ) -> BoxFuture<'a, Result<Attempt, Error>> {
        let arrival = Arrival {
            account: &newcomer.account,
            current: None,
            linking: newcomer.linking,
            trusts_unproven: newcomer.trusts_unproven,
        };
        let has_profile = newcomer.account.r#type != ProviderType::Email;
        let profile = has_profile.then_some(&newcomer.profile);
        let claim = Claim::Newcomer(newcomer);
        Box::pin(sign_in(self, headers, claim, arrival, profile))
    }

    fn expect<'a>(
        &'a self,
        newcomer: &'a Newcomer,
    ) -> BoxFuture<'a, Result<SignInDecision, Error>> {
        Box::pin(expect(self, newcomer))
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
