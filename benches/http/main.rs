//! Requests a second over the loopback: ours, the program by hand, no authentication, axum-login.
//!
//! Each server is a process of its own on the first core, the load is on the last one.

mod servers;

use std::env;
use std::process::Command;

use auth_benches::server::Server;
use auth_benches::{contest, core};

use self::servers::NAMES;

const ROUNDS: usize = 12;

fn main() {
    match env::args().nth(1).as_deref() {
        Some("serve") => servers::serve(&env::args().nth(2).expect("the server's name")),
        _ => measure(),
    }
}

fn measure() {
    // The affinity of a process goes to those that it starts, and these choose their own.
    core::last();
    let program = env::current_exe().expect("this program");
    let servers =
        NAMES.map(|name| Server::start(name, Command::new(&program).args(["serve", name])));
    contest::run(&servers, ROUNDS, &[(0, 1), (0, 2), (1, 2), (3, 2), (0, 3)]);
}
