//! Statements, checks and errors, without a server.

#[cfg(all(feature = "sqlite", feature = "postgres", feature = "mysql"))]
mod checks;
#[cfg(all(feature = "sqlite", feature = "postgres", feature = "mysql"))]
mod refusals;
#[cfg(all(feature = "sqlite", feature = "postgres", feature = "mysql"))]
mod statements;
