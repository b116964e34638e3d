use std::marker::PhantomData;

use http::{HeaderMap, HeaderValue};
use serde_json::Value;

use super::token_cookie::{TokenCookie, issue, issue_again, refused, signed_in_at, valid};
use super::{Loaded, Shared, Strategy, Updated, posted};
use crate::callbacks::{JwtCallbacks, JwtInput, SignIn};
use crate::codec::{Claims, Format, Others, render, render_with_others};
use crate::core::Core;
use crate::error::event_failed;
use crate::identity::Current;
use crate::secret::sealing;
use crate::{DefaultToken, Error, Extended, Timestamp};

/// The session is a token in the cookie: `strategy = jwt`, or with [`Encrypted`] `strategy = jwt(encrypted)`.
#[derive(Clone, Copy, Debug)]
pub struct Jwt<F = Signed>(PhantomData<F>);

/// `strategy = jwt(encrypted)`.
pub type EncryptedJwt = Jwt<Encrypted>;

/// A signed token: a JSON Web Token with HS256. Whoever holds the cookie can read it.
#[derive(Clone, Copy, Debug)]
pub enum Signed {}

/// An encrypted token: the format of Auth.js v5, which a Next.js application with the same secret, URL and
/// cookie name reads and writes as well.
#[derive(Clone, Copy, Debug)]
pub enum Encrypted {}

/// The format of a token.
pub trait TokenFormat: Send + Sync + 'static {
    /// The format as a value.
    const FORMAT: Format;
}

impl TokenFormat for Signed {
    const FORMAT: Format = Format::Signed;
}

impl TokenFormat for Encrypted {
    const FORMAT: Format = Format::Encrypted;
}

/// A token, and when the session ends.
#[derive(Debug)]
pub struct LoadedToken<T> {
    token: T,
    expires: Timestamp,
}

impl<T> LoadedToken<T> {
    /// The token.
    pub(crate) fn token(&self) -> &T {
        &self.token
    }

    /// The token itself.
    pub(crate) fn into_token(self) -> T {
        self.token
    }
}

impl<C: JwtCallbacks, F: TokenFormat> Strategy<C> for Jwt<F> {
    type Store = ();
    type Loaded = LoadedToken<C::Token>;
    type Posted = ();

    const NAME: &'static str = match F::FORMAT {
        Format::Signed => "jwt",
        Format::Encrypted => "jwt(encrypted)",
    };
    const NEEDS_ROW: bool = false;
    const FORMAT: Format = F::FORMAT;

    async fn load(shared: &Shared<C>, headers: &HeaderMap) -> Result<Loaded<Self::Loaded>, Error> {
        let cookie = TokenCookie::open(&shared.core, headers);
        let Some((token, origin)) = read::<C, F>(shared, &cookie) else {
            return Ok(none(&cookie));
        };
        let input = JwtInput::Read { token };
        let token = C::jwt(input, &shared.state).await;
        let Some(token) = token.map_err(|error| Error::callback("jwt", error))? else {
            return Ok(none(&cookie));
        };
        if let Some(expires) = origin.expires_unless_due(&shared.core)
            && writing::<C, _>(|| cookie.holds(&token, &origin.others))
        {
            return Ok(Loaded {
                session: Some(LoadedToken { token, expires }),
                cookies: Vec::new(),
            });
        }
        reissue::<C>(shared, &cookie, token, &origin)
    }

    async fn update(
        shared: &Shared<C>,
        headers: &HeaderMap,
        data: &Value,
    ) -> Result<Updated<Self::Loaded, ()>, Error> {
        let cookie = TokenCookie::open(&shared.core, headers);
        let Some((token, origin)) = read::<C, F>(shared, &cookie) else {
            return Ok((none(&cookie), None));
        };
        let update = posted(data)?;
        let input = JwtInput::Update { token, update };
        let token = C::jwt(input, &shared.state).await;
        let Some(token) = token.map_err(|error| Error::updating("jwt", error))? else {
            return Ok((none(&cookie), None));
        };
        let loaded = reissue::<C>(shared, &cookie, token, &origin)?;
        Ok((loaded, None))
    }

    async fn session(
        shared: &Shared<C>,
        loaded: &Self::Loaded,
        _: Option<()>,
    ) -> Result<C::Session, Error> {
        let session = loaded.token.base().into_session(loaded.expires);
        C::session(session, &loaded.token, &shared.state)
            .await
            .map_err(|error| Error::callback("session", error))
    }

    async fn on_session(shared: &Shared<C>, loaded: &Self::Loaded, session: &C::Session) {
        if let Err(error) = C::on_session(session, &loaded.token, &shared.state).await {
            event_failed("session", &error);
        }
    }

    async fn current_user(
        shared: &Shared<C>,
        headers: &HeaderMap,
    ) -> Result<Option<Current>, Error> {
        let cookie = TokenCookie::open(&shared.core, headers);
        let Some((token, origin)) = read::<C, F>(shared, &cookie) else {
            return Ok(None);
        };
        let token = C::jwt(JwtInput::Read { token }, &shared.state).await;
        let token = token.map_err(|error| Error::callback("jwt", error))?;
        Ok(token.and_then(|token| {
            Some(Current {
                id: token.base().sub?,
                // A token that does not say when its user signed in may be older than anything.
                since: Some(
                    signed_in_at(&origin.claims).unwrap_or(Timestamp::from_unix_seconds(0)),
                ),
            })
        }))
    }

    // A token that is out there is good until its end.
    async fn end_sessions(_: &Shared<C>, _: &str) -> Result<(), Error> {
        Ok(())
    }

    async fn sign_in(
        shared: &Shared<C>,
        headers: &HeaderMap,
        attempt: SignIn<'_, C>,
        _: bool,
    ) -> Result<Option<Vec<HeaderValue>>, Error> {
        let input = JwtInput::SignIn {
            token: DefaultToken::from(attempt.user.base()),
            user: attempt.user,
            account: attempt.account,
            profile: attempt.profile,
            trigger: attempt.trigger,
        };
        let token = C::jwt(input, &shared.state).await;
        let Some(token) = token.map_err(|error| Error::callback("jwt", error))? else {
            return Ok(None);
        };
        let now = shared.core.clock.now();
        let claims = issue(&shared.core, now)?;
        let cookie = TokenCookie::open(&shared.core, headers);
        let payload = writing::<C, _>(|| render(&token, &claims))?;
        cookie.store(&payload, claims.expires_at).map(Some)
    }

    async fn sign_out(shared: &Shared<C>, headers: &HeaderMap) -> Result<Vec<HeaderValue>, Error> {
        let cookie = TokenCookie::open(&shared.core, headers);
        if let Some((token, _)) = read::<C, F>(shared, &cookie)
            && let Err(error) = C::on_sign_out(&token, &shared.state).await
        {
            event_failed("sign_out", &error);
        }
        Ok(cookie.delete())
    }
}

