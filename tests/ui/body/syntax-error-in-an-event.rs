use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[on(sign_in)]
    fn signed_in(user: &User) {
        println!("{}" user.id);
    }
}

fn main() {
    let _ = auth::builder();
}
