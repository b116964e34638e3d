//! A server that is measured.

use std::io::{BufRead as _, BufReader, Lines};
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::load::Load;

/// A server in a process of its own.
#[derive(Debug)]
pub struct Server {
    /// What the tables call it.
    pub name: &'static str,
    pub(crate) load: Load,
    process: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Server {
    /// Starts it. It prints where it is, and the cookies of someone who is signed in.
    ///
    /// # Panics
    ///
    /// If it does not start.
    pub fn start(name: &'static str, command: &mut Command) -> Self {
        let mut process = command.stdout(Stdio::piped()).spawn().expect("a server");
        let mut lines = BufReader::new(process.stdout.take().expect("its output")).lines();
        let [address, cookies] = [(); 2].map(|()| next(&mut lines));
        Self {
            name,
            load: Load::new(process.id(), &address, &cookies),
            process,
            lines,
        }
    }

    /// The next line that it prints.
    ///
    /// # Panics
    ///
    /// If there is none.
    pub fn line(&mut self) -> String {
        next(&mut self.lines)
    }
}

fn next(lines: &mut Lines<BufReader<ChildStdout>>) -> String {
    lines.next().expect("a line").expect("text")
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
