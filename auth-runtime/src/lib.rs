//! wip

mod codec;
mod cookie;
mod csrf;
mod form;
mod origin;
mod page;
mod redirect;
mod secret;
mod time;
