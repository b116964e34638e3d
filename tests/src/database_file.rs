use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, fs, process};

/// A folder for one test's database file. It is gone with the value.
#[derive(Debug)]
pub struct DatabaseFile(PathBuf);

impl DatabaseFile {
    /// A folder of its own, without a database yet.
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("auth-tests-{}-{number}", process::id()));
        // A run before may have had the same number and been stopped halfway.
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir(&folder).unwrap();
        Self(folder.join("test.db"))
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Default for DatabaseFile {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for DatabaseFile {
    fn drop(&mut self) {
        if let Some(folder) = self.0.parent() {
            let _ = fs::remove_dir_all(folder);
        }
    }
}
