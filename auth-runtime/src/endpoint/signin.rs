use bytes::Bytes;
use http::{Response, StatusCode};

use super::context::Context;
use super::failure::Failure;
use super::incoming::Incoming;
#[cfg(feature = "oauth")]
use super::oauth;
use super::{email, response};
use crate::core::{Method, Provider};
#[cfg(feature = "oauth")]
use crate::page::ProviderButton;
use crate::page::{CredentialsForm, EmailForm, Field, SignInMethod, SignInPage};
use crate::{form, page};

/// `GET /signin`: the page with every way to sign in.
pub(super) async fn get(
    context: &mut Context<'_>,
    provider: Option<&str>,
) -> Result<Response<Bytes>, Failure> {
    let callback_url = context.callback_url().await?;
    let incoming = &context.incoming;
    let core = incoming.core();
    // Only a form with the browser's own token starts a sign-in, and it starts at the page.
    if let Some(id) = provider {
        return match core.provider(id) {
            Some(_) => Ok(response::redirect(incoming, &incoming.endpoint("signin"))),
            None => Err(Failure::unknown_provider(id)),
        };
    }
    let error = incoming.query("error");
    let detail = incoming.query("code");
    let own = core.pages.sign_in_url(
        incoming.origin.url(),
        Some(callback_url.as_str()),
        error.as_deref(),
        detail.as_deref(),
    );
    if let Some(page) = own {
        return Ok(response::found(&page));
    }
    let host = incoming.host();
    let entries: Vec<_> = core
        .providers
        .iter()
        .map(|p| Entry::new(incoming, p))
        .collect();
    let methods: Vec<SignInMethod<'_>> = entries.iter().map(Entry::view).collect();
    let page = SignInPage {
        host: &host,
        csrf_token: context.csrf.as_str(),
        callback_url: callback_url.as_str(),
        error: error.as_deref(),
        methods: &methods,
    };
    let style = &core.style;
    Ok(response::html(StatusCode::OK, page.render(style), style))
}

/// `POST /signin/:provider`: the start of a sign-in.
pub(super) async fn post(
    context: &mut Context<'_>,
    provider: Option<&str>,
) -> Result<Response<Bytes>, Failure> {
    if !context.is_verified() {
        return Err(Failure::MissingCsrf);
    }
    let core = context.incoming.core();
    let method = match provider {
        None => None,
        Some(id) => match core.provider(id) {
            Some(provider) => Some(&provider.method),
            None => return Err(Failure::unknown_provider(id)),
        },
    };
    match method {
        #[cfg(feature = "oauth")]
        Some(Method::OAuth(client)) => oauth::start(context, client).await,
        Some(Method::Email(links)) => email::start(context, links).await,
        // A form starts at the page, which shows all of them. The place to go to waits in its cookie.
        Some(Method::Credentials(_)) | None => {
            context.callback_url().await?;
            let incoming = &context.incoming;
            Ok(response::redirect(incoming, &incoming.endpoint("signin")))
        }
    }
}

/// A provider with what the page needs of it.
struct Entry<'a> {
    provider: &'a Provider,
    action: String,
    fields: Vec<Field<'a>>,
}

impl<'a> Entry<'a> {
    fn new(incoming: &Incoming<'_>, provider: &'a Provider) -> Self {
        let (fields, action) = match &provider.method {
            Method::Credentials(fields) => (fields.as_slice(), "callback"),
            Method::Email(_) => (&[][..], "signin"),
            #[cfg(feature = "oauth")]
            Method::OAuth(_) => (&[][..], "signin"),
        };
        let fields = fields.iter().map(|field| Field {
            name: &field.name,
            kind: kind(field.kind),
            required: field.required,
        });
        Self {
            provider,
            action: incoming.path(&format!("{action}/{}", provider.id)),
            fields: fields.collect(),
        }
    }

    fn view(&self) -> SignInMethod<'_> {
        let (name, action) = (&*self.provider.name, &*self.action);
        match &self.provider.method {
            Method::Credentials(_) => SignInMethod::Credentials(CredentialsForm {
                name,
                action,
                fields: &self.fields,
            }),
            Method::Email(_) => SignInMethod::Email(EmailForm { name, action }),
            #[cfg(feature = "oauth")]
            Method::OAuth(client) => SignInMethod::Provider(ProviderButton {
                name,
                action,
                colors: client.colors(),
            }),
        }
    }
}

fn kind(kind: form::FieldKind) -> page::FieldKind {
    match kind {
        form::FieldKind::Text => page::FieldKind::Text,
        form::FieldKind::Password => page::FieldKind::Password,
        form::FieldKind::Email => page::FieldKind::Email,
        form::FieldKind::Number => page::FieldKind::Number,
        form::FieldKind::Checkbox => page::FieldKind::Checkbox,
    }
}
