//! Who may override, and their PINs (argon2id).

/// The staff who may override.
pub struct Roster {}
