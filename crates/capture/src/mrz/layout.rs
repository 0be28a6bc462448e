//! What may stand where in a zone, and what its check digits cover (ICAO Doc 9303, parts 4 to 6).

use super::Format;

/// How many letters a line has.
pub(super) fn columns(format: Format) -> usize {
    match format {
        Format::Td1 => 30,
        Format::Td2 => 36,
        Format::Td3 => 44,
    }
}

/// How many lines a zone has.
pub(super) fn rows(format: Format) -> usize {
    match format {
        Format::Td1 => 3,
        Format::Td2 | Format::Td3 => 2,
    }
}

/// A stretch of a line: which line, from where, to where.
pub(super) type Place = (usize, usize, usize);

/// Where a format keeps its fields.
pub(super) struct Places {
    pub names: Place,
    pub birth: Place,
    pub sex: Place,
    pub expiry: Place,
}

/// The text of a stretch.
pub(super) fn text<'a>(lines: &[&'a str], place: Place) -> &'a str {
    lines
        .get(place.0)
        .and_then(|line| line.get(place.1..place.2))
        .unwrap_or_default()
}

pub(super) fn places(format: Format) -> Places {
    match format {
        Format::Td1 => Places {
            names: (2, 0, 30),
            birth: (1, 0, 6),
            sex: (1, 7, 8),
            expiry: (1, 8, 14),
        },
        Format::Td2 => Places {
            names: (0, 5, 36),
            birth: (1, 13, 19),
            sex: (1, 20, 21),
            expiry: (1, 21, 27),
        },
        Format::Td3 => Places {
            names: (0, 5, 44),
            birth: (1, 13, 19),
            sex: (1, 20, 21),
            expiry: (1, 21, 27),
        },
    }
}

/// Which letters a cell may hold.
pub(super) fn allowed(format: Format, row: usize, column: usize) -> &'static [u8] {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ<";
    const ANY: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ<0123456789";
    const DIGITS: &[u8] = b"0123456789<";
    const DIGIT: &[u8] = b"0123456789";
    const SEX: &[u8] = b"MF<X";
    const STATE: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    match (format, row, column) {
        (Format::Td3, 0, 0) => b"P",
        (_, 0, 0) => b"IAC",
        (_, 0, 1) => LETTERS,
        (_, 0, 2) => STATE,
        (_, 0, 3 | 4) => LETTERS,
        (Format::Td1, 0, 14) => DIGITS,
        (Format::Td1, 0, _) => ANY,
        (Format::Td1, 1, 0..=6 | 8..=14) => DIGITS,
        (Format::Td1, 1, 7) => SEX,
        (Format::Td1, 1, 15) => STATE,
        (Format::Td1, 1, 16 | 17) => LETTERS,
        (Format::Td1, 1, 29) => DIGIT,
        (Format::Td1, 1, _) => ANY,
        (Format::Td1, _, 0) => STATE,
        (Format::Td1, _, _) => LETTERS,
        (_, 0, 5) => STATE,
        (_, 0, _) => LETTERS,
        (_, _, 9 | 13..=19 | 21..=27) => DIGITS,
        (_, _, 10) => STATE,
        (_, _, 11 | 12) => LETTERS,
        (_, _, 20) => SEX,
        (Format::Td2, _, 35) => DIGIT,
        (Format::Td3, _, 42) => DIGITS,
        (Format::Td3, _, 43) => DIGIT,
        _ => ANY,
    }
}

/// A run of cells that the composite check digit covers, and the check digit of its own that ends it.
pub(super) struct Covered {
    pub row: usize,
    pub from: usize,
    pub to: usize,
    /// Whether the cell at `to` is this run's own check digit (which the composite one covers too).
    pub own: bool,
}

const fn covered(row: usize, from: usize, to: usize, own: bool) -> Covered {
    Covered { row, from, to, own }
}

/// What the composite check digit covers, in its order.
pub(super) fn composite(format: Format) -> &'static [Covered] {
    match format {
        Format::Td1 => {
            const {
                &[
                    covered(0, 5, 14, true),
                    covered(0, 15, 30, false),
                    covered(1, 0, 6, true),
                    covered(1, 8, 14, true),
                    covered(1, 18, 29, false),
                ]
            }
        }
        Format::Td2 => {
            const {
                &[
                    covered(1, 0, 9, true),
                    covered(1, 13, 19, true),
                    covered(1, 21, 27, true),
                    covered(1, 28, 35, false),
                ]
            }
        }
        Format::Td3 => {
            const {
                &[
                    covered(1, 0, 9, true),
                    covered(1, 13, 19, true),
                    covered(1, 21, 27, true),
                    covered(1, 28, 42, true),
                ]
            }
        }
    }
}

/// Where the composite check digit stands.
pub(super) fn composite_digit(format: Format) -> (usize, usize) {
    match format {
        Format::Td1 => (1, 29),
        Format::Td2 => (1, 35),
        Format::Td3 => (1, 43),
    }
}
