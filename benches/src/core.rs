//! Who runs on which core.

use core_affinity::{get_core_ids, set_for_current};

/// Keeps this thread, and those that it starts, on the first core.
///
/// # Panics
///
/// If the system does not tell its cores.
pub fn first() {
    let cores = get_core_ids().expect("the cores");
    set_for_current(*cores.first().expect("a core"));
}

/// Keeps this thread, and those that it starts, on the last core.
///
/// # Panics
///
/// If the system does not tell its cores.
pub fn last() {
    let cores = get_core_ids().expect("the cores");
    set_for_current(*cores.last().expect("a core"));
}
