use std::{
    io::ErrorKind,
    net::{SocketAddr, TcpStream, ToSocketAddrs},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use super::{CONNECT_TIMEOUT, PrintError};

/// Opens a connection, within the time that a printer has for answering a call.
pub(super) fn connect(host: &str, port: u16, until: Instant) -> Result<TcpStream, PrintError> {
    let until = until.min(Instant::now() + CONNECT_TIMEOUT);

    for address in resolve(host, port, until)? {
        if let Ok(stream) = TcpStream::connect_timeout(&address, remaining(until)?) {
            return Ok(stream);
        }
    }

    Err(PrintError::Unreachable)
}

/// What is left of the time, and an error where nothing is.
pub(super) fn remaining(until: Instant) -> Result<Duration, PrintError> {
    let left = until.saturating_duration_since(Instant::now());

    if left.is_zero() {
        Err(PrintError::TimedOut)
    } else {
        Ok(left)
    }
}

pub(super) fn network_error(error: &std::io::Error) -> PrintError {
    match error.kind() {
        ErrorKind::TimedOut | ErrorKind::WouldBlock => PrintError::TimedOut,
        _ => PrintError::Unreachable,
    }
}

/// Looks the host up on a thread of its own, because the system's resolver knows no deadline.
fn resolve(host: &str, port: u16, until: Instant) -> Result<Vec<SocketAddr>, PrintError> {
    let (sender, receiver) = mpsc::channel();
    let host = host.to_owned();
    thread::spawn(move || {
        let found = (host.as_str(), port)
            .to_socket_addrs()
            .map(Iterator::collect)
            .unwrap_or_default();
        // Nobody listens any more when the time was over: nothing to do then.
        let _ = sender.send(found);
    });

    receiver
        .recv_timeout(remaining(until)?)
        .map_err(|_| PrintError::Unreachable)
}
