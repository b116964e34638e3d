use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    const LIMIT: u8 = ;

    #[session]
    async fn session(session: Session) -> Session {
        println!("{LIMIT}");
        session
    }
}

fn main() {
    let _ = auth::builder();
}
