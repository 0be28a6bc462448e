//! Draws a corpus of invented cards, photographs them well and badly, reads them all, and prints the score:
//! `score [GOOD [BAD [FIRST]]]`; with `--held-out` from the part of the corpus that nothing was tuned on; with `--keep
//! DIR` the pictures that went wrong are kept there.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../tests/drawing/mod.rs"]
mod drawing;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant;

use capture::{Tesseract, picture, read_picture};
use drawing::corpus::{Sample, Split, sample};

#[derive(Default)]
struct Score {
    /// Field: exact, wrong, unread.
    fields: BTreeMap<&'static str, [usize; 3]>,
    /// Right quality: told quality: count.
    qualities: BTreeMap<&'static str, BTreeMap<String, usize>>,
    layouts: BTreeMap<&'static str, [usize; 2]>,
    invented: usize,
    letters: usize,
    letter_errors: usize,
    times: Vec<u128>,
    /// Processor time of this program and of those it started, in milliseconds.
    work: Vec<u64>,
}

fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let keep = arguments.iter().position(|argument| argument == "--keep").map(|at| {
        let directory = PathBuf::from(arguments.get(at + 1).expect("name a directory"));
        arguments.drain(at..at + 2);
        std::fs::create_dir_all(&directory).expect("the directory can be made");

        directory
    });
    let split = match arguments.iter().position(|argument| argument == "--held-out") {
        Some(at) => {
            arguments.remove(at);
            Split::HeldOut
        }
        None => Split::Work,
    };
    let number = |at: usize, default: u64| arguments.get(at).and_then(|text| text.parse().ok()).unwrap_or(default);
    let (good, bad, first) = (number(0, 40), number(1, 40), number(2, 0));
    let reader = Tesseract::find().expect("install tesseract-ocr");
    let mut score = Score::default();

    for (index, is_bad) in (0..good)
        .map(|index| (index, false))
        .chain((0..bad).map(|index| (index, true)))
    {
        let index = first + index;
        let sample = sample(if is_bad { 1_000_000 + index } else { index }, is_bad, split);
        let picture = picture::decode(&sample.jpeg).expect("what was packed can be unpacked");
        let (started, worked) = (Instant::now(), processor_time());
        let reading = serde_json::to_value(read_picture("sample", &picture, &reader)).expect("a reading is JSON");
        let time = started.elapsed().as_millis();
        let worked = processor_time().saturating_sub(worked);
        let faults = score.add(&sample, &reading, time, worked);

        if !faults.is_empty() {
            let name = format!("{}-{index:04}.jpg", sample.quality);
            println!("{name} {} {} {}", sample.layout, sample.family, faults.join("; "));

            if let Some(directory) = &keep {
                std::fs::write(directory.join(name), &sample.jpeg).expect("the picture can be written");
            }
        }
    }

    score.print();
}

impl Score {
    fn add(&mut self, sample: &Sample, reading: &serde_json::Value, time: u128, work: u64) -> Vec<String> {
        let mut faults = Vec::new();
        let told = reading["quality"].as_str().unwrap_or("?").to_owned();
        *self
            .qualities
            .entry(sample.quality)
            .or_default()
            .entry(told.clone())
            .or_default() += 1;

        if sample.quality != "ok" {
            if told == "ok" {
                faults.push("accepted".to_owned());
            } else if told != sample.quality {
                faults.push(format!("told as {told}"));
            }

            return faults;
        }

        if told != "ok" {
            return vec![format!("refused as {told}")];
        }

        self.times.push(time);
        self.work.push(work);
        let mut whole = true;

        for (field, truth) in &sample.truth {
            let pointer = format!("/fields/{}/value", field.replace('.', "/"));
            let read = reading.pointer(&pointer).and_then(|value| value.as_str());
            let column = match read {
                Some(read) if same(read, truth) => 0,
                Some(_) => 1,
                None => 2,
            };
            self.fields.entry(field).or_default()[column] += 1;
            self.letters += truth.len();
            self.letter_errors += strsim::levenshtein(read.unwrap_or_default(), truth);

            if column != 0 {
                whole = false;
                faults.push(format!("{field} {truth} read as {}", read.unwrap_or("nothing")));
            }
        }

        for field in [
            "member_id",
            "group_number",
            "rx_bin",
            "rx_pcn",
            "rx_grp",
            "copays/primary",
            "copays/specialist",
            "copays/urgent",
            "copays/emergency",
            "deductible",
            "mbi",
        ] {
            let known = sample.truth.iter().any(|(name, _)| name.replace('.', "/") == field);

            if let (false, Some(value)) = (known, reading.pointer(&format!("/fields/{field}/value"))) {
                self.invented += 1;
                faults.push(format!("{field} invented as {value}"));
            }
        }

        self.layouts.entry(sample.layout).or_default()[usize::from(!whole)] += 1;

        faults
    }

    fn print(&mut self) {
        println!("\n| field | exact | wrong | unread |\n|---|---|---|---|");

        for (field, [exact, wrong, unread]) in &self.fields {
            let all = (exact + wrong + unread) as f64;
            let share = |count: &usize| 100.0 * *count as f64 / all;
            println!(
                "| {field} | {:.1} % | {:.1} % | {:.1} % |",
                share(exact),
                share(wrong),
                share(unread)
            );
        }

        println!(
            "\nletters wrong: {:.2} %; invented fields: {}",
            100.0 * self.letter_errors as f64 / self.letters.max(1) as f64,
            self.invented
        );

        for (layout, [whole, not]) in &self.layouts {
            println!("layout {layout}: {whole} read wholly, {not} not");
        }

        println!("\n| right | told |\n|---|---|");
        let (mut accepted, mut bad) = (0, 0);

        for (right, told) in &self.qualities {
            let told_text: Vec<String> = told
                .iter()
                .map(|(quality, count)| format!("{quality} {count}"))
                .collect();
            println!("| {right} | {} |", told_text.join(", "));

            if *right != "ok" {
                accepted += told.get("ok").copied().unwrap_or(0);
                bad += told.values().sum::<usize>();
            }
        }

        let good = self.qualities.get("ok");
        let all = good.map_or(0, |told| told.values().sum::<usize>());
        let right = good.and_then(|told| told.get("ok")).copied().unwrap_or(0);
        println!(
            "\nbad accepted: {accepted} of {bad}; good refused: {} of {all}",
            all - right
        );
        self.times.sort_unstable();

        if let (Some(median), Some(slow)) = (
            self.times.get(self.times.len() / 2),
            self.times.get(self.times.len() * 95 / 100),
        ) {
            println!("reading: {median} ms median, {slow} ms p95");
        }

        self.work.sort_unstable();

        if let (Some(median), Some(slow)) = (
            self.work.get(self.work.len() / 2),
            self.work.get(self.work.len() * 95 / 100),
        ) {
            println!(
                "processor time of a reading: {median} ms median, {slow} ms p95 (on two cores about half of it passes)"
            );
        }
    }
}

/// What this program and the ones it waited for have used so far, in milliseconds; 0 where the system does not say.
fn processor_time() -> u64 {
    let status = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();

    // After the name in brackets: utime, stime, cutime and cstime are the 12th to 15th fields, in hundredths of a second.
    status
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .skip(11)
        .take(4)
        .filter_map(|ticks| ticks.parse::<u64>().ok())
        .sum::<u64>()
        * 10
}

/// Exact but for capitals and repeated spaces.
fn same(read: &str, truth: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_uppercase();

    plain(read) == plain(truth)
}
