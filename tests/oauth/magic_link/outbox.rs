use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use auth_runtime::Url;
use auth_runtime::provider::{Email, SignInMail};
use auth_tests::Client;
use tokio::sync::watch;

use super::ask;

/// What was sent. Mails are sent behind the answers, so this waits for them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outbox {
    mails: watch::Sender<Vec<SignInMail>>,
    /// How many of them have been looked at.
    read: Arc<AtomicUsize>,
    /// How many mails there are that were asked for here, to see what was sent before them.
    sentinels: watch::Sender<usize>,
}

impl Outbox {
    pub(crate) fn provider(&self) -> Email {
        let outbox = self.clone();
        Email::new(move |mail: SignInMail| {
            let outbox = outbox.clone();
            async move {
                if mail.to.as_str().starts_with("sentinel") {
                    outbox.sentinels.send_modify(|count| *count += 1);
                } else {
                    outbox.mails.send_modify(|mails| mails.push(mail));
                }
                Ok(())
            }
        })
    }

    pub(super) fn count(&self) -> usize {
        self.mails.borrow().len()
    }

    /// Fails unless there are exactly so many mails in the end, which is when a mail to somebody else
    /// that is asked for now has come.
    pub(super) async fn has(&self, client: &Client, count: usize) {
        wait(&self.mails, |mails| mails.len() >= count).await;
        let before = *self.sentinels.borrow();
        let address = format!("sentinel{before}@example.com");
        ask(&mut client.other(), &address).await;
        wait(&self.sentinels, |count| *count > before).await;
        assert_eq!(self.count(), count);
    }

    /// The link of a mail that was not looked at yet, as a browser opens it.
    pub(crate) async fn link(&self) -> Url {
        let read = self.read.load(Ordering::Relaxed);
        wait(&self.mails, |mails| mails.len() > read).await;
        self.read.store(self.count(), Ordering::Relaxed);
        let mails = self.mails.borrow();
        mails[mails.len() - 1].url.clone()
    }
}

async fn wait<T>(value: &watch::Sender<T>, is_there: impl FnMut(&T) -> bool) {
    let mut value = value.subscribe();
    let waited = tokio::time::timeout(Duration::from_secs(10), value.wait_for(is_there)).await;
    assert!(waited.is_ok(), "the mail does not come");
}
