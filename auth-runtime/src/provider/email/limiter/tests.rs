use super::*;

const HOUR: Duration = Duration::from_secs(3600);

fn limiter(per_address: u32, per_client: u32) -> Limiter {
    let limit = |count| Limit {
        count,
        period: HOUR,
    };
    Limiter::new(limit(per_address), limit(per_client))
}

fn admit(limiter: &Limiter, address: &str, client: Option<&str>, seconds: i64) -> Allowance {
    let client = client.map(|client| client.parse().unwrap());
    let now = Timestamp::from_unix_seconds(seconds);
    limiter.admit(&address.parse().unwrap(), client, now)
}

#[test]
fn a_hundred_requests_in_a_minute_send_what_the_address_may_have() {
    let limiter = limiter(5, 1000);
    let sent = (0..100).filter(|request| {
        let client = format!("192.0.2.{request}");
        let seconds = request * 60 / 100;
        admit(&limiter, "ada@example.com", Some(&client), seconds) == Allowance::Send
    });
    assert_eq!(sent.count(), 5);
    assert_eq!(
        admit(&limiter, "ada@example.com", None, 60),
        Allowance::TooManyForAddress
    );
    assert_eq!(
        admit(&limiter, "eve@example.com", None, 60),
        Allowance::Send
    );
    assert_eq!(
        admit(&limiter, "ada@example.com", None, 3660),
        Allowance::Send
    );
}

#[test]
fn threads_together_send_what_one_may() {
    let limiter = limiter(5, 1000);
    let sent = std::thread::scope(|scope| {
        let ask = || {
            (0..25)
                .filter(|_| admit(&limiter, "ada@example.com", None, 0) == Allowance::Send)
                .count()
        };
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(ask)).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .sum::<usize>()
    });
    assert_eq!(sent, 5);
}

#[test]
fn spellings_of_one_mailbox_count_together() {
    for (first, second, is_one) in [
        ("ada@example.com", "ADA@Example.com", true),
        ("ada@example.com", "ada+x@example.com", true),
        ("ada+x@example.com", "ada+y+z@example.com", true),
        ("ada@bücher.example", "ada@xn--bcher-kva.example", true),
        ("ada@example.com", "ada@example.org", false),
        ("ada@example.com", "ad.a@example.com", false),
        ("+x@example.com", "+y@example.com", false),
    ] {
        let limiter = limiter(1, 1000);
        assert_eq!(admit(&limiter, first, None, 0), Allowance::Send);
        let is_refused = admit(&limiter, second, None, 0) == Allowance::TooManyForAddress;
        assert_eq!(is_refused, is_one, "{first} and {second}");
    }
}

#[test]
fn addresses_of_one_network_count_together() {
    for (first, second, is_one) in [
        ("192.0.2.1", "192.0.2.1", true),
        ("192.0.2.1", "192.0.2.2", false),
        ("192.0.2.1", "::ffff:192.0.2.1", true),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", false),
        ("2001:db8::1", "2001:db8::ffff:ffff:ffff:ffff", true),
        ("2001:db8::1", "2001:db8:0:1::1", false),
    ] {
        let limiter = limiter(1000, 1);
        let of = |client| admit(&limiter, "ada@example.com", Some(client), 0);
        assert_eq!(of(first), Allowance::Send);
        let is_refused = of(second) == Allowance::TooManyForClient;
        assert_eq!(is_refused, is_one, "{first} and {second}");
    }
}

#[test]
fn a_mail_that_is_refused_does_not_count() {
    let limiter = limiter(1, 2);
    let of = |address| admit(&limiter, address, Some("192.0.2.1"), 0);
    assert_eq!(of("ada@example.com"), Allowance::Send);
    assert_eq!(of("ada@example.com"), Allowance::TooManyForAddress);
    assert_eq!(of("eve@example.com"), Allowance::Send);
    assert_eq!(of("bob@example.com"), Allowance::TooManyForClient);
    // The client's refusal comes first, and has not counted for the address.
    assert_eq!(of("ada@example.com"), Allowance::TooManyForClient);
    assert_eq!(admit(&limiter, "bob@example.com", None, 0), Allowance::Send);
}
