use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The application that is edited.
pub(crate) const SOURCE: &str = r"
#[auth_runtime::auth_config(strategy = jwt)]
pub mod auth {
    /// Kept in the token.
    #[extend(token)]
    #[derive(Default)]
    pub struct Claims {
        pub id: String,
    }

    /// Shown to the client.
    #[extend(session.user)]
    #[derive(Default)]
    pub struct Identity {
        pub id: String,
    }

    #[jwt(sign_in)]
    async fn made(token: DefaultToken, user: &User, account: &Account) -> Token {
        token.extend(Claims { id: user.id.clone() })
    }

    // Here.

    #[jwt(read)]
    async fn kept(token: Token) -> Token {
        let _ = &token.id;
        token
    }

    #[session]
    async fn shown(mut session: Session, token: &Token) -> Session {
        session.user.id = token.id.clone();
        session
    }
}

pub fn greeting(session: &auth::Session) -> &str {
    &session.user.id
}
";

/// The application with `new` instead of `old`, which has the place `$0` in it.
pub(crate) fn edited(old: &str, new: &str) -> String {
    assert!(SOURCE.contains(old), "the application has no `{old}`");
    SOURCE.replacen(old, new, 1)
}

/// The application with another item among its callbacks.
pub(crate) fn with(item: &str, marked: &str) -> String {
    assert!(marked.contains("// Here."), "there is a place for an item");
    marked.replace("// Here.", item)
}

/// Writes the application as a cargo project, which uses the packages of this workspace.
pub(crate) fn write() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = tests.parent().expect("the workspace");
    let folder = home().join("application");
    let manifest = format!(
        "[package]\nname = \"application\"\nedition = \"2024\"\n\n\
         [dependencies]\nauth-runtime = {{ path = '{}', default-features = false }}\n\n\
         [workspace]\n",
        workspace.join("auth-runtime").display()
    );
    fs::create_dir_all(folder.join("src")).expect("a folder in the target folder");
    fs::write(folder.join("Cargo.toml"), manifest).expect("a manifest");
    fs::write(folder.join("src/lib.rs"), SOURCE).expect("a source file");
    fs::copy(workspace.join("Cargo.lock"), folder.join("Cargo.lock")).expect("a lock file");
    folder
}

/// Has cargo find what the application depends on, as rust-analyzer will.
///
/// Where cargo cannot do that even for this workspace, such as without a network on a new machine, it says
/// why; where it can, the application is at fault.
pub(crate) fn resolve(folder: &Path) -> Result<(), String> {
    let metadata = |folder: &Path| {
        let mut command = Command::new(env!("CARGO"));
        command.args(["metadata", "--format-version", "1"]);
        let output = command.current_dir(folder).output().expect("cargo starts");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        output.status.success().then_some(()).ok_or(said)
    };
    let Err(said) = metadata(folder) else {
        return Ok(());
    };
    let workspace = metadata(Path::new(env!("CARGO_MANIFEST_DIR")));
    assert!(
        workspace.is_err(),
        "cargo does not resolve the application: {said}"
    );
    Err(format!("cargo resolves no packages here: {said}"))
}

/// Where the application is, and what is built for it.
pub(crate) fn home() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("editor")
}
