//! The scripts, each one change that happens wholly or not at all.

use ::redis::Script;

macro_rules! script {
    ($name:literal) => {
        Script::new(concat!(
            include_str!("scripts/common.lua"),
            include_str!(concat!("scripts/", $name, ".lua"))
        ))
    };
}

#[derive(Debug)]
pub(super) struct Scripts {
    pub(super) create: Script,
    pub(super) read: Script,
    pub(super) slide: Script,
    pub(super) delete: Script,
    pub(super) list: Script,
    pub(super) delete_all: Script,
    pub(super) sweep: Script,
}

impl Scripts {
    pub(super) fn new() -> Self {
        Self {
            create: script!("create"),
            read: script!("read"),
            slide: script!("slide"),
            delete: script!("delete"),
            list: script!("list"),
            delete_all: script!("delete_all"),
            sweep: script!("sweep"),
        }
    }
}
