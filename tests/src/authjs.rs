use serde_json::{Value, json};

use crate::Client;
use crate::node_program::NodeProgram;

/// Auth.js as it is published: `@auth/core` in a process of its own, with as many applications as are asked for.
#[derive(Debug)]
pub struct AuthJs(NodeProgram);

impl AuthJs {
    /// Starts it; `None`, and a line that says why, where Node.js or the packages are not installed.
    pub fn start() -> Option<Self> {
        NodeProgram::start("authjs.js", "@auth/pg-adapter").map(Self)
    }

    /// A browser at a new application with these secrets, whose sessions are tokens.
    ///
    /// Its endpoints are where those of Next.js are.
    pub fn application(&mut self, secrets: &[&str]) -> Client {
        self.serve(&json!({ "secrets": secrets }))
    }

    /// The same with the sessions in this database.
    pub fn with_database(&mut self, secrets: &[&str], url: &str) -> Client {
        self.serve(&json!({ "secrets": secrets, "database": url }))
    }

    fn serve(&mut self, settings: &Value) -> Client {
        let answer = self.ask("serve", settings);
        let mut client = Client::new(answer.as_str().unwrap());
        "/api/auth".clone_into(&mut client.base_path);
        client
    }

    /// The tokens that `encode()` makes of these payloads, with the first of the secrets.
    pub fn encode(&mut self, salt: &str, secrets: &[&str], payloads: &[Value]) -> Vec<String> {
        let settings = json!({ "salt": salt, "secrets": secrets, "payloads": payloads });
        serde_json::from_value(self.ask("encode", &settings)).unwrap()
    }

    /// The tokens that version 4 makes of these payloads.
    pub fn encode_v4(&mut self, secret: &str, payloads: &[Value]) -> Vec<String> {
        let settings = json!({ "secrets": [secret], "payloads": payloads });
        serde_json::from_value(self.ask("encodeV4", &settings)).unwrap()
    }

    /// What `getToken()` finds in requests with these headers; `null` where it finds nothing.
    pub fn get_token(&mut self, secrets: &[&str], headers: &[Value]) -> Vec<Value> {
        let settings = json!({ "secrets": secrets, "headers": headers });
        serde_json::from_value(self.ask("getToken", &settings)).unwrap()
    }

    /// The link of the last mail that one of the applications has sent.
    pub fn mailed(&mut self) -> String {
        let answer = self.ask("mailed", &json!({}));
        answer.as_str().unwrap().to_owned()
    }

    fn ask(&mut self, what: &str, settings: &Value) -> Value {
        self.0.ask(&json!({ "what": what, "settings": settings }))
    }
}
