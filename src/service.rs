//! What the kiosk reaches outside of itself. Each is a trait with a real implementation and one for rehearsals.

pub mod central;
pub mod clock;
pub mod fhir_central;
pub mod misses;
pub mod printing;
pub mod scripted;
pub mod speech;

use std::sync::Arc;

use capture::{Camera, TextReader};

use crate::draft::Drafts;
use crate::staff::{Roster, Trail};

/// Handles to everything outside; cheap to clone.
#[derive(Clone)]
pub struct Services {
    /// The hospital's API, with the outbox before it.
    pub central: Arc<dyn central::Central>,
    /// The camera; none where the kiosk has none.
    pub camera: Option<Arc<dyn Camera>>,
    /// Reads words in pictures; none where Tesseract is missing.
    pub reader: Option<Arc<dyn TextReader>>,
    /// Unfinished sessions.
    pub drafts: Arc<dyn Drafts>,
    /// Paper.
    pub printing: Arc<dyn printing::Printing>,
    /// The voice.
    pub speech: Arc<dyn speech::Speech>,
    /// The time.
    pub clock: Arc<dyn clock::Clock>,
    /// How often somebody was not found.
    pub misses: Arc<misses::Misses>,
    /// Who may override, and their PINs.
    pub roster: Arc<Roster>,
    /// What staff did.
    pub trail: Arc<Trail>,
}
