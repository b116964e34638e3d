//! Counts what one operation allocates: a line a pair, with ours and theirs.

use auth_benches::session_read::pairs;

fn main() {
    for pair in pairs() {
        let line = [pair.ours, pair.theirs].map(|operation| {
            operation();
            let counted = allocation_counter::measure(operation);
            format!("{} {}", counted.count_total, counted.bytes_total)
        });
        println!("{}", line.join(" "));
    }
}
