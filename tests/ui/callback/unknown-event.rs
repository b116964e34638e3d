use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[on(login)]
    fn log(user: &User) {
        println!("{user:?}");
    }
}

fn main() {
    let _ = auth::builder();
}
