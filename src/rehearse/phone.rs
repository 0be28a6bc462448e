//! The persona's own phone: opens the payment link and pays.

use std::time::Duration;

/// What went wrong on the phone.
#[derive(Debug, thiserror::Error)]
pub enum PhoneError {
    /// The authority's certificate makes no sense, or the page did not answer.
    #[error("the payment page did not answer: {0}")]
    Http(#[from] reqwest::Error),
    /// The page answered with something else than a page.
    #[error("the payment page answered {0}")]
    Refused(u16),
}

/// Opens a link as a phone would that trusts the central's authority, and pays.
pub async fn pay(link: &str, authority: Option<&[u8]>) -> Result<(), PhoneError> {
    let mut builder = reqwest::Client::builder().timeout(Duration::from_secs(10));
    if let Some(authority) = authority {
        builder = builder.tls_certs_only([reqwest::Certificate::from_pem(authority)?]);
    }
    let phone = builder.build()?;
    let page = phone.get(link).send().await?;
    if !page.status().is_success() {
        return Err(PhoneError::Refused(page.status().as_u16()));
    }
    let paid = phone.post(link).send().await?;
    if paid.status().is_client_error() || paid.status().is_server_error() {
        return Err(PhoneError::Refused(paid.status().as_u16()));
    }

    Ok(())
}
