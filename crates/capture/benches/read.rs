//! How long it takes from an accepted picture to its fields, and how long the plain pipeline of `OpenCV` and Tesseract
//! takes, where `OpenCV` is installed: `cargo bench -p portico-capture --bench read`.

mod beside;

use std::hint::black_box;

use capture::{PayerTable, Tesseract, read_card};
use criterion::Criterion;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();

    if let Ok(reader) = Tesseract::find() {
        let mut group = criterion.benchmark_group("read");
        group.sample_size(10);

        for (name, path) in beside::pictures().into_iter().filter(|(name, _)| beside::is_card(name)) {
            let Ok(picture) = capture::picture::open(&path) else {
                continue;
            };
            group.bench_function(&name, |bencher| {
                bencher.iter(|| black_box(read_card(black_box(&picture), &reader, PayerTable::built_in())));
            });
        }

        group.finish();
    } else {
        eprintln!("tesseract is not installed: nothing to measure");
    }

    criterion.final_summary();
    beside::opencv("read");
}
