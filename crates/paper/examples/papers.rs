//! Writes one of each paper, in three languages, into the folder that is named on the command line.

use std::{env, fs, path::PathBuf};

use portico_paper::{Fonts, ReceiptPaper};

#[path = "../tests/support/people.rs"]
mod people;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(env::args().nth(1).unwrap_or_else(|| "papers".to_owned()));
    fs::create_dir_all(&folder)?;
    let fonts = Fonts::system()?;

    for language in people::LANGUAGES {
        let write = |kind: &str, bytes: Vec<u8>| fs::write(folder.join(format!("{kind}-{language}.pdf")), bytes);
        write("wristband", people::wristband(language).pdf(&fonts)?)?;
        write("ticket", people::ticket(language).pdf(&fonts)?)?;
        write("receipt", people::receipt(language).pdf(&fonts)?)?;
        write(
            "receipt-a5",
            people::receipt(language).pdf_on(&fonts, ReceiptPaper::A5)?,
        )?;
        write("document", people::document(language).pdf(&fonts)?)?;
        fs::write(
            folder.join(format!("wristband-{language}.zpl")),
            people::wristband(language).zpl(203),
        )?;
        fs::write(
            folder.join(format!("ticket-{language}.zpl")),
            people::ticket(language).zpl(203),
        )?;
    }

    Ok(())
}
