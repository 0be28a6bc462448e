//! Digital insurance cards: a code on a telephone, or on paper, that the payer has signed. It says who is insured and
//! proves nobody's identity.

use capture::health_card::{self, HealthCard, HealthCardError, Issuers, Pieces};
use jiff::Timestamp;

use crate::locale::Locale;
use crate::t;

/// Why a digital card was not taken. Whatever the reason, the plastic card does as well, and so does none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is damaged, or not signed by anybody that this site believes.
    Unchecked,
    /// It has run out.
    Expired,
    /// It is good, and shows something other than insurance.
    NoInsurance,
}

/// What became of a code.
pub(super) enum Shown {
    /// A whole card, signed by somebody who is believed.
    Card(Box<HealthCard>),
    /// One of several codes: so many were seen, of so many.
    Part(usize, usize),
    /// It was not taken.
    Refused(Refusal),
}

/// Takes a code in. A card may be spread over several, which come in any order.
pub(super) fn take(pieces: &mut Pieces, text: &str, issuers: &Issuers, now: Timestamp) -> Shown {
    let taken = match pieces.take(text) {
        // Another card than before: it begins anew with this code.
        Err(HealthCardError::Mixed) => {
            *pieces = Pieces::default();
            pieces.take(text)
        }
        other => other,
    };
    let checked = match taken {
        Ok(None) => {
            let (seen, all) = pieces.progress();
            return Shown::Part(seen, all);
        }
        Ok(Some(signed)) => {
            *pieces = Pieces::default();
            health_card::verify(&signed, issuers, now)
        }
        Err(error) => Err(error),
    };

    match checked {
        Ok(card) => Shown::Card(Box::new(card)),
        Err(error) => {
            // The reason is for whoever runs the kiosk; it names no person and no number.
            tracing::info!(%error, "a digital card was not taken");
            Shown::Refused(match error {
                HealthCardError::Expired => Refusal::Expired,
                HealthCardError::NoCoverage => Refusal::NoInsurance,
                _ => Refusal::Unchecked,
            })
        }
    }
}

/// Why it was not taken, and what to do.
pub(super) fn reason(refusal: Refusal, locale: &Locale) -> String {
    match refusal {
        Refusal::Unchecked => t!(locale, "insurance-digital-unchecked"),
        Refusal::Expired => t!(locale, "insurance-digital-expired"),
        Refusal::NoInsurance => t!(locale, "insurance-digital-no-insurance"),
    }
}