/// What a token came with.
struct Origin<'a> {
    claims: Claims,
    others: Others<'a>,
    /// Whose the others are; not looked at if there are none.
    subject: Option<String>,
    now: Timestamp,
}

impl Origin<'_> {
    /// The end of the session, unless it is time to issue the token again.
    fn expires_unless_due(&self, core: &Core) -> Option<Timestamp> {
        let Claims {
            issued_at,
            expires_at,
            ..
        } = self.claims;
        let is_due = core.lifetimes.is_due(self.now, issued_at, expires_at);
        (!is_due).then_some(expires_at)
    }
}

/// The token of the cookie if it is valid now.
fn read<'a, C: JwtCallbacks, F: TokenFormat>(
    shared: &Shared<C>,
    cookie: &'a TokenCookie<'_>,
) -> Option<(C::Token, Origin<'a>)> {
    let now = shared.core.clock.now();
    let (token, claims, others) = valid::<C::Token>(cookie.payload()?, &shared.core.lifetimes, now)
        .inspect_err(refused)
        .ok()?;
    let others = match F::FORMAT {
        Format::Encrypted => others,
        // Nobody else writes it, so what the type does not know is what it has lost: clients can read it,
        // and shall not for longer than the application wants it there.
        Format::Signed => Others::default(),
    };
    let subject = if others.is_empty() {
        None
    } else {
        token.base().sub
    };
    let origin = Origin {
        claims,
        others,
        subject,
        now,
    };
    Some((token, origin))
}

/// Writes a token. One that is encrypted may hold secrets, and is the only place where they are serialized.
fn writing<C: JwtCallbacks, T>(write: impl FnOnce() -> T) -> T {
    match <C::Strategy as Strategy<C>>::FORMAT {
        Format::Encrypted => sealing(write),
        Format::Signed => write(),
    }
}

/// No session, and nothing left of what the cookie held.
fn none<T>(cookie: &TokenCookie<'_>) -> Loaded<T> {
    Loaded {
        session: None,
        cookies: cookie.delete(),
    }
}

fn reissue<C: JwtCallbacks>(
    shared: &Shared<C>,
    cookie: &TokenCookie<'_>,
    token: C::Token,
    origin: &Origin<'_>,
) -> Result<Loaded<LoadedToken<C::Token>>, Error> {
    let Origin {
        claims,
        others,
        subject,
        now,
    } = origin;
    let claims = issue_again(&shared.core, *now, claims)?;
    let expires = claims.expires_at;
    // What another application said of somebody is not said of somebody else.
    let nothing = Others::default();
    let others = if others.is_empty() || token.base().sub == *subject {
        others
    } else {
        &nothing
    };
    let payload = writing::<C, _>(|| render_with_others(&token, &claims, others))?;
    let cookies = cookie.store(&payload, expires)?;
    Ok(Loaded {
        session: Some(LoadedToken { token, expires }),
        cookies,
    })
}
