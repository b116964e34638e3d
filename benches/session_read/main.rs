//! Reading a session, beside `jsonwebtoken::decode` and beside a bare decryption: time and allocations, as
//! ratios.

use std::process::Command;
use std::time::Instant;

use auth_benches::encrypted_read;
use auth_benches::session_read::{Pair, claims_length, pairs};
use auth_benches::stats::{Ratios, median};

/// Operations that are timed together.
const BATCH: u32 = 20;
/// Times that each side has its turn in a round. A round's ratio is that of the medians, so that
/// a turn in which the machine did something else does not count.
const TURNS: usize = 101;
const ROUNDS: usize = 60;

fn main() {
    let allocations = allocations();
    println!("Claims of {} bytes.\n", claims_length());
    println!(
        "| ours / theirs | time: median of the rounds (least to most) | ns | allocations | bytes |"
    );
    println!("|---|---|---|---|---|");
    let pairs = pairs().into_iter().chain(encrypted_read::pairs());
    for (pair, counted) in pairs.zip(allocations) {
        row(&pair, &counted);
    }
}

fn row(pair: &Pair, counted: &[String]) {
    // Warms up.
    round(pair);
    let rounds: Vec<[f64; 2]> = (0..ROUNDS).map(|_| round(pair)).collect();
    let ratios = Ratios::new(rounds.iter().map(|[ours, theirs]| ours / theirs).collect());
    let [ours, theirs] =
        [0, 1].map(|side| median(rounds.iter().map(|round| round[side]).collect()));
    let [our_count, our_bytes, their_count, their_bytes] = counted else {
        unreachable!("four numbers");
    };
    println!(
        "| {} | {ratios} | {ours:.0} / {theirs:.0} | {our_count} / {their_count} | {our_bytes} / {their_bytes} |",
        pair.name,
    );
}

/// The median times of both sides.
fn round(pair: &Pair) -> [f64; 2] {
    let mut times = [Vec::new(), Vec::new()];
    for turn in 0..TURNS {
        // Who comes first alternates, so that nobody always runs after the same neighbour.
        for side in [turn % 2, 1 - turn % 2] {
            let operation = [&pair.ours, &pair.theirs][side];
            times[side].push(time(operation));
        }
    }
    times.map(median)
}

/// Nanoseconds an operation.
fn time(operation: &dyn Fn()) -> f64 {
    let start = Instant::now();
    for _ in 0..BATCH {
        operation();
    }
    start.elapsed().as_secs_f64() * 1e9 / f64::from(BATCH)
}

/// The numbers of the program that counts, a line a pair.
fn allocations() -> Vec<Vec<String>> {
    let output = Command::new(env!("CARGO_BIN_EXE_allocations")).output();
    let output = output.expect("the program that counts").stdout;
    String::from_utf8_lossy(&output)
        .lines()
        .map(|line| line.split(' ').map(str::to_owned).collect())
        .collect()
}
