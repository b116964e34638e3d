//! Bodies of requests: what a form or a client has posted.

mod body;
mod describe;
mod error;
mod fields;
mod posted;
mod probe;

pub(crate) use body::{Body, MAX_BODY_LENGTH, PROTOCOL_FIELDS};
pub(crate) use describe::describe;
pub use describe::{FieldKind, FormField};
pub use error::FormError;
pub use posted::Form;
pub(crate) use posted::typed;
