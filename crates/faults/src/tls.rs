//! The proxy's own authority, the certificate it presents, and those that must be refused.

use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose,
    date_time_ymd,
};
use rustls::ServerConfig;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use crate::fault::Forged;
use crate::proxy::ProxyError;

/// What the proxy can present.
pub(crate) struct Identities {
    pub(crate) ca_pem: String,
    pub(crate) right: Arc<ServerConfig>,
    stranger: Arc<ServerConfig>,
    expired: Arc<ServerConfig>,
    other_host: Arc<ServerConfig>,
}

impl Identities {
    /// Makes an authority and every certificate, for the loopback names and these.
    pub(crate) fn new(host_names: &[String]) -> Result<Self, ProxyError> {
        let names: Vec<String> = ["localhost", "127.0.0.1", "::1"]
            .into_iter()
            .map(str::to_owned)
            .chain(host_names.iter().cloned())
            .collect();
        let (ca_pem, issuer) = authority("Portico faults CA")?;
        let (_, stranger) = authority("Portico faults CA")?;

        Ok(Self {
            ca_pem,
            right: server(&issuer, &names, 2044)?,
            stranger: server(&stranger, &names, 2044)?,
            expired: server(&issuer, &names, 2025)?,
            other_host: server(&issuer, &["elsewhere.example.org".to_owned()], 2044)?,
        })
    }

    pub(crate) fn forged(&self, forged: Forged) -> Arc<ServerConfig> {
        match forged {
            Forged::Stranger => self.stranger.clone(),
            Forged::Expired => self.expired.clone(),
            Forged::OtherHost => self.other_host.clone(),
        }
    }
}

fn authority(name: &str) -> Result<(String, Issuer<'static, KeyPair>), ProxyError> {
    let mut params = CertificateParams::new(Vec::<String>::new())?;
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.not_before = date_time_ymd(2024, 1, 1);
    params.not_after = date_time_ymd(2044, 1, 1);
    let key = KeyPair::generate()?;
    let pem = params.self_signed(&key)?.pem();

    Ok((pem, Issuer::new(params, key)))
}

/// A certificate that is good until the first day of a year.
fn server(issuer: &Issuer<'_, KeyPair>, names: &[String], until: i32) -> Result<Arc<ServerConfig>, ProxyError> {
    let mut params = CertificateParams::new(names.to_vec())?;
    params.distinguished_name.push(DnType::CommonName, "Portico faults");
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.use_authority_key_identifier_extension = true;
    params.not_before = date_time_ymd(2024, 1, 1);
    params.not_after = date_time_ymd(until, 1, 1);
    let key = KeyPair::generate()?;
    let certificate = params.signed_by(&key, issuer)?;
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];

    Ok(Arc::new(config))
}
