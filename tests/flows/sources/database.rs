use auth_runtime::adapter::MemoryAdapter;
use auth_runtime::auth_config;
use auth_tests::SECRET;

use super::{session_of_ada, visits};

#[auth_config(strategy = database)]
mod sources {
    #[derive(serde::Deserialize)]
    struct Form {
        name: String,
    }

    #[extend(user)]
    pub(super) struct Columns {
        pub role: String,
        pub tenant: String,
    }

    #[extend(session.user)]
    pub(super) struct Identity {
        #[from(user.id)]
        pub id: String,
        #[from(user.role)]
        pub role: Option<String>,
    }

    #[extend(session)]
    pub(super) struct Tenant {
        #[from(user.tenant)]
        pub tenant: String,
    }

    #[credentials]
    async fn authorize(credentials: Form) -> Option<User> {
        std::future::ready(()).await;
        Some(super::super::user(credentials.name).extend(Columns {
            role: super::super::ROLE.to_owned(),
            tenant: "credentials".to_owned(),
        }))
    }
}

#[auth_config(strategy = database)]
mod callbacks {
    #[derive(serde::Deserialize)]
    struct Form {
        name: String,
    }

    #[extend(user)]
    pub(super) struct Columns {
        pub role: String,
        pub tenant: String,
    }

    #[extend(session.user)]
    pub(super) struct Identity {
        pub id: String,
        pub role: Option<String>,
    }

    #[extend(session)]
    pub(super) struct Tenant {
        pub tenant: String,
    }

    #[credentials]
    async fn authorize(credentials: Form) -> Option<User> {
        std::future::ready(()).await;
        Some(super::super::user(credentials.name).extend(Columns {
            role: super::super::ROLE.to_owned(),
            tenant: "credentials".to_owned(),
        }))
    }

    #[session]
    fn session(session: DefaultSession, user: &User) -> Session {
        let identity = Identity {
            id: user.id.clone(),
            role: Some(user.role.clone()),
        };
        let tenant = user.tenant.clone();
        session.extend(identity, Tenant { tenant })
    }
}

#[auth_config(strategy = database)]
mod both {
    #[derive(serde::Deserialize)]
    struct Form {
        name: String,
    }

    #[extend(user)]
    pub(super) struct Columns {
        pub role: String,
        pub tenant: String,
    }

    #[extend(session.user)]
    pub(super) struct Identity {
        #[from(user.id)]
        pub id: String,
        #[from(user.role)]
        pub role: String,
    }

    #[extend(session)]
    pub(super) struct Tenant {
        pub tenant: String,
    }

    #[credentials]
    async fn authorize(credentials: Form) -> Option<User> {
        std::future::ready(()).await;
        Some(super::super::user(credentials.name).extend(Columns {
            role: super::super::ROLE.to_owned(),
            tenant: "credentials".to_owned(),
        }))
    }

    #[session]
    fn session(session: DefaultSession, user: &User) -> Result<Session, String> {
        if session.user.id != user.id {
            return Err(format!("{:?} is not filled", session.user.id));
        }
        let tenant = user.tenant.clone();
        Ok(session.extend(Tenant { tenant }))
    }
}

#[tokio::test]
async fn three_ways_show_one_session() {
    let sources = sources::builder()
        .secret(SECRET)
        .adapter(MemoryAdapter::new());
    let callbacks = callbacks::builder()
        .secret(SECRET)
        .adapter(MemoryAdapter::new());
    let both = both::builder().secret(SECRET).adapter(MemoryAdapter::new());
    let sources = sources.build().await.unwrap();
    let callbacks = callbacks.build().await.unwrap();
    let both = both.build().await.unwrap();
    let applications = [
        sources.router().layer(sources.layer()),
        callbacks.router().layer(callbacks.layer()),
        both.router().layer(both.layer()),
    ];
    for visit in visits(applications).await {
        assert_eq!(visit, [session_of_ada(), session_of_ada()]);
    }
}
