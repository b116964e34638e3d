use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{self, Command, Stdio};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use auth_tests::servers;
use serde_json::{Value, json};
use url::Url;

use crate::application;
use crate::connection::{Connection, Silence};
use crate::text::{Text, offset};

/// How long rust-analyzer may take, until it is ready or for an answer. The first run builds what the
/// application depends on.
const PATIENCE: Duration = Duration::from_secs(600);

/// How long the first expansion may take, when all is loaded.
const EXPANSION: Duration = Duration::from_secs(60);

/// What its status says where the program that runs macros does not start. This is of its installation or of
/// the machine: our macro has not been asked for by then.
const NO_MACROS: &str = "Failed spawning proc-macro server";

/// The answer to a request whose text has changed meanwhile; it is to be asked again.
const CONTENT_MODIFIED: i64 = -32801;

/// The one editor of all tests, since it takes a while to start; or why there is none, which is said once.
static EDITOR: LazyLock<Option<Mutex<Editor>>> = LazyLock::new(|| {
    let started = if is_installed() {
        Editor::start()
    } else {
        Err("rust-analyzer is not installed (`rustup component add rust-analyzer`)".to_owned())
    };
    started
        .map_err(|reason| servers::skip(&reason))
        .ok()
        .map(Mutex::new)
});

/// An editor with the application's source open.
pub(crate) struct Editor {
    connection: Connection,
    uri: Url,
    version: u32,
    /// What it has said of itself last.
    status: Value,
}

/// The editor for one test; `None`, and a line that says why, where rust-analyzer is not there or cannot
/// run any macro.
pub(crate) fn editor() -> Option<MutexGuard<'static, Editor>> {
    // A test that fails leaves nothing behind: the next one opens a text of its own.
    let editor = EDITOR.as_ref()?;
    Some(editor.lock().unwrap_or_else(PoisonError::into_inner))
}

/// A proxy of rustup may be there without the program.
fn is_installed() -> bool {
    let mut command = Command::new("rust-analyzer");
    let output = command.arg("--version").stderr(Stdio::null()).output();
    output.is_ok_and(|output| output.status.success())
}

impl Editor {
    /// Starts rust-analyzer with the application open; what it says itself if it cannot run macros here.
    fn start() -> Result<Self, String> {
        let folder = application::write();
        application::resolve(&folder)?;
        let log = File::create(log()).expect("a file for the log");
        let temporary = application::home().join("temporary");
        let _ = fs::remove_dir_all(&temporary);
        fs::create_dir_all(&temporary).expect("a folder in the target folder");
        let mut command = Command::new("rust-analyzer");
        command
            .current_dir(&folder)
            // Beside the application, so that the next run finds what was built.
            .env("CARGO_TARGET_DIR", application::home().join("target"))
            // Its macro server makes a folder there, does not start without, and leaves it behind.
            .env("TMPDIR", temporary)
            .stderr(log);
        let root = Url::from_file_path(&folder).expect("an absolute path");
        let uri = Url::from_file_path(folder.join("src/lib.rs")).expect("an absolute path");
        let mut editor = Self {
            connection: Connection::start(&mut command),
            uri,
            version: 1,
            status: Value::Null,
        };
        editor.request(
            "initialize",
            &json!({
                "processId": process::id(),
                "rootUri": root,
                "capabilities": {
                    "workspace": { "workspaceEdit": { "documentChanges": true } },
                    "experimental": { "serverStatusNotification": true },
                    "textDocument": { "hover": { "contentFormat": ["markdown"] } },
                },
                "initializationOptions": {
                    "cachePriming": { "enable": false },
                    // A folder without the sources of the standard library: they are a component of
                    // their own, `rust-src`, and with and without it the answers are to be the same.
                    "cargo": { "sysrootSrc": application::home() },
                    "checkOnSave": false,
                },
            }),
        );
        editor.connection.notify("initialized", &json!({}));
        let document = json!({
            "uri": editor.uri,
            "languageId": "rust",
            "version": editor.version,
            "text": application::SOURCE,
        });
        let document = json!({ "textDocument": document });
        editor.connection.notify("textDocument/didOpen", &document);
        editor.wait_until_loaded();
        let message = editor.status["message"].as_str().unwrap_or_default();
        if let Some(reason) = message.lines().find(|line| line.contains(NO_MACROS)) {
            return Err(format!("rust-analyzer runs no macros here: {reason}"));
        }
        editor.wait_until_expanded();
        Ok(editor)
    }

    /// What is offered at the place.
    pub(crate) fn complete(&mut self, marked: &str) -> Vec<String> {
        let answer = self.ask_at("textDocument/completion", marked, &json!({}));
        let items = answer["items"].as_array().cloned().unwrap_or_default();
        let labels = items.iter().filter_map(|item| item["label"].as_str());
        labels.map(str::to_owned).collect()
    }

