use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// What both programs ask of these; the program by hand needs `form` and `query`, so both have them.
const COMMON: &str = r#"
axum = { version = "0.8", default-features = false, features = ["form", "http1", "json", "query", "tokio"] }
serde = { version = "1", features = ["derive"] }
tokio = { version = "1", features = ["macros", "net", "rt-multi-thread"] }
"#;

/// What the program by hand asks for in place of `auth-runtime`, with as few features as it can.
const BY_HAND: &str = r#"
cookie = "0.18"
getrandom = "0.4"
jsonwebtoken = { version = "11", default-features = false, features = ["rust_crypto"] }
serde_json = "1"
time = { version = "0.3", default-features = false, features = ["formatting", "std"] }
"#;

/// A program in a package of its own.
pub(crate) struct Program {
    name: &'static str,
    directory: PathBuf,
    source: String,
    /// A line in a callback or handler, with what an edit puts before it.
    line: &'static str,
}

impl Program {
    pub(crate) fn quickstart(workspace: &Path) -> Self {
        let source = workspace.join("examples/quickstart/main.rs");
        let runtime = format!(
            "auth-runtime = {{ path = {:?} }}\n",
            workspace.join("auth-runtime")
        );
        // In the body of the `session` callback.
        let line = "        session.user.id = token.id.clone();\n";
        Self::new(workspace, "quickstart", &source, &runtime, line)
    }

    pub(crate) fn hand_written(workspace: &Path) -> Self {
        let source = workspace.join("benches/hand_written/main.rs");
        // Where the same value is put into the session.
        let line = "        let expires = OffsetDateTime::from_unix_timestamp(claims.exp);\n";
        Self::new(workspace, "hand_written", &source, BY_HAND, line)
    }

    fn new(
        workspace: &Path,
        name: &'static str,
        source: &Path,
        dependencies: &str,
        line: &'static str,
    ) -> Self {
        let target = env::current_exe().expect("this program");
        let directory = target.with_file_name("build_time.packages").join(name);
        let source = fs::read_to_string(source).expect("the program");
        assert_eq!(
            source.matches(line).count(),
            1,
            "{name} has the line to edit"
        );
        let manifest = format!(
            "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]{COMMON}{dependencies}\n[workspace]\n"
        );
        fs::create_dir_all(directory.join("src")).expect("a directory");
        fs::write(directory.join("Cargo.toml"), manifest).expect("a manifest");
        fs::copy(workspace.join("Cargo.lock"), directory.join("Cargo.lock")).expect("a lock file");
        Self {
            name,
            directory,
            source,
            line,
        }
    }

    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    /// Seconds of a build with nothing built before.
    pub(crate) fn build_cold(&self, _round: usize) -> f64 {
        let target = self.directory.join("target");
        if target.exists() {
            fs::remove_dir_all(target).expect("an empty target directory");
        }
        self.write(&self.source);
        self.build()
    }

    /// Seconds of a build after the body of one function was changed.
    pub(crate) fn build_edited(&self, round: usize) -> f64 {
        let edit = format!("        println!(\"edit {round}\");\n{}", self.line);
        self.write(&self.source.replace(self.line, &edit));
        self.build()
    }

    /// How many packages it is made of, itself not counted.
    pub(crate) fn packages(&self) -> usize {
        let output = self
            .cargo("tree")
            .args(["--edges=normal,build", "--prefix=none", "--no-dedupe"])
            .output()
            .expect("the tree");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let packages: BTreeSet<Vec<&str>> = text
            .lines()
            .map(|line| line.split(' ').take(2).collect())
            .collect();
        packages.len() - 1
    }

    fn write(&self, source: &str) {
        fs::write(self.directory.join("src/main.rs"), source).expect("the source");
    }

    fn build(&self) -> f64 {
        let start = Instant::now();
        let status = self.cargo("build").arg("--quiet").status();
        assert!(
            status.is_ok_and(|status| status.success()),
            "{} builds",
            self.name
        );
        start.elapsed().as_secs_f64()
    }

    fn cargo(&self, command: &str) -> Command {
        let mut cargo = Command::new("cargo");
        cargo
            .args([command, "--offline"])
            .current_dir(&self.directory)
            .env_remove("CARGO_BUILD_TARGET_DIR")
            .env("CARGO_TARGET_DIR", self.directory.join("target"))
            .stderr(Stdio::inherit());
        cargo
    }
}
