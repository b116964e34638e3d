use std::net::SocketAddr;

use axum::Router;
use tokio::net::TcpListener;

/// Serves an application on a port of its own, for as long as the test's runtime lives.
/// Returns its origin.
pub async fn serve(app: Router) -> String {
    let (listener, origin) = listen().await;
    tokio::spawn(async move { axum::serve(listener, app).await });
    origin
}

/// The same, and the application is told where each connection comes from.
pub(crate) async fn serve_with_addresses(app: Router) -> String {
    let (listener, origin) = listen().await;
    let app = app.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, app).await });
    origin
}

async fn listen() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    (listener, format!("http://{address}"))
}
