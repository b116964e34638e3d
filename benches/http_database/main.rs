//! Requests a second over the loopback with sessions in one file: ours, axum-login.
//!
//! Each server is a process of its own on the first core, the load is on the last one.

mod ours;
mod peer;

use std::process::Command;
use std::{env, fs, process};

use auth_benches::server::Server;
use auth_benches::{contest, core};

const ROUNDS: usize = 20;

fn main() {
    match env::args().nth(1).as_deref() {
        Some("serve") => ours::serve(&env::args().nth(2).expect("the file")),
        _ => measure(),
    }
}

fn measure() {
    let peer = peer::build();
    core::last();
    let folder = env::temp_dir().join(format!("auth-benches-{}", process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("http.db");

    let program = env::current_exe().expect("this program");
    let mut ours = Server::start(
        "auth-runtime",
        Command::new(program).arg("serve").arg(&file),
    );
    // The user is there, because the other has signed in.
    let mut theirs = Server::start("axum-login", &mut peer.command(&file));
    let settings = [ours.line(), theirs.line()];
    assert_eq!(settings[0], settings[1], "both have the same settings");
    println!("Both have: {}.\n", settings[0]);
    contest::run(&[ours, theirs], ROUNDS, &[(0, 1)]);
    fs::remove_dir_all(folder).expect("an empty place");
}
