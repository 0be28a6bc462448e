//! Prints what the text reader makes of a card: `words PICTURE [RECTIFIED.png]`. For work on the parser; the words are
//! private, so use it on invented cards.

use std::path::Path;

use capture::{Tesseract, TextReader, assess, picture, rectify};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let from = arguments.first().ok_or("name a picture")?;
    let picture = picture::open(Path::new(from))?;
    let quad = assess(&picture).quad.ok_or("there is no card")?;
    let card = rectify(&picture, &quad);

    if let Some(to) = arguments.get(1) {
        card.save(to)?;
    }

    for word in Tesseract::find()?.words(&card)? {
        let bounds = word.bounds;
        println!(
            "{:>5} {:>5} {:>5} {:>5} {:>4.0}% {}",
            bounds.x,
            bounds.y,
            bounds.width,
            bounds.height,
            word.confidence * 100.0,
            word.text
        );
    }

    Ok(())
}
