use axum::extract::Request;
use axum::response::{IntoResponse as _, Response};
use http::{StatusCode, header};
use http_body_util::BodyExt as _;
use url::form_urlencoded;

use super::desk::Desk;
use super::{authorization, metadata, token, userinfo};

/// What there is to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Endpoint {
    /// The metadata (OpenID Connect Discovery section 4).
    Metadata,
    /// The public keys (RFC 7517 section 5).
    Keys,
    /// Where the browser goes.
    Authorization,
    /// Where codes become tokens.
    Token,
    /// The claims about the user (OpenID Connect Core section 5.3).
    Userinfo,
    /// What only an access token opens beside them, as GitHub's list of addresses.
    Emails,
    /// Nothing is there.
    Elsewhere,
}

impl Endpoint {
    const ALL: [Self; 6] = [
        Self::Metadata,
        Self::Keys,
        Self::Authorization,
        Self::Token,
        Self::Userinfo,
        Self::Emails,
    ];

    /// Its path.
    pub fn path(self) -> &'static str {
        match self {
            Self::Metadata => "/.well-known/openid-configuration",
            Self::Keys => "/keys",
            Self::Authorization => "/authorize",
            Self::Token => "/token",
            Self::Userinfo => "/userinfo",
            Self::Emails => "/userinfo/emails",
            Self::Elsewhere => "/elsewhere",
        }
    }

    pub(super) fn answer(self, desk: &mut Desk, received: &Received) -> Response {
        match self {
            Self::Metadata => metadata::answer(desk),
            Self::Keys => metadata::keys(desk),
            Self::Authorization => authorization::answer(desk, received),
            Self::Token => token::answer(desk, received),
            Self::Userinfo => userinfo::answer(desk, received),
            Self::Emails => userinfo::emails(desk, received),
            Self::Elsewhere => StatusCode::NOT_FOUND.into_response(),
        }
    }
}

/// A request that came.
#[derive(Clone, Debug)]
pub struct Received {
    /// Where.
    pub endpoint: Endpoint,
    /// The `Authorization` header.
    pub authorization: String,
    /// The query's fields, then the form's.
    pub fields: Vec<(String, String)>,
}

impl Received {
    pub(super) async fn read(request: Request) -> Self {
        let (parts, body) = request.into_parts();
        let path = parts.uri.path();
        let endpoint = Endpoint::ALL.into_iter().find(|one| one.path() == path);
        let authorization = parts.headers.get(header::AUTHORIZATION);
        let query = parts.uri.query().unwrap_or_default().as_bytes();
        let body = body.collect().await.unwrap().to_bytes();
        let fields = [query, &body].into_iter().flat_map(form_urlencoded::parse);
        Self {
            endpoint: endpoint.unwrap_or(Endpoint::Elsewhere),
            authorization: authorization
                .map(|value| value.to_str().unwrap().to_owned())
                .unwrap_or_default(),
            fields: fields
                .map(|(name, value)| (name.into_owned(), value.into_owned()))
                .collect(),
        }
    }

    /// The value of the first field of this name; empty if there is none.
    pub fn field(&self, name: &str) -> &str {
        let mut fields = self.fields.iter();
        let field = fields.find(|(field, _)| field == name);
        field.map_or("", |(_, value)| value)
    }
}
