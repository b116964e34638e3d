use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth;

fn main() {}
