use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[on(createUser)]
    fn created(user: &User) {
        println!("{user:?}");
    }
}

fn main() {
    let _ = auth::builder();
}
