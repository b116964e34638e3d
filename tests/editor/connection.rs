use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Instant;

use serde_json::{Value, json};

/// A language server that runs as a child, and what it says.
pub(crate) struct Connection {
    child: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    last_id: u64,
}

/// Why there is no message.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Silence {
    /// Until the deadline.
    TooLong,
    /// For good: the server has ended.
    Ended,
}

impl Connection {
    pub(crate) fn start(command: &mut Command) -> Self {
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("the server starts");
        let input = child.stdin.take().expect("a pipe to the server");
        let output = child.stdout.take().expect("a pipe from the server");
        let (sender, messages) = mpsc::channel();
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Self {
            child,
            input,
            messages,
            last_id: 0,
        }
    }

    pub(crate) fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Asks, and returns the number that the answer is going to have.
    pub(crate) fn ask(&mut self, method: &str, params: &Value) -> u64 {
        self.last_id += 1;
        let id = self.last_id;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        id
    }

    /// The next answer or notification. What the server asks in between gets an answer without content.
    pub(crate) fn next(&mut self, deadline: Instant) -> Result<Value, Silence> {
        loop {
            let rest = deadline.saturating_duration_since(Instant::now());
            let message = self
                .messages
                .recv_timeout(rest)
                .map_err(|error| match error {
                    RecvTimeoutError::Timeout => Silence::TooLong,
                    RecvTimeoutError::Disconnected => Silence::Ended,
                })?;
            match (message.get("id"), message.get("method")) {
                (Some(id), Some(_)) => {
                    self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": null }));
                }
                _ => return Ok(message),
            }
        }
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        let sent = write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len());
        // A server that has ended is found out by who waits for its answer.
        let _ = sent.and_then(|()| self.input.flush());
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One message; `None` at the end.
fn read(output: &mut BufReader<impl Read>) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim().split_once(": ") {
            Some(("Content-Length", value)) => length = value.parse().ok()?,
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
