//! Requests to providers: every one with a time limit, a size limit and no surprises.

use std::error::Error;
use std::io;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderValue, Request, Response, StatusCode};
use reqwest::{Client, NoProxy, Proxy, redirect, retry};
use rustls::ClientConfig;
use rustls_platform_verifier::BuilderVerifierExt;
use serde_json::{Map, Value};
use url::Url;

use super::OAuthError;

/// How much is waited for and read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// For a connection, in all its steps.
    pub(super) connect: Duration,
    /// For the whole of a request, up to the last byte of its answer.
    pub(super) request: Duration,
    /// The largest answer, in bytes.
    pub(super) body: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            request: Duration::from_secs(10),
            body: 1024 * 1024,
        }
    }
}

/// What sends requests. Clones share their connections.
#[derive(Clone, Debug)]
pub(super) struct Http {
    client: Client,
    limits: Limits,
}

impl Http {
    /// The one that all providers of this process share, made when the first of them is built.
    pub(super) fn shared() -> Result<Self, String> {
        static SHARED: OnceLock<Result<Http, String>> = OnceLock::new();
        SHARED.get_or_init(|| Self::new(Limits::default())).clone()
    }

    pub(super) fn new(limits: Limits) -> Result<Self, String> {
        let mut builder = Client::builder()
            .tls_backend_preconfigured(tls()?)
            .user_agent(concat!("auth-runtime/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(limits.connect)
            .timeout(limits.request)
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            .referer(false)
            // Another crate of the application may have switched these on for all of it.
            .no_gzip()
            .no_brotli()
            .no_deflate()
            .no_zstd()
            .no_proxy();
        if let Some(proxy) = proxy(&|name| std::env::var(name).ok())? {
            builder = builder.proxy(proxy.no_proxy(NoProxy::from_env()));
        }
        let client = builder
            .build()
            .map_err(|error| format!("the HTTP client cannot be made: {error}"))?;
        Ok(Self { client, limits })
    }

    /// The answer to a GET request, an object or not, from a provider that has to have it.
    pub(super) async fn get(&self, url: &Url, bearer: Option<&str>) -> Result<Value, OAuthError> {
        let mut request = Request::get(url.as_str());
        if let Some(token) = bearer {
            let mut value = HeaderValue::try_from(format!("Bearer {token}")).map_err(|_| {
                OAuthError::Unusable {
                    host: host(url),
                    problem: "its access token has characters that no token has",
                }
            })?;
            value.set_sensitive(true);
            request = request.header(AUTHORIZATION, value);
        }
        let request = request
            .body(Vec::new())
            .map_err(|_| unreachable(url, "its address is not one of HTTP".to_owned()))?;
        let answer = self.send(request).await?;
        match answer.status() {
            StatusCode::OK => json(url, &answer),
            status => Err(OAuthError::Status {
                host: host(url),
                status,
            }),
        }
    }

    /// The answer to a GET request, which has to be an object.
    pub(super) async fn get_object(
        &self,
        url: &Url,
        bearer: Option<&str>,
    ) -> Result<Map<String, Value>, OAuthError> {
        match self.get(url, bearer).await? {
            Value::Object(object) => Ok(object),
            _ => Err(OAuthError::NotJson {
                host: host(url),
                status: StatusCode::OK,
                found: "other JSON",
            }),
        }
    }

    /// The answer to a request, whatever its status, with all of its body.
    pub(super) async fn send(
        &self,
        mut request: Request<Vec<u8>>,
    ) -> Result<Response<Vec<u8>>, OAuthError> {
        if tokio::runtime::Handle::try_current().is_err() {
            return Err(OAuthError::NoRuntime);
        }
        request
            .headers_mut()
            .insert(ACCEPT, HeaderValue::from_static("application/json"));
        let request = reqwest::Request::try_from(request).map_err(|_| OAuthError::Unreachable {
            host: String::new(),
            reason: "its address is not one of HTTP".to_owned(),
        })?;
        let url = request.url().clone();
        let mut answer = self
            .client
            .execute(request)
            .await
            .map_err(|error| unreachable(&url, reason(&error)))?;
        // What `Content-Length` says may be wrong or missing, so the bytes themselves are counted.
        let mut body = Vec::new();
        while let Some(chunk) = answer
            .chunk()
            .await
            .map_err(|error| unreachable(&url, reason(&error)))?
        {
            if body.len() + chunk.len() > self.limits.body {
                return Err(OAuthError::TooLarge {
                    host: host(&url),
                    limit: self.limits.body,
                });
            }
            body.extend_from_slice(&chunk);
        }
        let mut response = Response::new(body);
        *response.status_mut() = answer.status();
        *response.headers_mut() = std::mem::take(answer.headers_mut());
        Ok(response)
    }
}

/// The body of an answer as JSON, whatever type it says it has: some providers say `text`.
pub(super) fn json(url: &Url, answer: &Response<Vec<u8>>) -> Result<Value, OAuthError> {
    serde_json::from_slice(answer.body()).map_err(|_| {
        let kind = answer.headers().get(CONTENT_TYPE);
        let is_html = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
        OAuthError::NotJson {
            host: host(url),
            status: answer.status(),
            found: if answer.body().is_empty() {
                "nothing"
            } else if is_html {
                "HTML"
            } else {
                "something else"
            },
        }
    })
}

/// The proxy that the environment names.
///
/// Only a loopback provider has no TLS, and it is never behind a proxy. What goes to the others is
/// sealed before a proxy sees it.
fn proxy(var: &dyn Fn(&str) -> Option<String>) -> Result<Option<Proxy>, String> {
    let found = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]
        .into_iter()
        .find_map(|name| Some((name, var(name).filter(|url| !url.is_empty())?)));
    let Some((name, url)) = found else {
        return Ok(None);
    };
    // A proxy may be named without a scheme.
    let (scheme, _) = url.split_once("://").unwrap_or(("http", &url));
    if !["http", "https"].contains(&scheme.to_ascii_lowercase().as_str()) {
        return Err(format!(
            "the environment's `{name}` names a proxy that is none of HTTP: give one with `http://` \
             or `https://`, in `HTTPS_PROXY` for instance, or unset it"
        ));
    }
    let proxy = Proxy::https(&url).map_err(|_| {
        format!("the environment's `{name}` is not the URL of a proxy: correct or unset it")
    })?;
    Ok(Some(proxy))
}

/// TLS with a provider of cryptography that is ours alone: the process may have another one, or none.
fn tls() -> Result<ClientConfig, String> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(BuilderVerifierExt::with_platform_verifier)
        .map_err(|error| {
            format!(
                "the system's certificates cannot be used ({error}): install `ca-certificates`, or \
                 name a file with `SSL_CERT_FILE`"
            )
        })?;
    Ok(config.with_no_client_auth())
}

