use crate::code::CodeKind;

/// Why a paper could not be made. Names fields and scripts, never what stands in them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    /// A font family that every paper needs is not installed.
    #[error("the font family {family} ({weight}) is not installed")]
    FontMissing {
        /// The family's name, as the system lists it.
        family: &'static str,
        /// "regular" or "bold".
        weight: &'static str,
    },
    /// A font file is there but cannot be read as a font.
    #[error("the font family {family} cannot be read")]
    FontUnreadable {
        /// The family's name, as the system lists it.
        family: &'static str,
    },
    /// No installed font that this crate uses draws a letter of this script.
    #[error("no installed font draws the script {script}")]
    ScriptMissing {
        /// The script's Unicode name, such as "Thai".
        script: String,
    },
    /// A text does not fit even at the smallest size a person can read.
    #[error("the {field} does not fit on the {paper}")]
    TooLong {
        /// Which field.
        field: &'static str,
        /// Which paper.
        paper: &'static str,
    },
    /// A barcode cannot hold its text.
    #[error("the {0} cannot hold its text")]
    Code(CodeKind),
    /// The PDF writer reported an error.
    #[error("the PDF could not be written")]
    Pdf,
}
