//! Beside Auth.js as it is published: one session for both, whoever issues it.

mod app;
mod database;
mod flow;
mod payloads;
mod rotation;
mod tokens;
