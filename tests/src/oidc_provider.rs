use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use serde_json::Value;
use url::Url;

use crate::sent_back::attribute;
use crate::servers::skip;
use crate::{Answer, Client, SentBack, Style};

/// How long it may take to start, on a machine with much to do.
const LONGEST_START: Duration = Duration::from_secs(60);

/// The certified `oidc-provider` of the browser's tests, in a process of its own that ends with the value.
#[derive(Debug)]
pub struct OidcProvider {
    process: Child,
    input: ChildStdin,
    /// It would have nowhere to write if this were closed.
    _output: BufReader<ChildStdout>,
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
        let started = Self::try_start();
        if let Err(reason) = &started {
            skip(&format!(
                "`oidc-provider` does not start: {reason}; install Node.js, of the version that \
                 `tests/browser/package.json` asks for, and run `npm ci` there"
            ));
        }
        started.ok()
    }

    fn try_start() -> Result<Self, String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("browser");
        if !folder.join("node_modules/oidc-provider").exists() {
            return Err("its packages are not there".to_owned());
        }
        let mut process = Command::new("node")
            .arg("oidc_provider.js")
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("`node`: {error}"))?;
        let input = process.stdin.take().unwrap();
        let output = process.stdout.take().unwrap();
        let mut errors = process.stderr.take().unwrap();
        // Somebody has to read them, or it waits for its reader.
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            let mut text = Vec::new();
            let _ = errors.read_to_end(&mut text);
            let _ = sender.send(String::from_utf8_lossy(&text).into_owned());
        });
        let Some((said, output)) = first_line(output) else {
            let _ = process.kill();
            let _ = process.wait();
            let errors = receiver.recv_timeout(Duration::from_secs(1));
            return Err(reason(&errors.unwrap_or_default()));
        };
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        Ok(Self {
            process,
            input,
            _output: output,
            issuer: text(&said["issuer"]),
            client_id: text(&said["client"]["id"]),
            client_secret: text(&said["client"]["secret"]),
        })
    }

    /// Tells it where it may send people back to. It answers nothing before.
    pub fn answer(&mut self, redirect_uri: &str) {
        writeln!(self.input, "{redirect_uri}").unwrap();
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

/// What it says of itself; `None` if it ends before, or takes too long.
fn first_line(output: ChildStdout) -> Option<(Value, BufReader<ChildStdout>)> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut output = BufReader::new(output);
        let mut line = String::new();
        let read = output.read_line(&mut line);
        let _ = sender.send(read.is_ok().then_some((line, output)));
    });
    let (line, output) = receiver.recv_timeout(LONGEST_START).ok()??;
    Some((serde_json::from_str(&line).ok()?, output))
}

/// The line of its errors that says what is wrong, without the code and the stack around it.
fn reason(errors: &str) -> String {
    let mut lines = errors.lines();
    let line = lines.find(|line| line.contains("Error"));
    match line.unwrap_or_else(|| errors.trim()) {
        "" => "it says nothing of itself".to_owned(),
        line => line.to_owned(),
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

impl Drop for OidcProvider {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
