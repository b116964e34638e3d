//! Requests a second over the loopback: ours, the program by hand, no authentication, axum-login.
//!
//! Each server is a process of its own on the first core, the load is on the last one.

mod load;
mod servers;

use std::env;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use auth_benches::stats::{Ratios, median};

use self::load::{Load, Measured};
use self::servers::NAMES;

const ROUNDS: usize = 12;
const LENGTH: Duration = Duration::from_secs(2);

fn main() {
    match env::args().nth(1).as_deref() {
        Some("serve") => servers::serve(&env::args().nth(2).expect("the server's name")),
        _ => measure(),
    }
}

fn measure() {
    let cores = core_affinity::get_core_ids().expect("the cores");
    core_affinity::set_for_current(*cores.last().expect("a core"));
    let servers = NAMES.map(Server::start);
    let mut rounds: [Vec<Measured>; NAMES.len()] = [const { Vec::new() }; NAMES.len()];
    for round in 0..ROUNDS {
        // Everybody comes first, second, third and last equally often.
        for place in 0..NAMES.len() {
            let index = (round + place) % NAMES.len();
            rounds[index].push(servers[index].load.run(LENGTH));
        }
    }
    report(&rounds);
}

fn report(rounds: &[Vec<Measured>; NAMES.len()]) {
    println!("| server | requests a second | CPU a request, µs |");
    println!("|---|---|---|");
    for (name, rounds) in NAMES.iter().zip(rounds) {
        let rate = median(rounds.iter().map(|round| round.rate).collect());
        let cost = median(rounds.iter().map(|round| round.cost * 1e6).collect());
        println!("| {name} | {rate:.0} | {cost:.2} |");
    }
    println!("\n| ratio | throughput: median (least to most) | CPU a request |");
    println!("|---|---|---|");
    for (a, b) in [(0, 1), (0, 2), (1, 2), (3, 2), (0, 3)] {
        let pairs = || rounds[a].iter().zip(&rounds[b]);
        let rates = Ratios::new(pairs().map(|(a, b)| a.rate / b.rate).collect());
        let costs = Ratios::new(pairs().map(|(a, b)| a.cost / b.cost).collect());
        println!("| {} / {} | {rates} | {costs} |", NAMES[a], NAMES[b]);
    }
}

/// A server in a process of its own.
struct Server {
    process: Child,
    load: Load,
}

impl Server {
    fn start(name: &str) -> Self {
        let mut process = Command::new(env::current_exe().expect("this program"))
            .args(["serve", name])
            .stdout(Stdio::piped())
            .spawn()
            .expect("a server");
        let mut lines = BufReader::new(process.stdout.take().expect("its output")).lines();
        let mut line = || lines.next().expect("a line").expect("text");
        let (address, cookies) = (line(), line());
        let load = Load::new(process.id(), &address, &cookies);
        Self { process, load }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
