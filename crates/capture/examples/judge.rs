//! Judges pictures without reading them, and prints which quality was told for which:
//!
//! - `judge DIR` judges a folder: its `truth.json` says each file's `quality`, else its name does (`glare-….jpg`).
//! - `judge GOOD BAD FIRST` draws so many pictures, from the number FIRST on. `--held-out` takes the other part of the
//!   corpus, `--wide` the wider range of pictures, `--into DIR` keeps all of them, to be judged again as a folder.
//!
//! `--keep DIR` keeps the pictures that went wrong; `--all` tells what was measured of the others too.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../tests/drawing/mod.rs"]
mod drawing;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use capture::{Assessment, Guidance, assess, picture};
use drawing::corpus::wide::wide;
use drawing::corpus::{Sample, Split, sample};

/// Things whose shape and print are a card's: only reading tells that they are no insurance card.
const LIKE_A_CARD: &[&str] = &[
    "bank", "book", "business", "letter", "licence", "phone", "receipt", "shop", "stripe",
];

#[derive(Default)]
struct Table {
    /// Right quality: told quality: count.
    told: BTreeMap<String, BTreeMap<String, usize>>,
    times: Vec<Duration>,
    keep: Option<PathBuf>,
    shows_all: bool,
}

fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut table = Table {
        keep: directory(&mut arguments, "--keep"),
        shows_all: flag(&mut arguments, "--all"),
        ..Table::default()
    };
    let into = directory(&mut arguments, "--into");
    let split = if flag(&mut arguments, "--held-out") {
        Split::HeldOut
    } else {
        Split::Work
    };
    let draw = if flag(&mut arguments, "--wide") { wide } else { sample };

    if let [folder] = arguments.as_slice() {
        table.folder(Path::new(folder));
    } else {
        let number = |at: usize, default: u64| arguments.get(at).and_then(|text| text.parse().ok()).unwrap_or(default);
        let (good, bad, first) = (number(0, 40), number(1, 40), number(2, 0));

        for (index, is_bad) in (0..good)
            .map(|index| (first + index, false))
            .chain((0..bad).map(|index| (first + index, true)))
        {
            let sample = draw(if is_bad { 1_000_000 + index } else { index }, is_bad, split);
            let name = name(&sample, index);

            if let Some(directory) = &into {
                std::fs::write(directory.join(&name), &sample.jpeg).expect("the picture can be written");
            } else {
                table.judge(&name, sample.quality, &sample.jpeg, |_| false);
            }
        }
    }

    table.print();
}

fn directory(arguments: &mut Vec<String>, option: &str) -> Option<PathBuf> {
    let at = arguments.iter().position(|argument| argument == option)?;
    let directory = PathBuf::from(arguments.get(at + 1).expect("name a directory"));
    arguments.drain(at..at + 2);
    std::fs::create_dir_all(&directory).expect("the directory can be made");

    Some(directory)
}

fn flag(arguments: &mut Vec<String>, option: &str) -> bool {
    let at = arguments.iter().position(|argument| argument == option);

    at.map(|at| arguments.remove(at)).is_some()
}

fn name(sample: &Sample, index: u64) -> String {
    format!(
        "{}-{index:05}-{}.jpg",
        sample.quality,
        sample.layout.replace([' ', '/'], "-")
    )
}