    /// What is shown when the pointer rests on the place; empty for nothing.
    pub(crate) fn hover(&mut self, marked: &str) -> String {
        let answer = self.ask_at("textDocument/hover", marked, &json!({}));
        let text = answer["contents"]["value"].as_str();
        text.unwrap_or_default().to_owned()
    }

    /// The lines that "go to definition" leads to, cut at the target; another file is its address.
    pub(crate) fn definitions(&mut self, marked: &str) -> Vec<String> {
        let answer = self.ask_at("textDocument/definition", marked, &json!({}));
        let content = Text::new(marked).content;
        let targets = match answer {
            Value::Array(targets) => targets,
            Value::Null => Vec::new(),
            target => vec![target],
        };
        let lines = targets.iter().map(|target| {
            if target["uri"] != json!(self.uri) {
                return target["uri"].to_string();
            }
            let at = offset(&content, &target["range"]["start"]);
            let start = content[..at].rfind('\n').map_or(0, |end| end + 1);
            let end = content[at..]
                .find('\n')
                .map_or(content.len(), |end| at + end);
            format!("{}|{}", content[start..at].trim_start(), &content[at..end])
        });
        lines.collect()
    }

    /// The text after what stands at the place got another name.
    pub(crate) fn rename(&mut self, marked: &str, name: &str) -> String {
        let more = json!({ "newName": name });
        let answer = self.ask_at("textDocument/rename", marked, &more);
        let files = answer["documentChanges"].as_array().expect("changes");
        let mut content = Text::new(marked).content;
        let mut edits = Vec::new();
        for file in files {
            assert_eq!(file["textDocument"]["uri"], json!(self.uri), "{answer}");
            for edit in file["edits"].as_array().into_iter().flatten() {
                let place = |end: &str| offset(&content, &edit["range"][end]);
                let text = edit["newText"].as_str().expect("a text");
                edits.push((place("start"), place("end"), text));
            }
        }
        // From the end, so that the places before stay right.
        edits.sort_unstable();
        for (start, end, text) in edits.into_iter().rev() {
            content.replace_range(start..end, text);
        }
        content
    }

    /// Asks about a place of a text, which becomes the open one.
    fn ask_at(&mut self, method: &str, marked: &str, more: &Value) -> Value {
        let text = Text::new(marked);
        self.version += 1;
        let document = json!({ "uri": self.uri, "version": self.version });
        let change = json!({
            "textDocument": document,
            "contentChanges": [{ "text": text.content }],
        });
        self.connection.notify("textDocument/didChange", &change);
        let mut params = json!({
            "textDocument": { "uri": self.uri },
            "position": text.position(),
        });
        for (key, value) in more.as_object().into_iter().flatten() {
            params[key] = value.clone();
        }
        self.request(method, &params)
    }

    fn request(&mut self, method: &str, params: &Value) -> Value {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let id = self.connection.ask(method, params);
            let answer = loop {
                let message = self.next(deadline, method);
                if message["id"] == id {
                    break message;
                }
            };
            let error = &answer["error"];
            if error.is_null() {
                return answer["result"].clone();
            }
            assert_eq!(error["code"], CONTENT_MODIFIED, "{method}: {error}");
        }
    }

    /// The application is loaded, its macros are built, and nothing more is on its way.
    fn wait_until_loaded(&mut self) {
        let deadline = Instant::now() + PATIENCE;
        while self.status["quiescent"] != true {
            self.next(deadline, "the application is loaded");
            assert_ne!(self.status["health"], "error", "{}", self.trouble());
        }
    }

    /// The first answers may still be those of a module whose attribute nothing has expanded.
    fn wait_until_expanded(&mut self) {
        let marked = application::edited("#[jwt(read)]", "#[j$0wt(read)]");
        let deadline = Instant::now() + EXPANSION;
        while self.hover(&marked).is_empty() {
            assert!(
                Instant::now() < deadline,
                "nothing is expanded after {EXPANSION:?}; {}",
                self.trouble()
            );
            thread::sleep(Duration::from_millis(100));
        }
    }

    fn next(&mut self, deadline: Instant, what: &str) -> Value {
        let message = self.connection.next(deadline).unwrap_or_else(|silence| {
            let trouble = self.trouble();
            match silence {
                Silence::TooLong => panic!("{what}: not after {PATIENCE:?}; {trouble}"),
                Silence::Ended => panic!("{what}: rust-analyzer has ended; {trouble}"),
            }
        });
        if message["method"] == "experimental/serverStatus" {
            self.status = message["params"].clone();
        }
        message
    }

    fn trouble(&self) -> String {
        let log = fs::read_to_string(log()).unwrap_or_default();
        format!("its status is {}, and its log:\n{log}", self.status)
    }
}

/// Where rust-analyzer says what troubles it.
fn log() -> PathBuf {
    application::home().join("rust-analyzer.log")
}