/// The host, and the port if it is an unusual one: all of an address that the log may have.
pub(super) fn host(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}

fn unreachable(url: &Url, reason: String) -> OAuthError {
    OAuthError::Unreachable {
        host: host(url),
        reason,
    }
}

/// Why a connection failed, in the system's words or ours. The texts between have the address with all
/// that is in it, and those of TLS have names that the peer has made up.
fn reason(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return "it took too long".to_owned();
    }
    if !error.is_connect() {
        return "the connection broke, or what came is not HTTP".to_owned();
    }
    cause(error)
}

fn cause(error: &(dyn Error + 'static)) -> String {
    let mut next = Some(error);
    let mut system = None;
    while let Some(error) = next {
        if let Some(tls) = error.downcast_ref::<rustls::Error>() {
            return tls_reason(tls).to_owned();
        }
        let io = error.downcast_ref::<io::Error>();
        system = io.or(system);
        // What is in an error of the system is not its source.
        next = match io.and_then(io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => error.source(),
        };
    }
    system.map_or_else(|| "no connection".to_owned(), ToString::to_string)
}

fn tls_reason(error: &rustls::Error) -> &'static str {
    use rustls::{CertificateError as Certificate, Error as Tls};

    match error {
        Tls::InvalidCertificate(problem) => match problem {
            Certificate::Expired | Certificate::ExpiredContext { .. } => {
                "its certificate has expired"
            }
            Certificate::NotValidYet | Certificate::NotValidYetContext { .. } => {
                "its certificate is not yet valid"
            }
            Certificate::NotValidForName | Certificate::NotValidForNameContext { .. } => {
                "its certificate is that of another host"
            }
            Certificate::UnknownIssuer => {
                "its certificate is signed by none of those whom this system trusts"
            }
            _ => "its certificate is not valid",
        },
        Tls::AlertReceived(_) => "it refuses the TLS connection",
        _ => "no TLS connection could be agreed on",
    }
}

#[cfg(test)]
mod tests;
