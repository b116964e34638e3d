//! Who signs in, as the application's database knows them.

mod admission;
mod directory;
mod users;

pub(crate) use self::admission::{Admission, Arrival, Change};
pub(crate) use self::directory::Directory;
pub use self::users::Users;
