//! Customers and staff, each with fields of their own.

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
pub mod customers {
    #[extend(session.user)]
    pub struct Customer {
        pub number: u32,
    }

    #[session]
    fn session(session: DefaultSession) -> Session {
        session.extend(Customer { number: 1 })
    }
}

#[auth_config(strategy = jwt)]
pub mod staff {
    #[extend(session.user)]
    pub struct Employee {
        pub department: String,
    }

    #[session]
    fn session(session: DefaultSession) -> Session {
        session.extend(Employee {
            department: "sales".to_owned(),
        })
    }
}

fn main() {
    let _ = (customers::builder(), staff::builder());
}
