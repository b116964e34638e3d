//! The load: connections that are kept open, each with one request at a time.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::runtime;

use crate::app::ID;

const CONNECTIONS: usize = 32;

/// One server's load.
#[derive(Debug)]
pub struct Load {
    process: u32,
    address: String,
    request: Arc<[u8]>,
}

/// What one round found.
#[derive(Debug)]
pub struct Measured {
    /// Answers a second.
    pub rate: f64,
    /// Seconds on the server's core an answer.
    pub cost: f64,
}

impl Load {
    /// The load of a server in this process, from somebody with these cookies.
    pub fn new(process: u32, address: &str, cookies: &str) -> Self {
        let request = format!(
            "GET /me HTTP/1.1\r\nhost: localhost:3000\r\naccept: application/json\r\n\
             user-agent: load\r\ncookie: {cookies}\r\n\r\n"
        );
        Self {
            process,
            address: address.to_owned(),
            request: request.into_bytes().into(),
        }
    }

    /// Loads the server for this long, after a short warm-up.
    ///
    /// # Panics
    ///
    /// If an answer is not what it must be.
    pub fn run(&self, length: Duration) -> Measured {
        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let count = Arc::new(AtomicU32::new(0));
        runtime.block_on(async {
            for _ in 0..CONNECTIONS {
                let connection = connection(
                    self.address.clone(),
                    Arc::clone(&self.request),
                    Arc::clone(&count),
                );
                tokio::spawn(connection);
            }
            tokio::time::sleep(length / 8).await;
            let (start, before) = (Instant::now(), self.busy());
            count.store(0, Ordering::Relaxed);
            tokio::time::sleep(length).await;
            let answers = f64::from(count.load(Ordering::Relaxed));
            assert!(answers > 0.0, "the server answers");
            Measured {
                rate: answers / start.elapsed().as_secs_f64(),
                cost: (self.busy() - before) / answers,
            }
        })
    }

    /// Seconds that the server's threads were on its core.
    fn busy(&self) -> f64 {
        let threads = fs::read_dir(format!("/proc/{}/task", self.process)).expect("the threads");
        let nanoseconds = threads.filter_map(|thread| {
            let text = fs::read_to_string(thread.ok()?.path().join("schedstat")).ok()?;
            text.split(' ').next()?.parse::<u64>().ok()
        });
        Duration::from_nanos(nanoseconds.sum()).as_secs_f64()
    }
}

async fn connection(address: String, request: Arc<[u8]>, count: Arc<AtomicU32>) {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream.set_nodelay(true).expect("an option");
    let mut answer = vec![0; 4096];
    stream.write_all(&request).await.expect("a request");
    let length = first(&mut stream, &mut answer).await;
    // All answers of a server have one length, so the others are only counted.
    loop {
        stream.write_all(&request).await.expect("a request");
        let answer = &mut answer[..length];
        stream.read_exact(answer).await.expect("an answer");
        assert!(answer.starts_with(b"HTTP/1.1 200 OK\r\n"));
        count.fetch_add(1, Ordering::Relaxed);
    }
}

/// Reads and checks the first answer, and tells how long it is.
async fn first(stream: &mut TcpStream, answer: &mut [u8]) -> usize {
    let mut length = 0;
    loop {
        length += stream.read(&mut answer[length..]).await.expect("an answer");
        let text = String::from_utf8_lossy(&answer[..length]);
        assert!(text.starts_with("HTTP/1.1 200 OK\r\n"), "{text}");
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let expected = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "));
        if expected == Some(&*body.len().to_string()) {
            assert!(body.contains(&format!(r#""id":"{ID}""#)), "{body}");
            return length;
        }
    }
}
