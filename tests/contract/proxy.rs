//! A way to a server that can be cut, to see what a store makes of it.

use std::future::pending;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// What happens to connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Open,
    /// All are closed, and new ones at once.
    Closed,
    /// All are held, and nothing comes through; those of this time stay so.
    Silent,
}

pub(crate) struct Proxy {
    port: u16,
    way: watch::Sender<Way>,
    newest: Arc<Mutex<Option<SocketAddr>>>,
    listening: JoinHandle<()>,
}

impl Proxy {
    /// An open way to a server, such as `127.0.0.1:6379`.
    pub(crate) async fn to(server: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (way, watched) = watch::channel(Way::Open);
        let newest = Arc::default();
        let listening = tokio::spawn(listen(listener, server, watched, Arc::clone(&newest)));
        Self {
            port,
            way,
            newest,
            listening,
        }
    }

    /// The port on 127.0.0.1 that leads to the server.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Where the newest connection comes from, as the server sees it.
    pub(crate) fn newest(&self) -> SocketAddr {
        self.newest.lock().unwrap().expect("a connection")
    }

    pub(crate) fn set(&self, way: Way) {
        self.way.send_replace(way);
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.set(Way::Closed);
        self.listening.abort();
    }
}

async fn listen(
    listener: TcpListener,
    server: String,
    way: watch::Receiver<Way>,
    newest: Arc<Mutex<Option<SocketAddr>>>,
) {
    while let Ok((mut client, _)) = listener.accept().await {
        let (server, mut way, newest) = (server.clone(), way.clone(), Arc::clone(&newest));
        tokio::spawn(async move {
            let now = *way.borrow_and_update();
            match now {
                Way::Closed => {}
                Way::Silent => pending().await,
                Way::Open => {
                    let mut server = TcpStream::connect(server).await.unwrap();
                    *newest.lock().unwrap() = server.local_addr().ok();
                    tokio::select! {
                        _ = copy_bidirectional(&mut client, &mut server) => {}
                        _ = way.changed() => {
                            if *way.borrow() == Way::Silent {
                                pending::<()>().await;
                            }
                        }
                    }
                }
            }
        });
    }
}
