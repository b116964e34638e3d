//! What the page knows of the session, which is the same with both strategies.

use auth_runtime::typescript::check;

use crate::{rows, tokens};

const FILE: &str = "../tests/browser/src/next-auth.d.ts";

#[test]
fn the_types_of_the_page_are_fresh() {
    check(FILE, &tokens::auth::typescript());
}

#[test]
fn the_types_of_the_page_are_those_of_rows() {
    check(FILE, &rows::auth::typescript());
}
