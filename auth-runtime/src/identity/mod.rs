//! Who signs in, as the application's database knows them.

mod admission;
mod directory;
mod stable_id;
mod users;

#[allow(unreachable_pub)] // It stands in a trait that applications name.
pub use self::admission::Current;
pub(crate) use self::admission::{Admission, Arrival, Change, Standing};
pub(crate) use self::directory::Directory;
pub(crate) use self::stable_id::stable_id;
#[allow(unreachable_pub)] // It stands in a trait that the builder's bounds name.
pub use self::users::{UserRows, Users};
