use serde_json::Value;
use url::Url;

use crate::node_program::NodeProgram;
use crate::sent_back::attribute;
use crate::{Answer, Client, SentBack, Style};

/// The certified `oidc-provider` of the browser's tests, in a process of its own that ends with the value.
#[derive(Debug)]
pub struct OidcProvider {
    program: NodeProgram,
    /// Its issuer.
    pub issuer: String,
    /// The client's id.
    pub client_id: String,
    /// The client's secret.
    pub client_secret: String,
}

impl OidcProvider {
    /// Starts it; `None`, and a line that says why, where Node.js or the packages are not installed.
    pub fn start() -> Option<Self> {
        let program = NodeProgram::start("oidc_provider.js", "oidc-provider")?;
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let said = &program.said;
        Some(Self {
            issuer: text(&said["issuer"]),
            client_id: text(&said["client"]["id"]),
            client_secret: text(&said["client"]["secret"]),
            program,
        })
    }

    /// Tells it where it may send people back to. It answers nothing before.
    pub fn answer(&mut self, redirect_uri: &str) {
        self.program.tell(redirect_uri);
    }

    /// Goes there in a browser of its own, as this person or to turn back, until it sends the browser away.
    pub async fn visit(&self, url: &str, person: Option<&str>) -> SentBack {
        let mut browser = Client::new(&self.issuer);
        let issuer: Url = self.issuer.parse().unwrap();
        let mut target: Url = url.parse().unwrap();
        // The login, the consent, and a redirect before and after each.
        for _ in 0..8 {
            if target.origin() != issuer.origin() {
                let fields = target.query_pairs().into_owned().collect();
                return SentBack::at(&target, fields, false);
            }
            let answer = browser.get(&target[url::Position::BeforePath..]).await;
            let answer = match (answer.status, person) {
                (200, Some(person)) => submit(&mut browser, &answer, person).await,
                (200, None) => {
                    let abort = format!("{}/abort", target.path());
                    browser.get(&abort).await
                }
                _ => answer,
            };
            assert!(matches!(answer.status, 302 | 303), "{answer:?}");
            target = target.join(answer.header("location")).unwrap();
        }
        panic!("it goes on and on: {target}");
    }
}

/// Fills the form of a page of its.
async fn submit(browser: &mut Client, page: &Answer, person: &str) -> Answer {
    let action: Url = attribute(page.text(), "action=").unwrap().parse().unwrap();
    let (_, prompt) = page.text().split_once(r#"name="prompt""#).unwrap();
    let prompt = attribute(prompt, "value=").unwrap();
    let fields = [("prompt", &*prompt), ("login", person), ("password", "any")];
    browser.post(Style::Plain, action.path(), &fields).await
}
