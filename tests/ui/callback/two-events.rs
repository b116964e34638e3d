use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[on(sign_in, sign_out)]
    fn log() {
        println!("somebody came or went");
    }
}

fn main() {
    let _ = auth::builder();
}
