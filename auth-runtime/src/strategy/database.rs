use http::{HeaderMap, HeaderValue};
use serde_json::Value;

use super::rows::Rows;
use super::{Loaded, Shared, Strategy, Updated, posted};
use crate::adapter::{StoredUser, UserRecord};
use crate::callbacks::{DatabaseCallbacks, SessionInput, SignIn};
use crate::error::event_failed;
use crate::identity::Current;
use crate::{DefaultSession, DefaultSessionUser, Error, Extended, Timestamp, Trigger};

/// The session is a row of a database, and the cookie holds its id.
#[derive(Clone, Copy, Debug)]
pub enum Database {}

/// A user from the database, and when the session ends.
#[derive(Debug)]
pub struct LoadedUser<U> {
    user: U,
    expires: Timestamp,
}

impl<C: DatabaseCallbacks> Strategy<C> for Database {
    type Store = Rows;
    type Loaded = LoadedUser<C::User>;
    type Posted = C::Update;

    const NAME: &'static str = "database";
    const NEEDS_ROW: bool = true;

    async fn load(shared: &Shared<C>, headers: &HeaderMap) -> Result<Loaded<Self::Loaded>, Error> {
        read(shared, headers, true).await
    }

    async fn peek(shared: &Shared<C>, headers: &HeaderMap) -> Result<Loaded<Self::Loaded>, Error> {
        read(shared, headers, false).await
    }

    async fn update(
        shared: &Shared<C>,
        headers: &HeaderMap,
        data: &Value,
    ) -> Result<Updated<Self::Loaded, C::Update>, Error> {
        let loaded = Self::load(shared, headers).await?;
        if loaded.session.is_none() {
            return Ok((loaded, None));
        }
        match posted(data) {
            Ok(update) => Ok((loaded, Some(update))),
            // The browser hears of a session that has moved, whatever it has posted.
            Err(error) => Err(error.with_cookies(loaded.cookies)),
        }
    }

    async fn session(
        shared: &Shared<C>,
        loaded: &Self::Loaded,
        update: Option<C::Update>,
    ) -> Result<C::Session, Error> {
        let base = loaded.user.base();
        let session = DefaultSession {
            user: DefaultSessionUser {
                name: base.name,
                email: base.email,
                image: base.image,
            },
            expires: loaded.expires,
        };
        let failed = match update {
            Some(_) => Error::updating,
            None => Error::callback,
        };
        let input = SessionInput {
            user: &loaded.user,
            trigger: match update {
                Some(_) => Trigger::Update,
                None => Trigger::Read,
            },
            update,
        };
        C::session(session, input, &shared.state)
            .await
            .map_err(|error| failed("session", error))
    }

    async fn on_session(shared: &Shared<C>, loaded: &Self::Loaded, session: &C::Session) {
        if let Err(error) = C::on_session(session, &loaded.user, &shared.state).await {
            event_failed("session", &error);
        }
    }

    async fn current_user(
        shared: &Shared<C>,
        headers: &HeaderMap,
    ) -> Result<Option<Current>, Error> {
        let found = shared.store.read(&shared.core, headers, false).await?;
        Ok(found.session.map(|(record, _)| Current {
            id: record.user.id,
            since: None,
        }))
    }

    async fn end_sessions(shared: &Shared<C>, user_id: &str) -> Result<(), Error> {
        shared.store.end_all(user_id).await?;
        Ok(())
    }

    async fn sign_in(
        shared: &Shared<C>,
        headers: &HeaderMap,
        attempt: SignIn<'_, C>,
        is_signed_in: bool,
    ) -> Result<Option<Vec<HeaderValue>>, Error> {
        // An absolute lifetime counts from the sign-in, so that one needs a session of its own.
        if is_signed_in && shared.core.lifetimes.max_lifetime.is_none() {
            return Ok(Some(Vec::new()));
        }
        let user = attempt.user.base();
        let cookies = shared.store.start(&shared.core, headers, &user.id).await?;
        Ok(Some(cookies))
    }

    async fn sign_out(shared: &Shared<C>, headers: &HeaderMap) -> Result<Vec<HeaderValue>, Error> {
        let ended = shared.store.end(&shared.core, headers).await?;
        if let Some((record, _)) = ended.session {
            match C::User::from_record(record) {
                Ok(user) => {
                    if let Err(error) = C::on_sign_out(&user, &shared.state).await {
                        event_failed("sign_out", &error);
                    }
                }
                Err(error) => event_failed("sign_out", &error.into()),
            }
        }
        Ok(ended.cookies)
    }
}

fn known<U: StoredUser>(record: UserRecord) -> Result<U, Error> {
    U::from_record(record).map_err(Error::column)
}

/// The session of the cookie, with the application's own user.
async fn read<C: DatabaseCallbacks>(
    shared: &Shared<C>,
    headers: &HeaderMap,
    may_slide: bool,
) -> Result<Loaded<LoadedUser<C::User>>, Error> {
    let found = shared.store.read(&shared.core, headers, may_slide).await?;
    let session = match found.session {
        Some((record, expires)) => match known(record) {
            Ok(user) => Some(LoadedUser { user, expires }),
            Err(error) => return Err(error.with_cookies(found.cookies)),
        },
        None => None,
    };
    Ok(Loaded {
        session,
        cookies: found.cookies,
    })
}
