use std::collections::HashMap;

use auth_runtime::Clock;
use ring::rand::{SecureRandom as _, SystemRandom};

use super::{Behaviour, Received};
use crate::forge::base64;

/// What the provider does, and what it knows.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) issuer: String,
    pub(super) clock: Clock,
    pub(super) behaviour: Behaviour,
    pub(super) received: Vec<Received>,
    pub(super) codes: HashMap<String, Grant>,
    pub(super) refresh_tokens: HashMap<String, Grant>,
    /// With the second in which each of them ends.
    pub(super) access_tokens: HashMap<String, i64>,
    pub(super) issued: Vec<String>,
}

/// What a user has allowed.
#[derive(Clone, Debug)]
pub(super) struct Grant {
    pub(super) redirect_uri: String,
    pub(super) challenge: String,
    pub(super) nonce: Option<String>,
    pub(super) scope: String,
}

impl Desk {
    pub(super) fn new(clock: Clock) -> Self {
        Self {
            issuer: String::new(),
            clock,
            behaviour: Behaviour::default(),
            received: Vec::new(),
            codes: HashMap::new(),
            refresh_tokens: HashMap::new(),
            access_tokens: HashMap::new(),
            issued: Vec::new(),
        }
    }

    pub(super) fn now(&self) -> i64 {
        self.clock.now().unix_seconds()
    }

    /// A code or a token that nobody can guess.
    pub(super) fn issue(&mut self) -> String {
        let mut bytes = [0; 24];
        SystemRandom::new().fill(&mut bytes).unwrap();
        let secret = base64(bytes);
        self.issued.push(secret.clone());
        secret
    }

    pub(super) fn revoke_all(&mut self) {
        self.refresh_tokens.clear();
        self.access_tokens.clear();
    }
}
