//! Signing in with a link that comes by e-mail.

mod asked;
mod databases;
mod limits;
mod outbox;
mod signs_in;
mod used;

use auth_runtime::Url;
use auth_runtime::adapter::{Adapter, MemoryAdapter};
use auth_tests::{Answer, Client, Kind, ProviderLab, Style};

pub(crate) use self::outbox::Outbox;

const ADDRESS: &str = "ada@example.com";

async fn lab(kind: Kind) -> (ProviderLab, Outbox) {
    let tables = MemoryAdapter::new();
    lab_on(kind, (tables.clone(), tables)).await
}

/// With this database, of which the second is another handle.
async fn lab_on<A: Adapter>(kind: Kind, (adapter, tables): (A, A)) -> (ProviderLab<A>, Outbox) {
    let outbox = Outbox::default();
    let lab = ProviderLab::on(kind, adapter, tables, |setup, _| {
        setup.providers.push(outbox.provider().into());
    })
    .await;
    (lab, outbox)
}

pub(crate) async fn ask(client: &mut Client, address: &str) -> Answer {
    let fields = [("email", address), ("callbackUrl", "/home")];
    client.submit(Style::Plain, "signin/email", &fields).await
}

/// Opens a link and clicks the button of its page.
pub(crate) async fn open(client: &mut Client, link: &Url) -> Answer {
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

pub(crate) fn path(link: &Url) -> String {
    link[url::Position::BeforePath..].to_owned()
}

pub(crate) fn with(link: &Url, name: &str, value: &str) -> Url {
    let mut changed = link.clone();
    let pairs: Vec<(String, String)> = link.query_pairs().into_owned().collect();
    changed.query_pairs_mut().clear().extend_pairs(
        pairs
            .iter()
            .map(|(key, old)| (&**key, if key == name { value } else { old })),
    );
    changed
}
