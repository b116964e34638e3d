//! How long a program with the macro takes to build, beside the same program by hand.
//!
//! Each program is copied into a package of its own, with its own dependencies only, and built in
//! the `dev` profile. The workspace's lock file gives both the same versions.

mod program;

use std::env;
use std::path::Path;

use auth_benches::stats::{Ratios, median};

use self::program::{Built, Program};

/// The functions that are edited in turn: ours / by hand.
const EDITS: [&str; 2] = [
    "edit in the `session` callback / in the handler of the session",
    "edit in the `session` callback / in `From<Claims> for Session`, which is not `async`",
];

fn main() {
    let argument = |index: usize, default: usize| {
        let text = env::args().nth(index);
        text.map_or(default, |text| text.parse().expect("a number of rounds"))
    };
    let (cold, incremental) = (argument(1, 3), argument(2, 15));
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the workspace");
    let programs = [
        Program::macro_written(workspace),
        Program::hand_written(workspace),
    ];
    println!(
        "| build | with the macro, s | by hand, s | ratio: median (least to most) | CPU: the same |"
    );
    println!("|---|---|---|---|---|");
    row("cold", &measure(cold, &programs, Program::build_cold));
    for (edit, name) in EDITS.into_iter().enumerate() {
        // The first edit also pays for what has to be built once only.
        for program in &programs {
            program.build_edited(edit, 0);
        }
        let build = |program: &Program, round| program.build_edited(edit, round + 1);
        row(name, &measure(incremental, &programs, build));
    }
    for program in programs {
        println!("\n{}: {} packages", program.name(), program.packages());
    }
}

/// Both programs in turn; who comes first alternates.
fn measure(
    rounds: usize,
    programs: &[Program; 2],
    build: impl Fn(&Program, usize) -> Built,
) -> Vec<[Built; 2]> {
    let round = |round: usize| {
        let mut times = [Built::default(); 2];
        for side in [round % 2, 1 - round % 2] {
            times[side] = build(&programs[side], round);
        }
        times
    };
    (0..rounds).map(round).collect()
}

fn row(name: &str, rounds: &[[Built; 2]]) {
    if rounds.is_empty() {
        return;
    }
    let ratios = |of: fn(&Built) -> f64| {
        let ratio = |[ours, theirs]: &[Built; 2]| of(ours) / of(theirs);
        Ratios::new(rounds.iter().map(ratio).collect())
    };
    let [ours, theirs] =
        [0, 1].map(|side| median(rounds.iter().map(|round| round[side].time).collect()));
    let (time, cpu) = (ratios(|built| built.time), ratios(|built| built.cpu));
    println!("| {name} | {ours:.2} | {theirs:.2} | {time} | {cpu} |");
}
