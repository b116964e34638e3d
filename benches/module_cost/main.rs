//! What more fields and more callbacks cost to compile, beside the same by hand.
//!
//! One package has a program for each: the module of the README's first page, the same with forty more of something,
//! and the same with what somebody would write by hand for forty more.

mod program;

use std::env;
use std::path::Path;

use auth_benches::stats::Ratios;

use self::program::{COUNT, Package, Program};

/// What there is more of: with the macro, and by hand.
const MORE: [(&str, Program, Program); 2] = [
    (
        "field of the token",
        Program::TokenFields,
        Program::FieldsByHand,
    ),
    ("form", Program::Forms, Program::FormsByHand),
];

fn main() {
    let rounds = env::args()
        .nth(1)
        .map_or(5, |text| text.parse().expect("a number of rounds"));
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR"));
    let package = Package::new(workspace.parent().expect("the workspace"));
    println!(
        "| command | {COUNT} more | with the macro: median (least to most) | by hand: the same |"
    );
    println!("|---|---|---|---|");
    for command in ["check", "build"] {
        // What has to be built once only.
        package.build(command, Program::Seed);
        let mut ratios: [[Vec<f64>; 2]; MORE.len()] = Default::default();
        for _ in 0..rounds {
            let seed = package.build(command, Program::Seed);
            for ((_, ours, by_hand), ratios) in MORE.iter().zip(&mut ratios) {
                ratios[0].push(package.build(command, *ours) / seed);
                ratios[1].push(package.build(command, *by_hand) / seed);
            }
        }
        for ((what, ..), ratios) in MORE.iter().zip(ratios) {
            let [ours, by_hand] = ratios.map(Ratios::new);
            println!("| `cargo {command}` | {what} | {ours} | {by_hand} |");
        }
    }
}
