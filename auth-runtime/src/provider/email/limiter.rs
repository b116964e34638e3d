use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use sha2::{Digest as _, Sha256};

use self::window::{Key, Window};
use super::EmailAddress;
use crate::Timestamp;

mod window;

/// How many mails each limit remembers: some megabytes, and one mail in 55 milliseconds for an hour.
const REMEMBERED: usize = 65_536;

/// How many mails in how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Limit {
    pub(super) count: u32,
    /// In whole seconds.
    pub(super) period: Duration,
}

/// Whether a mail may be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Allowance {
    /// It may, and it counts.
    Send,
    /// The address has had as many as it gets.
    TooManyForAddress,
    /// The client has caused as many as it may.
    TooManyForClient,
}

/// What was sent lately, to whom and for whom.
///
/// It is in memory: each process counts for itself, and a restart forgets.
pub(super) struct Limiter(Mutex<Counts>);

struct Counts {
    addresses: Window,
    clients: Window,
}

impl Limiter {
    pub(super) fn new(per_address: Limit, per_client: Limit) -> Self {
        Self(Mutex::new(Counts {
            addresses: Window::new(per_address, REMEMBERED),
            clients: Window::new(per_client, REMEMBERED),
        }))
    }

    /// Whether a mail may be sent, which counts it. One that is refused does not count.
    ///
    /// The client comes first: one that is over its limit learns nothing about addresses.
    pub(super) fn admit(
        &self,
        address: &EmailAddress,
        client: Option<IpAddr>,
        now: Timestamp,
    ) -> Allowance {
        let address = mailbox(address);
        let client = client.map(network);
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if client.is_some_and(|client| !counts.clients.has_room(&client, now)) {
            return Allowance::TooManyForClient;
        }
        if !counts.addresses.has_room(&address, now) {
            return Allowance::TooManyForAddress;
        }
        counts.addresses.count(address, now);
        if let Some(client) = client {
            counts.clients.count(client, now);
        }
        Allowance::Send
    }
}

/// Whose mailbox it is: `ada+x@` and `ada+y@` are both of `ada@`.
fn mailbox(address: &EmailAddress) -> Key {
    let local = address.local_part();
    let name = match local.split_once('+') {
        Some((name, _)) if !name.is_empty() => name,
        _ => local,
    };
    let digest = Sha256::new()
        .chain_update(name)
        .chain_update("@")
        .chain_update(address.domain())
        .finalize();
    std::array::from_fn(|index| digest[index])
}

/// Whose network it is: a subscriber with IPv6 has 64 bits of addresses or more (RFC 6177).
fn network(client: IpAddr) -> Key {
    match client.to_canonical() {
        IpAddr::V4(client) => client.to_ipv6_mapped().octets(),
        IpAddr::V6(client) => Ipv6Addr::from_bits(client.to_bits() >> 64 << 64).octets(),
    }
}

#[cfg(test)]
mod tests;
