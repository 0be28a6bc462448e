//! Bytes that must not be printed and do not outlive their use.

use std::fmt;

use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// A token, a key file or a sealed text in the clear. It is wiped when dropped and never prints itself.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Secret(Vec<u8>);

impl Secret {
    /// Takes the bytes over.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// Takes a text over.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self(text.into().into_bytes())
    }

    /// The bytes, for the one place that needs them.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// The text, when it is one.
    pub fn expose_text(&self) -> Option<&str> {
        std::str::from_utf8(&self.0).ok()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(..)")
    }
}

/// The one random key that the vault keeps. Every other key is derived from it.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct MasterKey([u8; 32]);

impl MasterKey {
    /// A new random key.
    pub fn generate() -> Self {
        let mut bytes = [0_u8; 32];
        rand::fill(&mut bytes);

        Self(bytes)
    }

    /// The key from its 32 stored bytes; `None` for any other length.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Some(Self(bytes.try_into().ok()?))
    }

    /// A key for one purpose, by HKDF-SHA256 (RFC 5869). Different purposes give unrelated keys.
    pub fn subkey(&self, purpose: &str) -> [u8; 32] {
        let mut subkey = [0_u8; 32];
        // Expanding fails only beyond 255 hashes of output; 32 bytes are one.
        let _ = Hkdf::<Sha256>::new(Some(b"portico/1"), &self.0).expand(purpose.as_bytes(), &mut subkey);

        subkey
    }

    /// The bytes to hand to a vault.
    pub(crate) fn bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(self.0.to_vec())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn purposes_give_unrelated_keys_and_the_same_purpose_the_same_key() {
        let key = MasterKey::from_bytes(&[7; 32]).unwrap();

        assert_eq!(key.subkey("outbox"), key.subkey("outbox"));
        assert_ne!(key.subkey("outbox"), key.subkey("drafts"));
        assert_ne!(key.subkey("outbox"), [0; 32]);
        assert_ne!(
            MasterKey::generate().subkey("outbox"),
            MasterKey::generate().subkey("outbox")
        );
    }

    #[test]
    fn a_secret_never_prints_itself() {
        let printed = format!("{:?}", Secret::from_text("token-of-maria"));

        assert_eq!(printed, "Secret(..)");
    }
}
