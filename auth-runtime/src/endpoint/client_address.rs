use std::net::{IpAddr, SocketAddr};

use http::{HeaderName, request};

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The address of the client, for limits: what a trusted proxy says, else where the connection comes
/// from, if the server has put it into the request's extensions as axum's `ConnectInfo` or as a
/// `SocketAddr`.
pub(super) fn client_address(trusts_proxy: bool, request: &request::Parts) -> Option<IpAddr> {
    let forwarded = trusts_proxy.then(|| forwarded(request)).flatten();
    forwarded.or_else(|| peer(request))
}

/// Only the last entry is the proxy's own word; those before it are the client's.
fn forwarded(request: &request::Parts) -> Option<IpAddr> {
    let header = request.headers.get_all(FORWARDED_FOR).iter().next_back()?;
    let entry = header.to_str().ok()?.rsplit(',').next()?.trim();
    // Some proxies name the port as well.
    let address = entry.parse().ok();
    address.or_else(|| entry.parse().ok().map(|socket: SocketAddr| socket.ip()))
}

fn peer(request: &request::Parts) -> Option<IpAddr> {
    #[cfg(feature = "axum")]
    if let Some(connection) = request
        .extensions
        .get::<axum::extract::ConnectInfo<SocketAddr>>()
    {
        return Some(connection.0.ip());
    }
    request.extensions.get::<SocketAddr>().map(SocketAddr::ip)
}

#[cfg(test)]
mod tests {
    use http::Request;

    use super::*;

    fn found(trusts_proxy: bool, headers: &[&str], peer: Option<&str>) -> Option<String> {
        let mut request = Request::new(());
        for value in headers {
            let value = value.parse().unwrap();
            request.headers_mut().append(FORWARDED_FOR, value);
        }
        if let Some(peer) = peer {
            let peer: SocketAddr = peer.parse().unwrap();
            request.extensions_mut().insert(peer);
        }
        let (parts, ()) = request.into_parts();
        client_address(trusts_proxy, &parts).map(|address| address.to_string())
    }

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        let peer = Some("192.0.2.1:5000");
        for (trusts_proxy, headers, peer, address) in [
            (false, &["203.0.113.7"][..], peer, Some("192.0.2.1")),
            (false, &[], None, None),
            (true, &["203.0.113.7"], peer, Some("203.0.113.7")),
            (true, &["10.0.0.1, 203.0.113.7"], peer, Some("203.0.113.7")),
            (
                true,
                &["10.0.0.1", "203.0.113.7"],
                peer,
                Some("203.0.113.7"),
            ),
            (true, &["203.0.113.7:61000"], peer, Some("203.0.113.7")),
            (true, &["2001:db8::1"], peer, Some("2001:db8::1")),
            (true, &["[2001:db8::1]:61000"], peer, Some("2001:db8::1")),
            (true, &["unknown"], peer, Some("192.0.2.1")),
            (true, &[], peer, Some("192.0.2.1")),
        ] {
            let found = found(trusts_proxy, headers, peer);
            assert_eq!(found.as_deref(), address, "{headers:?}");
        }
    }
}
