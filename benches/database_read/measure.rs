use std::time::Instant;

use auth_benches::stats::{Ratios, median};

/// Operations that are timed together, so that a thread that was woken late counts for little.
const BATCH: u32 = 50;
/// Times that each side has its turn in a round. A round's ratio is that of the medians, so that
/// a turn in which the machine did something else does not count.
const TURNS: usize = 51;
const ROUNDS: usize = 40;

/// A row of the table.
pub(crate) async fn row(name: &str, ours: impl AsyncFn(), theirs: impl AsyncFn()) -> String {
    // Warms up.
    round(&ours, &theirs).await;
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        rounds.push(round(&ours, &theirs).await);
    }
    let ratios = Ratios::new(rounds.iter().map(|[ours, theirs]| ours / theirs).collect());
    let [ours, theirs] =
        [0, 1].map(|side| median(rounds.iter().map(|round| round[side]).collect()));
    format!("| {name} | {ratios} | {ours:.1} / {theirs:.1} |")
}

/// The median times of both sides.
async fn round(ours: &impl AsyncFn(), theirs: &impl AsyncFn()) -> [f64; 2] {
    let mut times = [Vec::new(), Vec::new()];
    for turn in 0..TURNS {
        // Who comes first alternates, so that nobody always runs after the same neighbour.
        for side in [turn % 2, 1 - turn % 2] {
            let time = match side {
                0 => time(ours).await,
                _ => time(theirs).await,
            };
            times[side].push(time);
        }
    }
    times.map(median)
}

/// Microseconds an operation.
async fn time(operation: &impl AsyncFn()) -> f64 {
    let start = Instant::now();
    for _ in 0..BATCH {
        operation().await;
    }
    start.elapsed().as_secs_f64() * 1e6 / f64::from(BATCH)
}
