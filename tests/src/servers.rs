//! Database servers that belong to one test, so that it can stop and start them.

use std::fs;
use std::io::Write as _;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A `PostgreSQL` server of a test's own. It is gone with the value.
#[derive(Debug)]
pub struct PostgresServer {
    folder: PathBuf,
    programs: PathBuf,
    port: u16,
    /// The account that runs it: `PostgreSQL` refuses to run as root.
    account: Option<&'static str>,
}

impl PostgresServer {
    /// Makes a server in a folder of its own and starts it; `None`, and a line that says so, if
    /// `PostgreSQL` is not installed.
    pub fn start() -> Option<Self> {
        let Some(programs) = programs() else {
            skip("PostgreSQL is not installed (Debian: `apt-get install postgresql`)");
            return None;
        };
        let account = is_root().then_some("postgres");
        let port = free_port();
        let folder = std::env::temp_dir().join(format!("auth-tests-{}-{port}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        if let Some(account) = account {
            run(Command::new("chown").arg(account).arg(&folder));
        }
        let server = Self {
            folder,
            programs,
            port,
            account,
        };
        let data = server.data();
        let mut init = server.program("initdb");
        init.args(["--auth=trust", "--username=postgres", "--no-sync", "-D"]);
        run(init.arg(data));
        server.restart();
        Some(server)
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// Stops it as a crash does: whatever is under way is lost.
    pub fn kill(&self) {
        let mut stop = self.program("pg_ctl");
        run(stop
            .args(["stop", "--mode=immediate", "--wait", "-D"])
            .arg(self.data()));
    }

    /// Starts it again, with what it has stored.
    pub fn restart(&self) {
        let settings = format!(
            "-p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories='{}' -c fsync=off",
            self.port,
            self.folder.display()
        );
        let mut start = self.program("pg_ctl");
        start.args(["start", "--wait", "-o", &settings, "-l"]);
        start.arg(self.folder.join("log")).arg("-D");
        run(start.arg(self.data()));
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn program(&self, name: &str) -> Command {
        let path = self.programs.join(name);
        let mut command = match self.account {
            Some(account) => {
                let mut command = Command::new("runuser");
                command.args(["-u", account, "--"]).arg(path);
                command
            }
            None => Command::new(path),
        };
        command.current_dir(&self.folder);
        command
    }
}

impl Drop for PostgresServer {
    fn drop(&mut self) {
        let mut stop = self.program("pg_ctl");
        let _ = stop
            .args(["stop", "--mode=immediate", "-D"])
            .arg(self.data())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The address in an environment variable; `None`, and a line that says so, if there is none.
///
/// # Panics
///
/// If there is none and `AUTH_TEST_REQUIRE_SERVERS` is set, as it is where nothing may be skipped.
pub fn server_url(variable: &str, example: &str) -> Option<String> {
    let url = std::env::var(variable).ok().filter(|url| !url.is_empty());
    if url.is_none() {
        skip(&format!(
            "{variable} is not set; set it to a server such as {example}"
        ));
    }
    url
}

/// Says that a test does nothing here, or fails where nothing may be skipped.
///
/// # Panics
///
/// If `AUTH_TEST_REQUIRE_SERVERS` is set.
pub fn skip(reason: &str) {
    assert!(
        std::env::var_os("AUTH_TEST_REQUIRE_SERVERS").is_none(),
        "{reason}"
    );
    // Past the test runner, which shows what failed tests print and keeps the rest to itself.
    let line = format!("skipped: {reason}\n");
    let _ = std::io::stderr().write_all(line.as_bytes());
}

/// The folder of the newest installed version's programs.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?;
    let folders = versions.flatten().map(|version| version.path().join("bin"));
    let debian = folders
        .filter(|folder| folder.join("initdb").exists())
        .max();
    debian.or_else(|| {
        let path = std::env::var_os("PATH")?;
        std::env::split_paths(&path).find(|folder| folder.join("initdb").exists())
    })
}

fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;
    Path::new("/proc/self")
        .metadata()
        .is_ok_and(|own| own.uid() == 0)
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

fn run(command: &mut Command) {
    // A server that is started keeps what it inherits, so there is nothing to read to its end.
    let status = command.stdout(Stdio::null()).status().unwrap();
    assert!(status.success(), "{command:?}");
}
