//! Several servers under the same load, in turns.

use std::time::Duration;

use crate::load::Measured;
use crate::server::Server;
use crate::stats::{Ratios, median};

const LENGTH: Duration = Duration::from_secs(2);

/// Prints what the servers do, and the ratios of these pairs of them.
///
/// # Panics
///
/// If a server does not answer.
pub fn run<const N: usize>(servers: &[Server; N], rounds: usize, pairs: &[(usize, usize)]) {
    let mut measured: [Vec<Measured>; N] = [const { Vec::new() }; N];
    for round in 0..rounds {
        // Everybody comes first, second and so on equally often.
        for place in 0..N {
            let index = (round + place) % N;
            measured[index].push(servers[index].load.run(LENGTH));
        }
    }
    println!("| server | requests a second | CPU a request, µs |");
    println!("|---|---|---|");
    for (server, rounds) in servers.iter().zip(&measured) {
        let rate = median(rounds.iter().map(|round| round.rate).collect());
        let cost = median(rounds.iter().map(|round| round.cost * 1e6).collect());
        println!("| {} | {rate:.0} | {cost:.2} |", server.name);
    }
    println!("\n| ratio | throughput: median (least to most) | CPU a request |");
    println!("|---|---|---|");
    for &(a, b) in pairs {
        let both = || measured[a].iter().zip(&measured[b]);
        let rates = Ratios::new(both().map(|(a, b)| a.rate / b.rate).collect());
        let costs = Ratios::new(both().map(|(a, b)| a.cost / b.cost).collect());
        let [a, b] = [a, b].map(|index| servers[index].name);
        println!("| {a} / {b} | {rates} | {costs} |");
    }
}
