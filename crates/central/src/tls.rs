//! The central's own certificate authority, kept beside its data, and the server certificate that it signs.

use std::{
    fs, io,
    net::IpAddr,
    path::{Path, PathBuf},
    sync::Arc,
};

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose,
    date_time_ymd,
};
use rustls::{
    ServerConfig,
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
};

use crate::{Error, secrets};

/// Names that every server certificate covers.
const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "::1"];

/// The certificate authority, and a TLS configuration with a fresh server certificate.
pub(crate) struct Identity {
    pub ca_path: PathBuf,
    pub ca_pem: String,
    pub config: Arc<ServerConfig>,
}

/// Loads the certificate authority, or makes one, and signs a certificate for the loopback names and those given.
pub(crate) fn identity(data: &Path, host_names: &[String]) -> Result<Identity, Error> {
    let (ca_path, key_path) = (data.join("ca.pem"), data.join("ca.key"));
    let (key_pem, is_new) = match fs::read_to_string(&key_path) {
        Ok(pem) => (pem, false),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let pem = KeyPair::generate()?.serialize_pem();
            secrets::write_private(&key_path, &pem)?;
            (pem, true)
        }
        Err(error) => return Err(error.into()),
    };
    let ca_key = KeyPair::from_pem(&key_pem)?;
    let ca_pem = match fs::read_to_string(&ca_path) {
        // A certificate of another key, or one that a crash cut off, would be believed by nobody.
        Ok(pem) if !is_new && pem.trim_end().ends_with("-----END CERTIFICATE-----") => pem,
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        _ => {
            let pem = authority()?.self_signed(&ca_key)?.pem();
            secrets::write_public(&ca_path, &pem)?;
            pem
        }
    };
    let issuer = Issuer::new(authority()?, ca_key);
    let server_key = KeyPair::generate()?;
    let certificate = server(host_names)?.signed_by(&server_key, &issuer)?;
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(server_key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];

    Ok(Identity {
        ca_path,
        ca_pem,
        config: Arc::new(config),
    })
}

/// The same parameters at every start: the key is what persists, and the name has to agree with the stored certificate.
fn authority() -> Result<CertificateParams, rcgen::Error> {
    let mut params = CertificateParams::new(Vec::<String>::new())?;
    params
        .distinguished_name
        .push(DnType::CommonName, "Portico embedded central CA");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.not_before = date_time_ymd(2024, 1, 1);
    params.not_after = date_time_ymd(2044, 1, 1);

    Ok(params)
}

fn server(host_names: &[String]) -> Result<CertificateParams, Error> {
    let names: Vec<String> = LOOPBACK
        .iter()
        .map(|name| (*name).to_owned())
        .chain(host_names.iter().cloned())
        .collect();
    let mut params = CertificateParams::new(names)?;
    params
        .distinguished_name
        .push(DnType::CommonName, "Portico embedded central");
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.use_authority_key_identifier_extension = true;
    let today = jiff::Zoned::now().date();
    let begin = today.saturating_sub(jiff::Span::new().days(2));
    let end = today.saturating_add(jiff::Span::new().days(820));
    params.not_before = date_time_ymd(
        begin.year().into(),
        begin.month().unsigned_abs(),
        begin.day().unsigned_abs(),
    );
    params.not_after = date_time_ymd(end.year().into(), end.month().unsigned_abs(), end.day().unsigned_abs());

    Ok(params)
}

/// Every `https://name:port` by which the server may be called.
pub(crate) fn origins(host_names: &[String], port: u16) -> Vec<String> {
    ["127.0.0.1", "localhost", "::1"]
        .into_iter()
        .chain(host_names.iter().map(String::as_str))
        .flat_map(|name| {
            let host = match name.parse::<IpAddr>() {
                Ok(IpAddr::V6(address)) => format!("[{address}]"),
                _ => name.to_ascii_lowercase(),
            };
            let with_port = format!("https://{host}:{port}");

            if port == 443 {
                vec![format!("https://{host}"), with_port]
            } else {
                vec![with_port]
            }
        })
        .collect()
}
