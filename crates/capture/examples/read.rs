//! Reads picture files and prints what `portico read --json` prints: one JSON object a line.

use capture::{Tesseract, read_file};

fn main() {
    let reader = match Tesseract::find() {
        Ok(reader) => reader,
        Err(error) => {
            eprintln!("{error}");
            std::process::exit(1);
        }
    };

    for file in std::env::args_os().skip(1) {
        let reading = read_file(file.as_ref(), &reader);

        match serde_json::to_string(&reading) {
            Ok(line) => println!("{line}"),
            Err(error) => eprintln!("{error}"),
        }
    }
}
