use bytes::Bytes;
use http::{Response, StatusCode};

use super::context::Context;
use super::failure::Failure;
use super::incoming::Incoming;
use super::response;
use crate::core::Provider;
use crate::page::{CredentialsForm, Field, SignInMethod, SignInPage};
use crate::{form, page};

/// `GET /signin`: the page with every way to sign in.
pub(super) async fn get(
    context: &mut Context<'_>,
    provider: Option<&str>,
) -> Result<Response<Bytes>, Failure> {
    let callback_url = context.callback_url().await?;
    let incoming = &context.incoming;
    if provider.is_some() {
        return start(incoming, provider);
    }
    let host = incoming.host();
    let providers = &incoming.core().providers;
    let forms: Vec<Form> = providers.iter().map(|p| Form::new(incoming, p)).collect();
    let methods: Vec<SignInMethod<'_>> = forms.iter().map(Form::view).collect();
    let error = incoming.query("error");
    let page = SignInPage {
        host: &host,
        csrf_token: context.csrf.as_str(),
        callback_url: callback_url.as_str(),
        error: error.as_deref(),
        methods: &methods,
    };
    let style = &incoming.core().style;
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
    context.callback_url().await?;
    start(&context.incoming, provider)
}

/// A form starts at the page, which shows all of them. The place to go to waits in its cookie.
fn start(incoming: &Incoming<'_>, provider: Option<&str>) -> Result<Response<Bytes>, Failure> {
    if let Some(id) = provider {
        match incoming.core().provider(id) {
            Some(_) => {}
            None => return Err(Failure::unknown_provider(id)),
        }
    }
    Ok(response::redirect(incoming, &incoming.endpoint("signin")))
}

/// A provider's form with what the page needs of it.
struct Form<'a> {
    name: &'a str,
    action: String,
    fields: Vec<Field<'a>>,
}

impl<'a> Form<'a> {
    fn new(incoming: &Incoming<'_>, provider: &'a Provider) -> Self {
        let fields = provider.fields.iter().map(|field| Field {
            name: &field.name,
            kind: kind(field.kind),
            required: field.required,
        });
        Self {
            name: provider.name,
            action: incoming.path(&format!("callback/{}", provider.id)),
            fields: fields.collect(),
        }
    }

    fn view(&self) -> SignInMethod<'_> {
        SignInMethod::Credentials(CredentialsForm {
            name: self.name,
            action: &self.action,
            fields: &self.fields,
        })
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
