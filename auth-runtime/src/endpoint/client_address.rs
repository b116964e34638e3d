use std::net::{IpAddr, SocketAddr};

use http::{HeaderName, request};

use crate::origin::OriginPolicy;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The address of the client, for limits: what a trusted proxy says, else where the connection comes
/// from, if the server has put it into the request's extensions as axum's `ConnectInfo` or as a
/// `SocketAddr`.
pub(super) fn client_address(origin: &OriginPolicy, request: &request::Parts) -> Option<IpAddr> {
    if *origin == OriginPolicy::Forwarded {
        // Only the last entry is the proxy's own word; those before it are the client's.
        let header = request.headers.get_all(FORWARDED_FOR).iter().next_back()?;
        return header
            .to_str()
            .ok()?
            .rsplit(',')
            .next()?
            .trim()
            .parse()
            .ok();
    }
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

    fn found(origin: &OriginPolicy, headers: &[&str], peer: Option<&str>) -> Option<String> {
        let mut request = Request::new(());
        for value in headers {
            request
                .headers_mut()
                .append(FORWARDED_FOR, value.parse().unwrap());
        }
        if let Some(peer) = peer {
            request
                .extensions_mut()
                .insert(peer.parse::<SocketAddr>().unwrap());
        }
        let (parts, ()) = request.into_parts();
        client_address(origin, &parts).map(|address| address.to_string())
    }

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        let peer = Some("192.0.2.1:5000");
        for (origin, headers, peer, address) in [
            (
                OriginPolicy::Loopback,
                &["203.0.113.7"][..],
                peer,
                Some("192.0.2.1"),
            ),
            (OriginPolicy::Loopback, &[], None, None),
            (
                OriginPolicy::Forwarded,
                &["203.0.113.7"],
                peer,
                Some("203.0.113.7"),
            ),
            (
                OriginPolicy::Forwarded,
                &["10.0.0.1, 203.0.113.7"],
                peer,
                Some("203.0.113.7"),
            ),
            (
                OriginPolicy::Forwarded,
                &["10.0.0.1", "203.0.113.7"],
                peer,
                Some("203.0.113.7"),
            ),
            (
                OriginPolicy::Forwarded,
                &["2001:db8::1"],
                peer,
                Some("2001:db8::1"),
            ),
            (OriginPolicy::Forwarded, &["unknown"], peer, None),
            (OriginPolicy::Forwarded, &[], peer, None),
        ] {
            assert_eq!(
                found(&origin, headers, peer).as_deref(),
                address,
                "{headers:?}"
            );
        }
    }
}
