//! The process that is killed.

use std::{
    io::{BufRead, BufReader, Read},
    net::{SocketAddr, TcpListener},
    path::Path,
    process::{Command, Stdio},
};

use crate::common;

const DATA: &str = "PORTICO_KILLED_DATA";
const PORT: &str = "PORTICO_KILLED_PORT";
const SEEDED: &str = "PORTICO_KILLED_SEEDED";
const READY: &str = "the central listens";

/// A central in a process of its own. It is killed when this is dropped.
pub struct Child {
    process: std::process::Child,
}

impl Child {
    pub fn start(data: &Path, port: u16, seeded: bool) -> Self {
        let process = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "the_central_that_is_killed", "--ignored", "--nocapture"])
            .env(DATA, data)
            .env(PORT, port.to_string())
            .env(SEEDED, if seeded { "yes" } else { "no" })
            .env("RUST_BACKTRACE", "0")
            // When this process dies in whatever way, the child's input ends, and so does the child.
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();

        Self { process }
    }

    pub fn wait_until_listening(&mut self) {
        let output = BufReader::new(self.process.stdout.take().unwrap());
        let listens = output.lines().map_while(Result::ok).any(|line| line.contains(READY));
        assert!(listens, "the central did not start after it was killed");
    }

    /// SIGKILL: nothing of it gets to tidy up.
    pub fn kill(&mut self) {
        let ended = self.process.try_wait().unwrap();
        assert!(ended.is_none(), "the central ended by itself: {ended:?}");
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A port that nobody has now. Every start is on the same one: kiosks know where central is.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// The child's whole life.
pub fn run() {
    let (Ok(data), Ok(port)) = (std::env::var(DATA), std::env::var(PORT)) else {
        return;
    };
    std::thread::spawn(|| {
        let mut rest = Vec::new();
        let _ = std::io::stdin().read_to_end(&mut rest);
        std::process::exit(0);
    });
    let mut options = common::options(Path::new(&data));
    options.listen = SocketAddr::from(([127, 0, 0, 1], port.parse().unwrap()));
    if std::env::var(SEEDED).is_ok_and(|seeded| seeded == "yes") {
        options.seed = Some(portico_central::demo_seed().to_vec());
    }
    options.clients.push(portico_central::Client {
        id: "kiosk-1".to_owned(),
        jwks: common::Key::known().jwks(),
    });
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let mut central = portico_central::start(options).await.unwrap();
        println!("{READY}");
        central.stopped().await;
    });
}
