use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::servers::skip;

/// How long it may take to start, on a machine with much to do.
const LONGEST_START: Duration = Duration::from_secs(60);

/// A program of `tests/browser`, in a process of its own that ends with the value. It says a line of JSON when
/// it has started, and listens to lines.
#[derive(Debug)]
pub(crate) struct NodeProgram {
    process: Child,
    input: ChildStdin,
    /// It would have nowhere to write if this were closed.
    output: BufReader<ChildStdout>,
    /// What it has said of itself.
    pub(crate) said: Value,
}

impl NodeProgram {
    /// Starts it; `None`, and a line that says why, where Node.js or the package is not installed.
    pub(crate) fn start(script: &str, package: &str) -> Option<Self> {
        let started = Self::try_start(script, package);
        if let Err(reason) = &started {
            skip(&format!(
                "`{package}` does not start: {reason}; install Node.js, of the version that \
                 `tests/browser/package.json` asks for, and run `npm ci` there"
            ));
        }
        started.ok()
    }

    fn try_start(script: &str, package: &str) -> Result<Self, String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("browser");
        if !folder.join("node_modules").join(package).exists() {
            return Err("its packages are not there".to_owned());
        }
        let mut process = Command::new("node")
            .arg(script)
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
        Ok(Self {
            process,
            input,
            output,
            said,
        })
    }

    /// Tells it something.
    pub(crate) fn tell(&mut self, line: &str) {
        writeln!(self.input, "{line}").unwrap();
    }

    /// Asks it something, and waits for the answer.
    pub(crate) fn ask(&mut self, question: &Value) -> Value {
        self.tell(&question.to_string());
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap_or_else(|_| panic!("{question} ended it"))
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

impl Drop for NodeProgram {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
