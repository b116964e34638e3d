//! Fields without default values, with sessions in a database: `.extend(..)` takes all of them.

use auth_runtime::auth_config;

#[auth_config(strategy = database)]
pub mod auth {
    #[extend(user)]
    pub struct Person {
        pub role: Rank,
    }

    #[derive(serde::Serialize, serde::Deserialize)]
    pub struct Rank(pub u8);

    #[extend(session.user)]
    pub struct Identity {
        pub id: String,
    }

    #[extend(session)]
    pub struct Rights {
        pub rank: u8,
    }

    #[profile]
    fn profile(user: DefaultUser, profile: &Profile) -> User {
        let _ = profile;
        user.extend(Person { role: Rank(1) })
    }

    #[session]
    async fn session(session: DefaultSession, user: &User) -> Session {
        session.extend(
            Identity {
                id: user.id.clone(),
            },
            Rights { rank: user.role.0 },
        )
    }
}

fn main() {
    let _ = auth::builder();
}
