//! Signing in with a link that comes by e-mail.

mod asked;
mod signs_in;
mod used;

use std::sync::{Arc, Mutex};

use auth_runtime::Url;
use auth_runtime::provider::{Email, SignInMail};
use auth_tests::{Answer, Client, Kind, ProviderLab, Style};

const ADDRESS: &str = "ada@example.com";

/// What was sent.
#[derive(Clone, Debug, Default)]
struct Outbox(Arc<Mutex<Vec<SignInMail>>>);

impl Outbox {
    fn provider(&self) -> Email {
        let mails = Arc::clone(&self.0);
        Email::new(move |mail: SignInMail| {
            let mails = Arc::clone(&mails);
            async move {
                mails.lock().unwrap().push(mail);
                Ok(())
            }
        })
    }

    fn count(&self) -> usize {
        self.0.lock().unwrap().len()
    }

    /// The last mail's link, as a browser opens it.
    fn link(&self) -> Url {
        self.0.lock().unwrap().last().unwrap().url.clone()
    }
}

async fn lab(kind: Kind) -> (ProviderLab, Outbox) {
    let outbox = Outbox::default();
    let lab = ProviderLab::with(kind, |setup, _| {
        setup.providers.push(outbox.provider().into());
    })
    .await;
    (lab, outbox)
}

async fn ask(client: &mut Client, address: &str) -> Answer {
    let fields = [("email", address), ("callbackUrl", "/home")];
    client.submit(Style::Plain, "signin/email", &fields).await
}

/// Opens a link and clicks the button of its page.
async fn open(client: &mut Client, link: &Url) -> Answer {
    let page = client.get(&path(link)).await;
    assert_eq!(page.status, 200, "{page:?}");
    click(client, link).await
}

/// What the button of the page posts.
async fn click(client: &mut Client, link: &Url) -> Answer {
    let fields: Vec<(String, String)> = link.query_pairs().into_owned().collect();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (&**a, &**b)).collect();
    client.submit(Style::Plain, "callback/email", &fields).await
}

fn path(link: &Url) -> String {
    link[url::Position::BeforePath..].to_owned()
}

fn with(link: &Url, name: &str, value: &str) -> Url {
    let mut changed = link.clone();
    let pairs: Vec<(String, String)> = link.query_pairs().into_owned().collect();
    changed.query_pairs_mut().clear().extend_pairs(
        pairs
            .iter()
            .map(|(key, old)| (&**key, if key == name { value } else { old })),
    );
    changed
}
