use ::redis::RedisError;

use crate::adapter::AdapterError;

/// What an error of the client means. Its text holds neither the address nor the password.
pub(super) fn failure(error: RedisError) -> AdapterError {
    if is_away(&error) {
        AdapterError::unavailable(error)
    } else {
        AdapterError::other(error)
    }
}

/// Whether the connection is over, so that another one may do better at once.
pub(super) fn is_dropped(error: &RedisError) -> bool {
    error.is_io_error() || error.is_connection_dropped()
}

/// Whether trying again later helps.
fn is_away(error: &RedisError) -> bool {
    const LATER: &[&str] = &[
        // It starts, or is one of several that agree on who is the first.
        "LOADING",
        "TRYAGAIN",
        "CLUSTERDOWN",
        "MASTERDOWN",
        // A primary that has become a replica, until the address follows.
        "READONLY",
        // No replicas, no memory, no disk, or a script that runs for too long.
        "NOREPLICAS",
        "OOM",
        "MISCONF",
        "BUSY",
    ];

    is_dropped(error) || error.code().is_some_and(|code| LATER.contains(&code))
}

#[cfg(test)]
mod tests {
    use std::io;

    use ::redis::ErrorKind;

    use super::*;

    #[test]
    fn a_server_that_is_away_is_told_from_one_that_refuses() {
        let io = |kind: io::ErrorKind| RedisError::from(io::Error::from(kind));
        let server = |code: &str| ::redis::make_extension_error(code.to_owned(), None);
        for error in [
            io(io::ErrorKind::ConnectionRefused),
            io(io::ErrorKind::BrokenPipe),
            io(io::ErrorKind::TimedOut),
            server("LOADING"),
            server("READONLY"),
            server("OOM"),
            server("MISCONF"),
        ] {
            let text = error.to_string();
            assert!(failure(error).is_unavailable(), "{text}");
        }
        for error in [
            server("WRONGTYPE"),
            server("NOPERM"),
            RedisError::from((ErrorKind::AuthenticationFailed, "no")),
            RedisError::from((ErrorKind::InvalidClientConfig, "no")),
            RedisError::from((ErrorKind::UnexpectedReturnType, "no")),
        ] {
            let text = error.to_string();
            assert!(!failure(error).is_unavailable(), "{text}");
        }
    }
}
