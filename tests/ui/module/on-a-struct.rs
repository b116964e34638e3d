use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
pub struct Auth {
    pub token: String,
}

fn main() {
    let _ = Auth { token: String::new() };
}
