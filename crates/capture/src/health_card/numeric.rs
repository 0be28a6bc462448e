//! `shc:/` and digits: two digits a letter, in one code or several.

use super::{HealthCardError, LONGEST};

const SCHEME: &str = "shc:/";
/// The most codes that one card may be divided into.
const MOST_PIECES: usize = 32;

/// Whether a code says that it is a health card, or a piece of one.
pub fn is_health_card(text: &str) -> bool {
    text.get(..SCHEME.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(SCHEME))
}

/// The codes of a card that has several, in whatever order they are seen. No `Debug`: they are private.
#[derive(Clone, Default)]
pub struct Pieces {
    pieces: Vec<Option<String>>,
}

impl Pieces {
    /// Takes a code. Gives the signed text once no piece is missing, for [`super::verify`].
    pub fn take(&mut self, text: &str) -> Result<Option<String>, HealthCardError> {
        if !is_health_card(text) {
            return Err(HealthCardError::NotAHealthCard);
        }

        let rest = text.get(SCHEME.len()..).unwrap_or_default();
        let parts: Vec<&str> = rest.splitn(4, '/').collect();

        match parts.as_slice() {
            [digits] => {
                self.pieces.clear();

                letters(digits).map(Some)
            }
            [index, total, digits] => self.take_piece(number(index)?, number(total)?, digits),
            _ => Err(HealthCardError::Damaged),
        }
    }

    /// How many codes were seen, of how many.
    pub fn progress(&self) -> (usize, usize) {
        (
            self.pieces.iter().filter(|piece| piece.is_some()).count(),
            self.pieces.len(),
        )
    }

    fn take_piece(&mut self, index: usize, total: usize, digits: &str) -> Result<Option<String>, HealthCardError> {
        if total > MOST_PIECES {
            return Err(HealthCardError::TooLarge);
        }

        if index == 0 || index > total {
            return Err(HealthCardError::Damaged);
        }

        let letters = letters(digits)?;

        if self.pieces.is_empty() {
            self.pieces = vec![None; total];
        }

        // Another card was held up in between: begin again with it.
        let known = self.pieces.get(index - 1).cloned().flatten();

        if self.pieces.len() != total || known.is_some_and(|known| known != letters) {
            self.pieces.clear();

            return Err(HealthCardError::Mixed);
        }

        if let Some(piece) = self.pieces.get_mut(index - 1) {
            *piece = Some(letters);
        }

        let whole: Option<Vec<&str>> = self.pieces.iter().map(Option::as_deref).collect();

        Ok(whole.map(|pieces| pieces.concat()))
    }
}

fn number(text: &str) -> Result<usize, HealthCardError> {
    text.parse().map_err(|_| HealthCardError::Damaged)
}

/// Two digits are a letter's code less 45.
fn letters(digits: &str) -> Result<String, HealthCardError> {
    if digits.len() > LONGEST * 2 {
        return Err(HealthCardError::TooLarge);
    }

    if digits.is_empty() || !digits.len().is_multiple_of(2) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(HealthCardError::Damaged);
    }

    digits
        .as_bytes()
        .chunks_exact(2)
        .map(|pair| {
            let code = (pair[0] - b'0') * 10 + (pair[1] - b'0') + 45;

            code.is_ascii_graphic()
                .then(|| char::from(code))
                .ok_or(HealthCardError::Damaged)
        })
        .collect()
}
