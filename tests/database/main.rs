//! Sessions in a database, by what a client sees and by what the tables hold. One flow a file.

mod bad_cookies;
mod callbacks;
mod killed;
mod lifetimes;
mod listing;
mod races;
mod seed;
mod sign_in;
mod tables;
mod users;
