use std::sync::atomic::{AtomicU32, Ordering};

use super::super::fake::clock;
use super::*;

const HOUR: Duration = Duration::from_secs(3600);

/// A document that is a number, and how often it was asked for.
struct Source {
    fetched: Fetched<u32>,
    clock: Clock,
    asked: AtomicU32,
    is_away: std::sync::atomic::AtomicBool,
}

impl Source {
    fn new() -> Self {
        Self {
            fetched: Fetched::new(HOUR, 2 * HOUR),
            clock: clock(),
            asked: AtomicU32::new(0),
            is_away: false.into(),
        }
    }

    async fn fetch(&self) -> Result<u32, OAuthError> {
        let number = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
        tokio::task::yield_now().await;
        if self.is_away.load(Ordering::SeqCst) {
            return Err(OAuthError::Unreachable {
                host: "issuer.example".to_owned(),
                reason: "it is away".to_owned(),
            });
        }
        Ok(number)
    }

    async fn get(&self) -> Option<u32> {
        let found = self.fetched.get(&self.clock, self.fetch()).await;
        found.ok().map(|number| *number)
    }

    async fn renew(&self, seen: u32) -> u32 {
        let seen = match self.fetched.known(self.clock.now()) {
            Some(Ok(known)) if *known == seen => known,
            _ => Arc::new(seen),
        };
        let found = self.fetched.renew(&self.clock, &seen, self.fetch()).await;
        *found.unwrap()
    }

    fn asked(&self) -> u32 {
        self.asked.load(Ordering::SeqCst)
    }
}

#[tokio::test]
async fn many_waiters_ask_once() {
    let source = Arc::new(Source::new());
    let waiters: Vec<_> = (0..50)
        .map(|_| {
            let source = Arc::clone(&source);
            tokio::spawn(async move { source.get().await })
        })
        .collect();
    for waiter in waiters {
        assert_eq!(waiter.await.unwrap(), Some(1));
    }
    assert_eq!(source.asked(), 1);
}

#[tokio::test]
async fn it_is_fetched_again_when_it_is_old() {
    let source = Source::new();
    assert_eq!(source.get().await, Some(1));
    source.clock.advance(Duration::from_secs(3599));
    assert_eq!(source.get().await, Some(1));
    source.clock.advance(Duration::from_secs(1));
    assert_eq!(source.get().await, Some(2));
}

#[tokio::test]
async fn a_failure_is_the_answer_for_a_few_seconds() {
    let source = Source::new();
    source.is_away.store(true, Ordering::SeqCst);
    for _ in 0..10 {
        assert_eq!(source.get().await, None);
    }
    assert_eq!(source.asked(), 1);
    source.is_away.store(false, Ordering::SeqCst);
    source.clock.advance(FAILED);
    assert_eq!(source.get().await, Some(2));
}

#[tokio::test]
async fn the_old_one_goes_on_for_a_while() {
    let source = Source::new();
    source.get().await;
    source.is_away.store(true, Ordering::SeqCst);
    source.clock.advance(HOUR);
    for _ in 0..10 {
        assert_eq!(source.get().await, Some(1));
    }
    assert_eq!(source.asked(), 2);
    source.clock.advance(HOUR);
    assert_eq!(source.get().await, None);
}

#[tokio::test]
async fn made_up_keys_do_not_hammer_the_provider() {
    let source = Source::new();
    source.get().await;
    assert_eq!(source.renew(1).await, 2);
    // Who has seen the one before has the new one without asking, and who has seen the new one waits.
    assert_eq!(source.renew(1).await, 2);
    for _ in 0..10 {
        assert_eq!(source.renew(2).await, 2);
    }
    source.clock.advance(RENEWED);
    assert_eq!(source.renew(2).await, 3);
    assert_eq!(source.asked(), 3);
}

#[tokio::test]
async fn a_renewal_that_fails_keeps_what_is_there() {
    let source = Source::new();
    source.get().await;
    source.is_away.store(true, Ordering::SeqCst);
    for _ in 0..10 {
        assert_eq!(source.renew(1).await, 1);
    }
    assert_eq!(source.asked(), 2);
    source.is_away.store(false, Ordering::SeqCst);
    source.clock.advance(FAILED);
    assert_eq!(source.renew(1).await, 3);
}

#[tokio::test]
async fn a_renewal_that_is_given_up_lets_the_next_one_ask() {
    let source = Source::new();
    source.get().await;
    {
        let mut first = Box::pin(source.renew(1));
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        assert!(first.as_mut().poll(&mut context).is_pending());
    }
    assert_eq!(source.renew(1).await, 3);
}

#[test]
fn without_a_runtime_there_is_an_error() {
    let source = Source::new();
    let mut get = Box::pin(source.fetched.get(&source.clock, source.fetch()));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let polled = get.as_mut().poll(&mut context);
    assert!(matches!(
        polled,
        std::task::Poll::Ready(Err(OAuthError::NoRuntime))
    ));
}

#[tokio::test]
async fn a_waiter_that_goes_away_lets_the_next_one_ask() {
    let source = Source::new();
    {
        let mut first = Box::pin(source.get());
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        assert!(first.as_mut().poll(&mut context).is_pending());
    }
    assert_eq!(source.get().await, Some(2));
}
