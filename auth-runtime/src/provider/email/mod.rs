//! Links by e-mail that sign in whoever can read them ("magic links").

mod address;

pub use self::address::{AddressError, EmailAddress};
