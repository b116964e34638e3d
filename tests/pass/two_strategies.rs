//! Customers with a token in the cookie, and staff with sessions in a database.

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
pub mod customers {
    #[extend(token)]
    #[derive(Default)]
    pub struct Claims {
        pub number: u32,
    }

    #[jwt]
    fn jwt(token: Token) -> Token {
        token
    }
}

#[auth_config(strategy = database)]
pub mod staff {
    #[extend(user)]
    pub struct Employee {
        pub department: Option<String>,
    }

    #[extend(session.user)]
    pub struct Shown {
        pub department: Option<String>,
    }

    #[session]
    fn session(session: DefaultSession, user: &User) -> Session {
        session.extend(Shown {
            department: user.department.clone(),
        })
    }
}

fn main() {
    let customers: auth_runtime::Builder<customers::Config> = customers::builder();
    let staff: auth_runtime::Builder<staff::Config> = staff::builder();
    let _ = (customers, staff);
}
