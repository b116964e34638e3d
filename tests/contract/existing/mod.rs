//! The tables that Auth.js's own adapters have, with rows that Auth.js wrote.
//!
//! What it wrote is read, and what is written here is what it would have written.

mod app;
mod authjs_pg;
mod collations;
mod drizzle;
mod prisma_mysql;
mod prisma_postgres;
mod prisma_sqlite;
mod tour;

use self::app::{runs_beside_authjs, wants_a_column_for_max_lifetime};
use self::tour::{leave, reads_what_authjs_wrote, visit};
