use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    pub fn helper() {}
}

fn main() {
    auth::helper();
}
