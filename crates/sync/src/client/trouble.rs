//! What a failed exchange means, without the transport's own words, which name addresses and may name more.

use std::error::Error;

use crate::client::ClientError;

/// The transport's error without its text, which names addresses and may name more.
pub(super) fn translate(error: &reqwest::Error) -> ClientError {
    let mut source: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(cause) = source {
        if let Some(tls) = cause.downcast_ref::<rustls::Error>() {
            return tls_error(tls);
        }
        source = match cause.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => cause.source(),
        };
    }
    if error.is_timeout() {
        ClientError::Timeout
    } else if error.is_builder() {
        ClientError::Configuration("a request could not be built".to_owned())
    } else {
        ClientError::Unreachable
    }
}

fn tls_error(error: &rustls::Error) -> ClientError {
    use rustls::CertificateError as Certificate;

    let reason = match error {
        rustls::Error::InvalidCertificate(Certificate::Expired | Certificate::ExpiredContext { .. }) => {
            "it has expired: check the date of this kiosk, and renew central's certificate"
        }
        rustls::Error::InvalidCertificate(Certificate::NotValidYet | Certificate::NotValidYetContext { .. }) => {
            "it is not valid yet: check the date of this kiosk"
        }
        // A bad signature is what an authority of the same name with another key gives: central was set up anew.
        rustls::Error::InvalidCertificate(Certificate::UnknownIssuer | Certificate::BadSignature) => {
            "its issuer is not trusted: give this kiosk the certificate of the authority that central uses now"
        }
        rustls::Error::InvalidCertificate(
            Certificate::NotValidForName | Certificate::NotValidForNameContext { .. },
        ) => "it is for another name: check the address of central in the configuration",
        rustls::Error::InvalidCertificate(Certificate::Revoked) => "it was revoked: central needs a new one",
        rustls::Error::InvalidCertificate(_) => "it is not valid: central needs another one",
        rustls::Error::PeerIncompatible(_)
        | rustls::Error::AlertReceived(rustls::AlertDescription::ProtocolVersion) => {
            return tls("it offers no TLS that is safe today: it must speak TLS 1.2 or 1.3");
        }
        rustls::Error::InvalidMessage(rustls::InvalidMessage::InvalidContentType) => {
            return tls("what answers there speaks no TLS: check the address and the port of central");
        }
        // A cut or garbled handshake is a broken line, not a wrong certificate.
        _ => return ClientError::Unreachable,
    };

    tls(&format!("its certificate was refused: {reason}"))
}

fn tls(reason: &str) -> ClientError {
    ClientError::Tls(reason.to_owned())
}
