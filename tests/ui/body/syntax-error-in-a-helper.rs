use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    fn helper() -> u8 {
        let number = ;
        number
    }

    #[session]
    async fn session(session: Session) -> Session {
        println!("{}", helper());
        session
    }
}

fn main() {
    let _ = auth::builder();
}
