//! A mail server for one connection, which keeps what it was told.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread::JoinHandle;

/// What the server does beside taking a mail.
#[derive(Clone, Copy)]
pub(super) enum Mood {
    /// It takes every mail.
    Willing,
    /// It answers this to commands that begin so.
    Answers(&'static str, &'static str),
    /// It says nothing, not even that it is there.
    Silent,
}

pub(super) struct FakeServer {
    pub(super) port: u16,
    thread: JoinHandle<Vec<String>>,
}

impl FakeServer {
    pub(super) fn start(mood: Mood) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let thread = std::thread::spawn(move || {
            let (stream, _) = listener.accept().unwrap();
            serve(stream, mood)
        });
        Self { port, thread }
    }

    /// The lines that it was sent, when the connection is over.
    pub(super) fn lines(self) -> Vec<String> {
        self.thread.join().unwrap()
    }
}

fn serve(mut stream: TcpStream, mood: Mood) -> Vec<String> {
    let mut lines = Vec::new();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    if !matches!(mood, Mood::Silent) {
        stream.write_all(b"220 mail.test\r\n").unwrap();
    }
    let mut is_in_mail = false;
    loop {
        let mut line = String::new();
        // A client that has given up closes the connection, in one way or another.
        if reader.read_line(&mut line).unwrap_or(0) == 0 {
            return lines;
        }
        let line = line.trim_end_matches("\r\n").to_owned();
        lines.push(line.clone());
        if is_in_mail && line != "." {
            continue;
        }
        is_in_mail = false;
        let answer = match (mood, line.split(' ').next().unwrap_or_default()) {
            (Mood::Silent, _) => continue,
            (Mood::Answers(command, answer), word) if word == command => answer,
            (_, "EHLO") => "250-mail.test\r\n250-8BITMIME\r\n250 AUTH PLAIN",
            (_, "AUTH") => "235 2.7.0 Welcome",
            (_, "DATA") => {
                is_in_mail = true;
                "354 Go on"
            }
            (_, "QUIT") => "221 Bye",
            _ => "250 OK",
        };
        let _ = stream.write_all(format!("{answer}\r\n").as_bytes());
    }
}
