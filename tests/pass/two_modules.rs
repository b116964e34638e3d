//! Customers, staff, partners and suppliers, each with fields of their own.

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

#[auth_config(strategy = database)]
pub mod partners {
    #[extend(user)]
    pub struct Partner {
        pub company: Option<String>,
    }

    #[session]
    fn session(session: Session, user: &User) -> Session {
        let _ = &user.company;
        session
    }
}

#[auth_config(strategy = database)]
pub mod suppliers {
    #[extend(user)]
    pub struct Supplier {
        pub number: Option<u32>,
    }

    #[extend(session.user)]
    pub struct Shown {
        pub number: Option<u32>,
    }

    #[session]
    fn session(session: DefaultSession, user: &User) -> Session {
        session.extend(Shown {
            number: user.number,
        })
    }
}

fn main() {
    let _ = (customers::builder(), staff::builder());
    let _ = (partners::builder(), suppliers::builder());
}
