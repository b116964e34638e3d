//! Signing in with a link that comes by e-mail.

mod asked;
mod signs_in;
mod used;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use auth_runtime::Url;
use auth_runtime::provider::{Email, SignInMail};
use auth_tests::{Answer, Client, Kind, ProviderLab, Style};

const ADDRESS: &str = "ada@example.com";

/// What was sent. Mails are sent behind the answers, so this waits for them.
#[derive(Clone, Debug, Default)]
struct Outbox {
    mails: Arc<Mutex<Vec<SignInMail>>>,
    /// How many of them have been looked at.
    read: Arc<AtomicUsize>,
}

impl Outbox {
    fn provider(&self) -> Email {
        let mails = Arc::clone(&self.mails);
        Email::new(move |mail: SignInMail| {
            let mails = Arc::clone(&mails);
            async move {
                mails.lock().unwrap().push(mail);
                Ok(())
            }
        })
    }

    fn count(&self) -> usize {
        self.mails.lock().unwrap().len()
    }

    /// Fails unless there are exactly so many mails in the end.
    async fn has(&self, count: usize) {
        self.wait(count).await;
        // One too many would come about as fast as the others.
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert_eq!(self.count(), count);
    }

    /// The link of a mail that was not looked at yet, as a browser opens it.
    async fn link(&self) -> Url {
        self.wait(self.read.load(Ordering::Relaxed) + 1).await;
        self.read.store(self.count(), Ordering::Relaxed);
        let mails = self.mails.lock().unwrap();
        mails[mails.len() - 1].url.clone()
    }

    async fn wait(&self, count: usize) {
        for _ in 0..1000 {
            if self.count() >= count {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("there are {} mails, and not {count}", self.count());
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
