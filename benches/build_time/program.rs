use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use auth_benches::cpu;

/// What both programs ask for. Only the program by hand needs axum's `form` and `query`.
const COMMON: &str = r#"
axum = { version = "0.8", default-features = false, features = ["form", "http1", "json", "query", "tokio"] }
getrandom = "0.4"
maud = "0.27"
serde = { version = "1", features = ["derive"] }
subtle = "2"
tokio = { version = "1", features = ["macros", "net", "rt-multi-thread"] }
"#;

/// What the program by hand asks for in place of `auth-runtime`, with as few features as it can.
const BY_HAND: &str = r#"
cookie = "0.18"
jsonwebtoken = { version = "11", default-features = false, features = ["rust_crypto"] }
serde_json = "1"
time = { version = "0.3", default-features = false, features = ["formatting", "std"] }
"#;

/// What a build took, in seconds.
#[derive(Clone, Copy, Default)]
pub(crate) struct Built {
    /// By the clock.
    pub(crate) time: f64,
    /// On all cores together: steadier where other work takes the cores away.
    pub(crate) cpu: f64,
}

/// A program in a package of its own.
pub(crate) struct Program {
    name: &'static str,
    directory: PathBuf,
    edits: Vec<Edit>,
}

/// A line in the body of a function. An edit puts a statement after it.
struct Edit {
    file: &'static str,
    line: &'static str,
    /// The file as it was.
    source: String,
}

impl Program {
    pub(crate) fn macro_written(workspace: &Path) -> Self {
        let runtime = workspace.join("auth-runtime");
        let runtime = format!("auth-runtime = {{ path = \"{}\" }}\n", runtime.display());
        let program = Self::new(
            workspace,
            "macro_written",
            &workspace.join("benches/macro_written"),
            &runtime,
        );
        let callback = ("main.rs", "session.user.id = token.id.clone();\n");
        program.with_edits([callback, callback])
    }

    pub(crate) fn hand_written(workspace: &Path) -> Self {
        let source = workspace.join("benches/hand_written");
        let program = Self::new(workspace, "hand_written", &source, BY_HAND);
        program.with_edits([
            ("main.rs", "let session = Session::from(claims);\n"),
            (
                "session.rs",
                "let expires = OffsetDateTime::from_unix_timestamp(claims.exp);\n",
            ),
        ])
    }

    fn new(workspace: &Path, name: &'static str, source: &Path, dependencies: &str) -> Self {
        let program = env::current_exe().expect("this program");
        let directory = program.with_file_name("build_time.packages").join(name);
        let manifest = format!(
            "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]{COMMON}{dependencies}\n[workspace]\n"
        );
        let _ = fs::remove_dir_all(directory.join("src"));
        fs::create_dir_all(directory.join("src")).expect("a directory");
        for file in fs::read_dir(source).expect("the program") {
            let file = file.expect("a file");
            let copy = directory.join("src").join(file.file_name());
            fs::copy(file.path(), copy).expect("a copy");
        }
        fs::write(directory.join("Cargo.toml"), manifest).expect("a manifest");
        fs::copy(workspace.join("Cargo.lock"), directory.join("Cargo.lock")).expect("a lock file");
        Self {
            name,
            directory,
            edits: Vec::new(),
        }
    }

    fn with_edits(mut self, places: [(&'static str, &'static str); 2]) -> Self {
        for (file, line) in places {
            let source = fs::read_to_string(self.path(file)).expect("the file");
            let count = source.matches(line).count();
            assert_eq!(count, 1, "{} has the line to edit", self.name);
            self.edits.push(Edit { file, line, source });
        }
        self
    }

    fn path(&self, file: &str) -> PathBuf {
        self.directory.join("src").join(file)
    }

    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    /// A build with nothing built before.
    pub(crate) fn build_cold(&self, _round: usize) -> Built {
        let target = self.directory.join("target");
        if target.exists() {
            fs::remove_dir_all(target).expect("an empty target directory");
        }
        self.build()
    }

    /// A build after the body of one function was changed.
    pub(crate) fn build_edited(&self, edit: usize, round: usize) -> Built {
        let Edit { file, line, source } = &self.edits[edit];
        let edited = format!("{} println!(\"edit {round}\");\n", line.trim_end());
        fs::write(self.path(file), source.replace(line, &edited)).expect("an edit");
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

    fn build(&self) -> Built {
        let (start, before) = (Instant::now(), cpu::of_children());
        let status = self.cargo("build").arg("--quiet").status();
        assert!(
            status.is_ok_and(|status| status.success()),
            "{} builds",
            self.name
        );
        Built {
            time: start.elapsed().as_secs_f64(),
            cpu: cpu::of_children() - before,
        }
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
