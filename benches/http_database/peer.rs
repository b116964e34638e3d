use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use auth_benches::app::EMAIL;

/// The server of `axum_login_sqlite/`, a package outside the workspace.
pub(crate) struct Peer {
    program: PathBuf,
}

/// Builds it as this program is built, with its own lock file.
pub(crate) fn build() -> Peer {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("axum_login_sqlite/Cargo.toml");
    let program = env::current_exe().expect("this program");
    let target = program.with_file_name("axum_login_sqlite.target");
    let status = Command::new("cargo")
        .args(["build", "--release", "--locked", "--manifest-path"])
        .arg(manifest)
        .arg("--target-dir")
        .arg(&target)
        .env_remove("CARGO_BUILD_TARGET")
        .status();
    assert!(
        status.is_ok_and(|status| status.success()),
        "axum-login's server builds"
    );
    Peer {
        program: target.join("release/axum_login_sqlite"),
    }
}

impl Peer {
    /// Serves the users of this file.
    pub(crate) fn command(&self, file: &Path) -> Command {
        let mut command = Command::new(&self.program);
        command.arg(file).arg(EMAIL);
        command
    }
}
