//! How long a verdict on a preview frame takes, on one core, and how long the same steps take in `OpenCV` where that is
//! installed: `cargo bench -p portico-capture --bench verdict`.

mod beside;

use std::hint::black_box;

use capture::assess;
use criterion::Criterion;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("verdict");

    for (name, path) in beside::pictures() {
        let Ok(frame) = capture::picture::open(&path) else {
            continue;
        };
        group.bench_function(&name, |bencher| bencher.iter(|| black_box(assess(black_box(&frame)))));
    }

    group.finish();
    criterion.final_summary();
    beside::opencv("verdict");
}
