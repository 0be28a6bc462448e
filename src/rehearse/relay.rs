//! A relay between a rehearsed kiosk and central that can be cut, as a network can.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// Relays TCP on loopback; TLS goes through untouched.
pub struct Relay {
    /// Where the kiosk connects.
    pub address: SocketAddr,
    up: Arc<watch::Sender<bool>>,
}

impl Relay {
    /// Relays to a host and port.
    pub async fn start(host: String, port: u16) -> std::io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let up = Arc::new(watch::Sender::new(true));
        let state = up.clone();
        tokio::spawn(async move {
            while let Ok((kiosk, _)) = listener.accept().await {
                let mut changes = state.subscribe();
                if *changes.borrow() {
                    let host = host.clone();
                    tokio::spawn(async move {
                        tokio::select! {
                            () = carry(kiosk, &host, port) => {}
                            // Cut: the sockets are dropped in the middle of whatever they carried.
                            _ = changes.wait_for(|up| !up) => {}
                        }
                    });
                }
            }
        });

        Ok(Self { address, up })
    }

    /// Cuts every connection and lets no new one through.
    pub fn cut(&self) {
        self.up.send_replace(false);
    }

    /// Lets connections through again.
    pub fn mend(&self) {
        self.up.send_replace(true);
    }
}

async fn carry(mut kiosk: TcpStream, host: &str, port: u16) {
    if let Ok(mut central) = TcpStream::connect((host, port)).await {
        let _ = tokio::io::copy_bidirectional(&mut kiosk, &mut central).await;
    }
}
