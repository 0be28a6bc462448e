use std::{path::PathBuf, str::FromStr};

use super::{Printer, folder::Folder, ipp::Ipp, zpl::Zpl};

/// The port on which label printers listen for raw data.
const RAW_PORT: u16 = 9100;

/// Where papers go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// Files in a folder.
    Folder(PathBuf),
    /// A printer or print server, by its IPP address.
    Ipp(String),
    /// A label printer that takes ZPL on a raw TCP port.
    Zpl {
        /// Its name or address.
        host: String,
        /// Its port, usually 9100.
        port: u16,
    },
}

/// Why a text is not a destination.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DestinationError {
    /// Nothing was given.
    #[error("a printer is a folder, ipp://host/path or zpl://host:port")]
    Empty,
    /// The host is missing or cannot be one.
    #[error("the printer's host is missing or not valid")]
    Host,
    /// The port is not a number from 1 to 65535.
    #[error("the printer's port is not valid")]
    Port,
    /// A scheme that no printer here speaks.
    #[error("printers are reached by folder:, ipp: or zpl:")]
    Scheme,
}

impl FromStr for Destination {
    type Err = DestinationError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();

        if text.is_empty() {
            return Err(DestinationError::Empty);
        }
        if let Some(path) = text.strip_prefix("folder:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            return if path.is_empty() {
                Err(DestinationError::Empty)
            } else {
                Ok(Self::Folder(path.into()))
            };
        }
        if let Some(rest) = text.strip_prefix("ipp://") {
            split_authority(rest, 631)?;
            return Ok(Self::Ipp(text.to_owned()));
        }
        if let Some(rest) = text.strip_prefix("zpl://") {
            let (host, port) = split_authority(rest, RAW_PORT)?;
            return Ok(Self::Zpl { host, port });
        }
        if text.contains("://") {
            return Err(DestinationError::Scheme);
        }

        Ok(Self::Folder(text.into()))
    }
}

impl Destination {
    /// The printer that stands there. Nothing is opened before it is used.
    pub fn printer(&self) -> Box<dyn Printer> {
        match self {
            Self::Folder(path) => Box::new(Folder::new(path.clone())),
            Self::Ipp(uri) => Box::new(Ipp::new(uri.clone())),
            Self::Zpl { host, port } => Box::new(Zpl::new(host.clone(), *port)),
        }
    }
}

/// Host and port of `host[:port][/path]`; an IPv6 host stands in brackets.
pub(super) fn split_authority(rest: &str, default_port: u16) -> Result<(String, u16), DestinationError> {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    // A name and password in the address would show in descriptions and logs.
    if authority.contains('@') {
        return Err(DestinationError::Host);
    }
    let (host, port) = match authority.strip_prefix('[') {
        Some(bracketed) => {
            let (host, after) = bracketed.split_once(']').ok_or(DestinationError::Host)?;
            (
                host,
                after
                    .strip_prefix(':')
                    .or(if after.is_empty() { None } else { Some(after) }),
            )
        }
        None => match authority.rsplit_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (authority, None),
        },
    };

    if host.is_empty() || host.chars().any(|letter| letter.is_whitespace() || letter.is_control()) {
        return Err(DestinationError::Host);
    }
    let port = match port {
        Some(port) => port.parse().map_err(|_| DestinationError::Port)?,
        None => default_port,
    };

    if port == 0 {
        Err(DestinationError::Port)
    } else {
        Ok((host.to_owned(), port))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    #[test]
    fn a_destination_is_read_as_an_operator_writes_it() {
        let zpl = |host: &str, port| Destination::Zpl {
            host: host.to_owned(),
            port,
        };

        for (text, expected) in [
            ("papers", Destination::Folder("papers".into())),
            ("/var/spool/papers", Destination::Folder("/var/spool/papers".into())),
            ("folder:papers/today", Destination::Folder("papers/today".into())),
            ("folder:///srv/papers", Destination::Folder("/srv/papers".into())),
            (
                "ipp://localhost:8631/ipp/print",
                Destination::Ipp("ipp://localhost:8631/ipp/print".into()),
            ),
            (" ipp://printer ", Destination::Ipp("ipp://printer".into())),
            ("zpl://10.0.0.7:6101", zpl("10.0.0.7", 6101)),
            ("zpl://bands", zpl("bands", 9100)),
            ("zpl://[::1]:9101", zpl("::1", 9101)),
        ] {
            assert!(text.parse() == Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_destination_is_refused_with_the_reason() {
        for (text, expected) in [
            ("", DestinationError::Empty),
            ("folder:", DestinationError::Empty),
            ("ipp:///print", DestinationError::Host),
            ("ipp://user:secret@printer/", DestinationError::Host),
            ("zpl://:9100", DestinationError::Host),
            ("zpl://bands:0", DestinationError::Port),
            ("zpl://bands:99999", DestinationError::Port),
            ("lpd://bands", DestinationError::Scheme),
        ] {
            assert!(text.parse::<Destination>() == Err(expected), "{text}");
        }
    }
}
