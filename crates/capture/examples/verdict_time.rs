//! Measures how long a verdict on a frame takes: `verdict_time [PICTURE...]`, by default the demo cards.

use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use capture::{assess, picture};

const ROUNDS: usize = 40;

fn main() {
    let mut files: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();

    if files.is_empty() {
        let demo = concat!(env!("CARGO_MANIFEST_DIR"), "/../../resources/demo/cards");
        files = std::fs::read_dir(demo)
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
            .collect();
        files.sort();
    }

    let mut all: Vec<Duration> = Vec::new();

    for file in files {
        let Ok(frame) = picture::open(&file) else {
            continue;
        };
        let mut times: Vec<Duration> = (0..ROUNDS)
            .map(|_| {
                let started = Instant::now();
                black_box(assess(black_box(&frame)));
                started.elapsed()
            })
            .collect();
        times.sort();
        let name = file
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        println!(
            "{:>7.2} ms median {:>7.2} ms p95  {name}",
            millis(times[ROUNDS / 2]),
            millis(times[ROUNDS * 95 / 100])
        );
        all.extend(times);
    }

    all.sort();

    if let (Some(median), Some(slow)) = (all.get(all.len() / 2), all.get(all.len() * 95 / 100)) {
        println!("{:>7.2} ms median {:>7.2} ms p95  all", millis(*median), millis(*slow));
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
