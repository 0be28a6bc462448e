//! What can go wrong between the kiosk and central, in words that carry no private data.

use std::time::Duration;

/// Why an exchange with central failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClientError {
    /// No connection, or it was cut.
    #[error("central cannot be reached")]
    Unreachable,
    /// No answer in time.
    #[error("central did not answer in time")]
    Timeout,
    /// The certificate, or what was spoken in place of TLS, was not accepted.
    #[error("no safe connection to central: {0}")]
    Tls(String),
    /// The sign-in was refused, also with a new token.
    #[error("central refused the sign-in: check this kiosk's enrollment")]
    Unauthorized,
    /// Signed in, but not allowed.
    #[error("central does not allow this: check the scopes granted to this kiosk")]
    Forbidden,
    /// The token does not cover what the kiosk must do.
    #[error("central granted too little: {} is missing", missing.join(", "))]
    Scope {
        /// The scopes that are missing.
        missing: Vec<String>,
    },
    /// Central does not take the kind of key that this kiosk has.
    #[error(
        "central does not accept {ours} signatures (it accepts {}): give this kiosk a key of that kind, or let central accept {ours}",
        accepted.join(", ")
    )]
    Algorithm {
        /// What the kiosk's key signs with.
        ours: &'static str,
        /// What central lists.
        accepted: Vec<String>,
    },
    /// There is no such resource, or no more.
    #[error("central does not have it")]
    NotFound,
    /// Somebody else changed it, or several match (409, 412).
    #[error("central has another version")]
    Conflict,
    /// The request is not acceptable and will not be later.
    #[error("central rejected it: {status} {}", outcome.as_deref().unwrap_or("without a reason"))]
    Rejected {
        /// The HTTP status.
        status: u16,
        /// The first issue's code and element, never its words.
        outcome: Option<String>,
    },
    /// Too many requests.
    #[error("central asks to slow down")]
    RateLimited {
        /// When to come back.
        retry_after: Option<Duration>,
    },
    /// The server failed.
    #[error("central failed: {status}")]
    Server {
        /// The HTTP status.
        status: u16,
        /// When to come back.
        retry_after: Option<Duration>,
    },
    /// The answer is not what FHIR says.
    #[error("central's answer cannot be read: {0}")]
    Malformed(&'static str),
    /// Central pointed to another host.
    #[error(
        "central pointed to another address, which is refused: check its address in the configuration, and the network"
    )]
    OtherHost,
    /// The configuration cannot be used.
    #[error("the configuration of central cannot be used: {0}")]
    Configuration(String),
}

impl ClientError {
    /// Whether the same request may succeed later.
    pub fn is_transient(&self) -> bool {
        matches!(
            self,
            Self::Unreachable
                | Self::Timeout
                | Self::Tls(_)
                | Self::RateLimited { .. }
                | Self::Server { .. }
                | Self::Malformed(_)
                | Self::OtherHost
        )
    }

    /// Whether staff must mend the enrollment or the certificate before anything can be sent.
    pub fn needs_staff(&self) -> bool {
        matches!(
            self,
            Self::Tls(_)
                | Self::Unauthorized
                | Self::Forbidden
                | Self::Scope { .. }
                | Self::Algorithm { .. }
                | Self::OtherHost
                | Self::Configuration(_)
        )
    }

    /// When central asked to come back.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::RateLimited { retry_after } | Self::Server { retry_after, .. } => *retry_after,
            _ => None,
        }
    }
}