impl Table {
    fn folder(&mut self, folder: &Path) {
        let truth = std::fs::read(folder.join("truth.json"))
            .ok()
            .and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok())
            .map(|mut truth| match truth["files"].take() {
                serde_json::Value::Null => truth,
                files => files,
            });
        let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
            .expect("the folder can be read")
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| {
                path.extension()
                    .is_some_and(|kind| kind.eq_ignore_ascii_case("jpg") || kind.eq_ignore_ascii_case("png"))
            })
            .collect();
        files.sort();

        for file in files {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let entry = truth.as_ref().map(|truth| &truth[name.as_str()]);
            let text = |key: &str| entry.and_then(|entry| entry[key].as_str()).map(str::to_owned);
            let right = text("quality")
                .or_else(|| Some(name.split(['-', '_', '.']).next()?.to_owned()))
                .unwrap_or_default();
            let shown = text("layout").map_or_else(|| name.clone(), |layout| format!("{name} {layout}"));
            let accepted = entry.and_then(|entry| entry["accept_quality"].as_array());
            let is_accepted = |told: &str| accepted.is_some_and(|all| all.iter().any(|one| one == told));
            self.judge(
                &shown,
                &right,
                &std::fs::read(&file).expect("the picture can be read"),
                is_accepted,
            );
        }
    }

    fn judge(&mut self, name: &str, right: &str, bytes: &[u8], is_accepted: impl Fn(&str) -> bool) {
        let Ok(picture) = picture::decode(bytes) else {
            println!("{name} cannot be opened");
            return;
        };
        let started = processor_time();
        let assessment = assess(&picture);
        self.times.push(processor_time().saturating_sub(started));
        let told = quality(assessment.guidance);
        // What has print like a card's is left to the reading.
        let passed_on = right == "wrong" && told == "ok" && LIKE_A_CARD.iter().any(|thing| name.contains(thing));
        let told = if passed_on {
            "read"
        } else if is_accepted(told) {
            right
        } else {
            told
        };
        *self
            .told
            .entry(right.to_owned())
            .or_default()
            .entry(told.to_owned())
            .or_default() += 1;

        if self.shows_all && (told == right || passed_on) {
            println!("{name} rightly told as {told} {}", measures(&assessment));
        }

        if told != right && !passed_on {
            println!("{name} told as {told} {}", measures(&assessment));

            if let Some(directory) = &self.keep {
                let file = format!("{told}-for-{}", name.split(' ').next().unwrap_or_default());
                std::fs::write(directory.join(file), bytes).expect("the picture can be written");
            }
        }
    }

    fn print(&mut self) {
        println!("\n| right | told |\n|---|---|");
        let (mut good, mut refused, mut bad, mut accepted, mut mistold) = (0, 0, 0, 0, 0);

        for (right, told) in &self.told {
            let texts: Vec<String> = told
                .iter()
                .map(|(quality, count)| format!("{quality} {count}"))
                .collect();
            println!("| {right} | {} |", texts.join(", "));
            let all: usize = told.values().sum();
            let count = |quality: &str| told.get(quality).copied().unwrap_or(0);

            if right == "ok" {
                good += all;
                refused += all - count("ok");
            } else {
                bad += all;
                accepted += count("ok");
                mistold += all - count("ok") - count(right) - count("read");
            }
        }

        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        println!(
            "\ngood refused: {refused} of {good} ({:.1} %); bad accepted: {accepted} of {bad} ({:.1} %); \
             another reason told: {mistold} ({:.1} %)",
            share(refused, good),
            share(accepted, bad),
            share(mistold, bad)
        );
        self.times.sort();

        if let (Some(median), Some(slow)) = (
            self.times.get(self.times.len() / 2),
            self.times.get(self.times.len() * 95 / 100),
        ) {
            println!(
                "{:.1} ms of processor time a verdict, {:.1} ms at the 95th percentile",
                median.as_secs_f64() * 1000.0,
                slow.as_secs_f64() * 1000.0
            );
        }
    }
}

/// The processor time of this thread, which other programs do not lengthen; the time of day where Linux does not tell.
fn processor_time() -> Duration {
    static STARTED: LazyLock<Instant> = LazyLock::new(Instant::now);

    std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|text| text.split(' ').next()?.parse().ok())
        .map_or_else(|| STARTED.elapsed(), Duration::from_nanos)
}

fn quality(guidance: Guidance) -> &'static str {
    match guidance {
        Guidance::Good => "ok",
        Guidance::HoldStill => "blur",
        Guidance::Glare => "glare",
        Guidance::CutOff | Guidance::MoveBack => "cut",
        Guidance::ComeCloser => "far",
        Guidance::TooDark => "dark",
        Guidance::NoCard => "none",
        Guidance::WrongObject => "wrong",
        Guidance::TwoCards => "two",
    }
}

fn measures(assessment: &Assessment) -> String {
    let outline = assessment.quad.map_or_else(String::new, |quad| {
        let corners: Vec<String> = quad
            .0
            .iter()
            .map(|corner| format!("{:.0},{:.0}", corner.x, corner.y))
            .collect();

        format!(" at {}", corners.join(" "))
    });

    format!(
        "(sharp {:.2}, bright {:.2}, glare {:.3}{outline})",
        assessment.sharpness, assessment.brightness, assessment.glare
    )
}
