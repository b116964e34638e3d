//! Counts what one operation allocates: a line a pair, with ours and theirs.

use auth_benches::{encrypted_read, session_read};

fn main() {
    for pair in session_read::pairs()
        .into_iter()
        .chain(encrypted_read::pairs())
    {
        let line = [pair.ours, pair.theirs].map(|operation| {
            operation();
            let counted = allocation_counter::measure(operation);
            format!("{} {}", counted.count_total, counted.bytes_total)
        });
        println!("{}", line.join(" "));
    }
}
