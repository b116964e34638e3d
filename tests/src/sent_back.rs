use bytes::Bytes;
use http::{Request, header};
use url::Url;
use url::form_urlencoded::Serializer;

use crate::{Answer, Client, Style};

/// What a provider sends the browser back with. It can be changed on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentBack {
    /// The path of the callback.
    pub path: String,
    /// The parameters, in the query or in the form.
    pub fields: Vec<(String, String)>,
    /// Whether another site's page posts them.
    pub is_form: bool,
}

impl SentBack {
    /// The value of a field.
    #[track_caller]
    pub fn get(&self, name: &str) -> &str {
        let mut fields = self.fields.iter();
        let field = fields.find(|(field, _)| field == name);
        &field.unwrap_or_else(|| panic!("no {name} in {self:?}")).1
    }

    /// The same without a field.
    pub fn without(mut self, name: &str) -> Self {
        self.fields.retain(|(field, _)| field != name);
        self
    }

    /// The same with another value of a field.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self = self.without(name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn at(target: &Url, fields: Vec<(String, String)>, is_form: bool) -> Self {
        let path = target.path().to_owned();
        Self {
            path,
            fields,
            is_form,
        }
    }
}

impl Client {
    /// Posts the form of a provider's button. The answer leads to the provider.
    pub async fn choose(&mut self, style: Style, provider: &str, callback_url: &str) -> Answer {
        let fields = [("callbackUrl", callback_url)];
        self.submit(style, &format!("signin/{provider}"), &fields)
            .await
    }

    /// Goes to the provider, which sends the browser back. None of our cookies goes there.
    pub async fn visit(&self, provider: &str) -> SentBack {
        let url: Url = provider.parse().unwrap();
        assert!(!provider.contains("error="), "this is no provider: {url}");
        let path = &url[url::Position::BeforePath..];
        let answer = Self::new(&url.origin().ascii_serialization())
            .get(path)
            .await;
        if answer.status == 302 {
            let target: Url = answer.location().parse().unwrap();
            let fields = target.query_pairs().into_owned().collect();
            return SentBack::at(&target, fields, false);
        }
        assert_eq!(answer.status, 200, "{answer:?}");
        let page = answer.text();
        let target = attribute(page, "action=").unwrap().parse().unwrap();
        let inputs = page.split("<input").skip(1);
        let fields = inputs.filter_map(|input| {
            let name = attribute(input, "name=")?;
            Some((name, attribute(input, "value=")?))
        });
        SentBack::at(&target, fields.collect(), true)
    }

    /// Comes back from the provider, by a link in the end.
    pub async fn come_back(&mut self, back: &SentBack) -> Answer {
        if !back.is_form {
            return self.get(&format!("{}?{}", back.path, fields(back))).await;
        }
        let answer = self.post_back(back).await;
        assert_eq!(answer.status, 303, "{answer:?}");
        assert!(answer.set_cookies().is_empty(), "{answer:?}");
        let url = answer.headers[header::LOCATION].to_str().unwrap();
        let path = url.strip_prefix(&self.origin);
        let path = path.expect("the form is sent on to where it was posted");
        self.get(path).await
    }

    /// Posts the provider's form. None of our cookies goes along with a page of another site.
    pub async fn post_back(&mut self, back: &SentBack) -> Answer {
        let fields = fields(back);
        let cookies = self.jar.cross_site_header();
        assert!(!cookies.contains("authjs."), "{cookies}");
        let request = Request::post(&back.path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, cookies);
        self.send(request.body(Bytes::from(fields)).unwrap()).await
    }

    /// To the provider, and what it sends back.
    pub async fn go(&mut self, provider: &str) -> SentBack {
        let answer = self.choose(Style::Plain, provider, "/").await;
        self.visit(answer.location()).await
    }

    /// To the provider and back.
    pub async fn sign_in_with(&mut self, provider: &str) -> Answer {
        let back = self.go(provider).await;
        self.come_back(&back).await
    }
}

fn fields(back: &SentBack) -> String {
    let mut fields = Serializer::new(String::new());
    fields.extend_pairs(&back.fields).finish()
}

/// The value of the first attribute of this name.
pub(crate) fn attribute(html: &str, name: &str) -> Option<String> {
    let (_, rest) = html.split_once(name)?;
    let (value, _) = rest.strip_prefix('"')?.split_once('"')?;
    Some(value.replace("&quot;", "\"").replace("&amp;", "&"))
}
