use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
pub async fn jwt() {}

fn main() {}
