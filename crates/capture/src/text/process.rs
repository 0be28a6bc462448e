//! Runs a program with bounds: on its time and on what it prints.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::ReadError;

/// The most output that is listened to: a card has some hundred words of some fifty bytes.
const MAX_OUTPUT: u64 = 2 * 1024 * 1024;

/// Runs a program with input, and returns what it prints, within a time and a size.
pub(crate) fn run(mut command: Command, input: Vec<u8>, timeout: Duration) -> Result<String, ReadError> {
    let deadline = Instant::now() + timeout;
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => ReadError::Missing,
            _ => ReadError::NotStarted(error),
        })?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let (sender, receiver) = mpsc::channel();

    // Both ends at once: a program that prints before it has read everything would block on a full pipe. The threads
    // are not joined: a grandchild may keep a pipe open longer than we care to wait.
    thread::spawn(move || {
        if let Some(mut stdin) = stdin {
            // A program that closes its input early says so by its exit status.
            let _ = stdin.write_all(&input);
        }
    });
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = stdout.map(|stdout| stdout.take(MAX_OUTPUT).read_to_end(&mut bytes));
        let _ = sender.send(read.is_some_and(|read| read.is_ok()).then_some(bytes));
    });

    let Ok(output) = receiver.recv_timeout(deadline.saturating_duration_since(Instant::now())) else {
        stop(&mut child);
        return Err(ReadError::TooSlow);
    };

    match output {
        Some(bytes) if wait(&mut child, deadline)? => Ok(String::from_utf8_lossy(&bytes).into_owned()),
        _ => {
            stop(&mut child);
            Err(ReadError::Failed)
        }
    }
}

/// Waits for the end of a program that has closed its output.
fn wait(child: &mut Child, deadline: Instant) -> Result<bool, ReadError> {
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(status.success()),
            Ok(None) if Instant::now() < deadline => thread::sleep(Duration::from_millis(1)),
            Ok(None) => {
                stop(child);
                return Err(ReadError::TooSlow);
            }
            Err(_) => {
                stop(child);
                return Err(ReadError::Failed);
            }
        }
    }
}

fn stop(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}
