use auth_runtime::adapter::{Adapter, MemoryAdapter};
use auth_runtime::provider::{AccountLinking, OAuthProvider, Provider, apple, oauth2, oidc};
use auth_runtime::{AuthConfig, Builder, Clock, Pages, Timestamp};

use crate::identity_provider::{CLIENT_ID, CLIENT_SECRET, Endpoint, IdentityProvider};
use crate::server::{serve, serve_with_addresses};
use crate::{Client, NOW, SECRET, Stage, provider_app, provider_database_app};

/// The cookies of a sign-in that is under way: its state, its nonce, and the verifier of its challenge.
pub const COOKIES: [&str; 3] = ["authjs.state", "authjs.nonce", "authjs.pkce.code_verifier"];

/// Where the session lives, and whether there are users in a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The session is a token, and users are nowhere.
    Token,
    /// The session is a token, and users are in a database.
    TokenWithUsers,
    /// Sessions and users are in a database.
    Database,
}

impl Kind {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Token, Self::TokenWithUsers, Self::Database];

    /// Those with users in a database.
    pub const WITH_USERS: [Self; 2] = [Self::TokenWithUsers, Self::Database];
}

/// An application that signs in with providers on a server, with a provider and a browser beside it.
#[derive(Debug)]
pub struct ProviderLab<A = MemoryAdapter> {
    /// The provider.
    pub idp: IdentityProvider,
    /// The database, if there is one; otherwise nothing is in it.
    pub tables: A,
    /// What the callbacks do, and what they saw.
    pub stage: Stage,
    /// What time it is, here and at the provider.
    pub clock: Clock,
    /// The browser.
    pub client: Client,
}

/// What an application says to its builder.
#[derive(Debug)]
pub struct Setup {
    /// The providers; at first the four of [`providers()`].
    pub providers: Vec<Provider>,
    /// When accounts are linked.
    pub linking: AccountLinking,
    /// Pages of its own.
    pub pages: Pages,
    /// Whether a proxy's headers are believed.
    pub trusts_proxy: bool,
    /// Whether the server tells where connections come from.
    pub tells_addresses: bool,
}

impl ProviderLab {
    /// With the defaults.
    pub async fn new(kind: Kind) -> Self {
        Self::with(kind, |_, _| {}).await
    }

    /// With another setup.
    pub async fn with(kind: Kind, change: impl FnOnce(&mut Setup, &IdentityProvider)) -> Self {
        let tables = MemoryAdapter::new();
        Self::on(kind, tables.clone(), tables, change).await
    }
}

impl<A: Adapter> ProviderLab<A> {
    /// With this database, of which `tables` is another handle.
    pub async fn on(
        kind: Kind,
        adapter: A,
        tables: A,
        change: impl FnOnce(&mut Setup, &IdentityProvider),
    ) -> Self {
        let clock = Clock::manual(Timestamp::from_unix_seconds(NOW));
        Self::at(clock, kind, adapter, tables, change).await
    }

    /// With this clock as well.
    pub async fn at(
        clock: Clock,
        kind: Kind,
        adapter: A,
        mut tables: A,
        change: impl FnOnce(&mut Setup, &IdentityProvider),
    ) -> Self {
        let idp = IdentityProvider::start(clock.clone()).await;
        let mut setup = Setup {
            providers: providers(&idp).into_iter().map(Provider::from).collect(),
            linking: AccountLinking::default(),
            pages: Pages::new(),
            trusts_proxy: false,
            tells_addresses: false,
        };
        change(&mut setup, &idp);
        let tells_addresses = setup.tells_addresses;
        let stage = Stage::default();
        let app = match kind {
            Kind::Token => {
                let builder = setup.apply(provider_app::auth::builder(), &clock);
                let auth = builder.state(stage.clone()).build().unwrap();
                auth.router().layer(auth.layer())
            }
            Kind::TokenWithUsers => {
                let builder = setup.apply(provider_app::auth::builder(), &clock);
                let builder = builder.state(stage.clone()).adapter(adapter);
                let auth = builder.build().await.unwrap();
                auth.router().layer(auth.layer())
            }
            Kind::Database => {
                let builder = setup.apply(provider_database_app::auth::builder(), &clock);
                let builder = builder.state(stage.clone()).adapter(adapter);
                let auth = builder.build().await.unwrap();
                auth.router().layer(auth.layer())
            }
        };
        tables.prepare_users(&[]).await.unwrap();
        let origin = if tells_addresses {
            serve_with_addresses(app).await
        } else {
            serve(app).await
        };
        Self {
            idp,
            tables,
            stage,
            clock,
            client: Client::new(&origin),
        }
    }
}

impl Setup {
    fn apply<C: AuthConfig>(self, builder: Builder<C>, clock: &Clock) -> Builder<C> {
        let builder = builder
            .secret(SECRET)
            .production(false)
            .clock(clock.clone())
            .linking(self.linking)
            .pages(self.pages)
            .trust_forwarded_headers(self.trusts_proxy);
        let providers = self.providers.into_iter();
        providers.fold(builder, Builder::provider)
    }
}

/// One of OpenID Connect, another one with the same accounts, one of OAuth 2, and one that posts its answer.
pub fn providers(idp: &IdentityProvider) -> [OAuthProvider; 4] {
    let plain = oauth2("plain")
        .authorization(idp.url(Endpoint::Authorization))
        .token(idp.url(Endpoint::Token))
        .userinfo(idp.url(Endpoint::Userinfo))
        .scope("profile email");
    [
        oidc("idp", &idp.issuer),
        oidc("other", &idp.issuer),
        plain,
        apple().id("posted").issuer(&idp.issuer),
    ]
    .map(|provider| provider.client(CLIENT_ID, CLIENT_SECRET))
}
