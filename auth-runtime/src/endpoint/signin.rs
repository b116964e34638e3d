use bytes::Bytes;
use http::{Response, StatusCode};

use super::context::Context;
use super::failure::Failure;
use super::response;
use crate::core::Provider;
use crate::page::{CredentialsForm, Field, SignInPage};
use crate::{ProviderType, form, page};

/// `GET /signin`: the page with every way to sign in.
pub(super) fn get(context: &Context<'_>, provider: Option<&str>) -> Response<Bytes> {
    if provider.is_some() {
        // A form has no page of its own.
        return response::found(&context.endpoint("signin"));
    }
    let host = context.host();
    let forms: Vec<Form> = context
        .core()
        .providers
        .iter()
        .map(|p| Form::new(context, p))
        .collect();
    let forms: Vec<CredentialsForm<'_>> = forms.iter().map(Form::view).collect();
    let error = context.query("error");
    let page = SignInPage {
        host: &host,
        csrf_token: context.csrf.as_str(),
        callback_url: context.callback_url.as_str(),
        error: error.as_deref(),
        forms: &forms,
    };
    response::html(StatusCode::OK, page.render())
}

/// `POST /signin/:provider`: the start of a sign-in. A form starts at its page.
pub(super) fn post(
    context: &Context<'_>,
    provider: Option<&str>,
) -> Result<Response<Bytes>, Failure> {
    if !context.is_verified() {
        return Err(Failure::MissingCsrf);
    }
    match provider.map(|id| context.core().provider(id)) {
        None => Ok(response::redirect(context, &context.endpoint("signin"))),
        Some(Some(provider)) => match provider.r#type {
            ProviderType::Credentials => {
                Ok(response::redirect(context, &context.endpoint("signin")))
            }
        },
        Some(None) => Err(Failure::Configuration),
    }
}

/// A provider's form with what the page needs of it.
struct Form<'a> {
    name: &'a str,
    action: String,
    fields: Vec<Field<'a>>,
}

impl<'a> Form<'a> {
    fn new(context: &Context<'a>, provider: &'a Provider) -> Self {
        let fields = provider.fields.iter().map(|field| Field {
            name: &field.name,
            kind: kind(field.kind),
            required: field.required,
        });
        Self {
            name: provider.name,
            action: context.path(&format!("callback/{}", provider.id)),
            fields: fields.collect(),
        }
    }

    fn view(&self) -> CredentialsForm<'_> {
        CredentialsForm {
            name: self.name,
            action: &self.action,
            fields: &self.fields,
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
