use axum::Router;
use tokio::net::TcpListener;

/// Serves an application on a port of its own, for as long as the test's runtime lives.
/// Returns its origin.
pub async fn serve(app: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, app).await });
    format!("http://{address}")
}
