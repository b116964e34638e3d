use auth_runtime::auth_config;

struct Auth;

#[auth_config(strategy = jwt)]
impl Auth {
    fn jwt(&self) {}
}

fn main() {
    Auth.jwt();
}
