//! Reads aloud what the screen says.

/// A voice.
pub trait Speech: Send + Sync {
    /// Says words in a language (BCP 47), after whatever it was saying is cut off.
    fn say(&self, words: &str, language: &str);

    /// Falls silent.
    fn stop(&self);
}

/// No voice: the choice on the comfort screen is kept, and nothing is heard.
pub struct Silent;

impl Speech for Silent {
    fn say(&self, _words: &str, _language: &str) {}

    fn stop(&self) {}
}
