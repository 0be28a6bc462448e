//! Sealing: XChaCha20-Poly1305 with a random 24-byte nonce and the row's identity as associated data.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

const NONCE_LENGTH: usize = 24;

/// The sealed bytes were changed, moved to another place, or belong to another key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("sealed data was changed, moved or belongs to another key")]
pub(crate) struct Broken;

/// Seals and opens with one key. The cipher wipes its key when dropped.
#[derive(Clone)]
pub(crate) struct Sealer(XChaCha20Poly1305);

impl Sealer {
    pub(crate) fn new(key: &[u8; 32]) -> Self {
        Self(XChaCha20Poly1305::new(key.into()))
    }

    /// The nonce followed by the sealed text. `place` says where the result belongs and must be given again to open it.
    pub(crate) fn seal(&self, place: &Place, plain: &[u8]) -> Result<Vec<u8>, Broken> {
        let mut nonce = [0_u8; NONCE_LENGTH];
        rand::fill(&mut nonce);
        let sealed = self
            .0
            .encrypt(
                XNonce::from_slice(&nonce),
                Payload {
                    msg: plain,
                    aad: &place.0,
                },
            )
            .map_err(|_| Broken)?;

        Ok([nonce.as_slice(), sealed.as_slice()].concat())
    }

    pub(crate) fn open(&self, place: &Place, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Broken> {
        let (nonce, text) = sealed.split_at_checked(NONCE_LENGTH).ok_or(Broken)?;

        self.0
            .decrypt(
                XNonce::from_slice(nonce),
                Payload {
                    msg: text,
                    aad: &place.0,
                },
            )
            .map(Zeroizing::new)
            .map_err(|_| Broken)
    }
}

/// Where sealed bytes live: every part is length-prefixed, so that no two places are written alike.
pub(crate) struct Place(Vec<u8>);

impl Place {
    pub(crate) fn new(parts: &[&str]) -> Self {
        let mut bytes = b"portico/1".to_vec();
        for part in parts {
            bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
            bytes.extend_from_slice(part.as_bytes());
        }

        Self(bytes)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn opens_only_in_its_own_place_and_unchanged() {
        let sealer = Sealer::new(&[1; 32]);
        let place = Place::new(&["row", "1"]);
        let text = sealer.seal(&place, b"arrival").unwrap();

        assert_eq!(sealer.open(&place, &text).unwrap().as_slice(), b"arrival");
        assert_eq!(sealer.open(&Place::new(&["row", "2"]), &text), Err(Broken));
        assert_eq!(sealer.open(&Place::new(&["row1", ""]), &text), Err(Broken));
        assert_eq!(Sealer::new(&[2; 32]).open(&place, &text), Err(Broken));
        for index in 0..text.len() {
            let mut changed = text.clone();
            changed[index] ^= 1;
            assert_eq!(sealer.open(&place, &changed), Err(Broken), "byte {index}");
        }
        assert_eq!(sealer.open(&place, &text[..10]), Err(Broken));
    }

    #[test]
    fn the_same_text_never_looks_the_same() {
        let sealer = Sealer::new(&[1; 32]);
        let place = Place::new(&["row"]);

        assert_ne!(
            sealer.seal(&place, b"same").unwrap(),
            sealer.seal(&place, b"same").unwrap()
        );
    }
}
