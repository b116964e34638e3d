use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[createUser]
    fn created(user: &User) {
        println!("{user:?}");
    }
}

fn main() {
    let _ = auth::builder();
}
