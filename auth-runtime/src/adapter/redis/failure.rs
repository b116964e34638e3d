use ::redis::{ErrorKind, RedisError, ServerErrorKind};

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
    if is_dropped(error) {
        return true;
    }
    match error.kind() {
        ErrorKind::Server(kind) => matches!(
            kind,
            ServerErrorKind::BusyLoading
                | ServerErrorKind::TryAgain
                | ServerErrorKind::ClusterDown
                | ServerErrorKind::MasterDown
                // A primary that has become a replica, until the address follows.
                | ServerErrorKind::ReadOnly
        ),
        // No memory, no disk, no replicas, or a script that runs for too long.
        ErrorKind::Extension => {
            let code = error.code().unwrap_or_default();
            ["OOM", "MISCONF", "NOREPLICAS", "BUSY"].contains(&code)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::io;

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
