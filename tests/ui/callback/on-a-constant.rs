use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[jwt]
    pub const JWT: fn(Token) -> Token = |token| token;
}

fn main() {
    let _ = auth::builder();
}
