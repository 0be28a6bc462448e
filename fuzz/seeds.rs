//! Runs the seeds of the fuzz targets, and mutations of them that are the same every time, within `cargo test`.
//!
//! Included by `tests/fuzz_seeds.rs` of each crate that has parsers.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::Value;

type Parser = (&'static str, fn(&[u8]));

/// Mutations of the seeds of one parser.
const CASES: usize = 300;
/// A large input, in bytes; `PORTICO_LARGE` says otherwise.
const LARGE: usize = 256 * 1024;
/// What even a busy machine reads it in, if it does not look at every pair of things in it.
const LONG: Duration = Duration::from_secs(10);

/// Numbers that lie at an edge.
const NUMBERS: &[&str] = &[
    "0",
    "-1",
    "1e999",
    "-0",
    "1E-400",
    "79228162514264337593543950335",
    "9223372036854775808",
];
/// Texts that have broken parsers before.
const TEXTS: &[&str] = &[
    "",
    "\u{0}",
    "é",
    "\u{202e}\u{2066}",
    "ﷺ",
    "2026-02-30",
    "9999-12-31T23:59:60Z",
    "-009999-01-01",
    "#",
    "/",
    "Patient/",
    "https://evil.example.org/",
    "urn:uuid:",
    "W/\"",
    "%",
    "ANSI ",
    "shc:/",
    "\t\t\t\t\t",
    "<<<<<",
];

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz")
}

fn seeds(name: &str) -> Vec<(String, Vec<u8>)> {
    let mut seeds: Vec<(String, Vec<u8>)> = fs::read_dir(top().join("corpus").join(name))
        .unwrap_or_else(|_| panic!("{name} has no seeds"))
        .map(|entry| {
            let path = entry.unwrap().path();
            (
                path.file_name().unwrap().to_string_lossy().into_owned(),
                fs::read(&path).unwrap(),
            )
        })
        .collect();
    seeds.sort();
    assert!(!seeds.is_empty(), "{name} has no seeds");

    seeds
}

/// Every parser has a target and seeds, and no target is left over.
pub fn all_are_there(prefix: &str, parsers: &[Parser]) {
    let mut targets: Vec<String> = fs::read_dir(top().join("fuzz_targets"))
        .unwrap()
        .map(|entry| {
            entry
                .unwrap()
                .path()
                .file_stem()
                .unwrap()
                .to_string_lossy()
                .into_owned()
        })
        .filter(|name| name.starts_with(prefix))
        .collect();
    targets.sort();
    let mut names: Vec<&str> = parsers.iter().map(|(name, _)| *name).collect();
    names.sort_unstable();
    assert_eq!(targets, names);
    let manifest = fs::read_to_string(top().join("Cargo.toml")).unwrap();
    for name in names {
        assert!(
            manifest.contains(&format!("name = \"{name}\"")),
            "{name} is not in the manifest"
        );
        let target = fs::read_to_string(top().join(format!("fuzz_targets/{name}.rs"))).unwrap();
        let (krate, function) = name.split_once('_').unwrap();
        assert!(
            target.contains(&format!("{krate}::fuzzing::{function}(bytes)")),
            "{name} calls something else"
        );
        seeds(name);
    }
}

/// Every seed as it is.
pub fn as_they_are(parsers: &[Parser]) {
    for (name, parse) in parsers {
        for (seed, bytes) in seeds(name) {
            harmless(name, *parse, &bytes, &seed);
        }
    }
}

/// Seeds cut, changed, doubled and spliced.
pub fn mutated(parsers: &[Parser]) {
    for (name, parse) in parsers {
        let seeds = seeds(name);
        let mut random = Random::of(name);
        for case in 0..CASES {
            let (seed, bytes) = random.pick(&seeds);
            let (_, other) = random.pick(&seeds);
            let mut bytes = bytes.clone();
            for _ in 0..=random.below(3) {
                bytes = mutation(&mut random, &bytes, other);
            }
            harmless(name, *parse, &bytes, &format!("{seed}, case {case}"));
        }
    }
}

/// Seeds blown up in every way that their form allows: nothing takes time by the square of its size.
pub fn large(parsers: &[Parser]) {
    let size = std::env::var("PORTICO_LARGE")
        .ok()
        .and_then(|size| size.parse().ok())
        .unwrap_or(LARGE);
    for (name, parse) in parsers {
        let (seed, bytes) = seeds(name).into_iter().max_by_key(|(_, bytes)| bytes.len()).unwrap();
        for (way, large) in blown_up(&bytes, size) {
            let started = Instant::now();
            harmless(name, *parse, &large, &format!("{seed}, {way}"));
            let took = started.elapsed();
            if std::env::var_os("PORTICO_SHOW_TIMES").is_some() {
                println!(
                    "{:>8.1} ms {:>8} bytes  {name} {way}",
                    took.as_secs_f64() * 1000.0,
                    large.len()
                );
            }
            assert!(took < LONG, "{name}: a large input took {took:?} ({seed}, {way})");
        }
    }
}

/// Runs a parser; when it panics, says on what.
fn harmless(name: &str, parse: fn(&[u8]), bytes: &[u8], what: &str) {
    if catch_unwind(AssertUnwindSafe(|| parse(bytes))).is_err() {
        let shown: Vec<u8> = bytes.iter().copied().take(4000).collect();
        panic!("{name} panicked ({what}) on: {}", shown.escape_ascii());
    }
}

fn mutation(random: &mut Random, bytes: &[u8], other: &[u8]) -> Vec<u8> {
    if random.below(2) == 0
        && let Ok(value) = serde_json::from_slice::<Value>(bytes)
    {
        return changed_json(random, value).to_string().into_bytes();
    }
    let mut bytes = bytes.to_vec();
    let (from, to) = random.range(bytes.len());
    match random.below(7) {
        0 => bytes.truncate(from),
        1 => {
            if let Some(byte) = bytes.get_mut(from) {
                *byte ^= 1 << random.below(8);
            }
        }
        2 => {
            let doubled = bytes[from..to].to_vec();
            bytes.splice(to..to, doubled);
        }
        3 => {
            bytes.drain(from..to);
        }
        4 => {
            let (other_from, other_to) = random.range(other.len());
            bytes.splice(from..to, other[other_from..other_to].iter().copied());
        }
        5 => {
            let text: &str = random.pick::<&str>(TEXTS);
            bytes.splice(from..from, text.bytes());
        }
        _ => {
            if let Some(byte) = bytes.get_mut(from) {
                *byte = random.below(256) as u8;
            }
        }
    }

    bytes
}

fn changed_json(random: &mut Random, mut value: Value) -> Value {
    let mut places = Vec::new();
    collect(&value, "", &mut places);
    let place = random.pick(&places).clone();
    let from = value
        .pointer(random.pick::<String>(&places))
        .cloned()
        .unwrap_or_default();
    let Some(there) = value.pointer_mut(&place) else {
        return value;
    };
    *there = match random.below(7) {
        0 => Value::Null,
        1 => serde_json::from_str(random.pick::<&str>(NUMBERS)).unwrap_or_default(),
        2 => Value::from(*random.pick(TEXTS)),
        3 => Value::Array(vec![there.take(), from]),
        4 => Value::Array(Vec::new()),
        5 => Value::Object(serde_json::Map::new()),
        _ => from,
    };

    value
}

/// Every place in a value, as a JSON pointer (RFC 6901).
fn collect(value: &Value, place: &str, places: &mut Vec<String>) {
    places.push(place.to_owned());
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                collect(value, &format!("{place}/{name}"), places);
            }
        }
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                collect(value, &format!("{place}/{index}"), places);
            }
        }
        _ => {}
    }
}

fn blown_up(bytes: &[u8], size: usize) -> Vec<(String, Vec<u8>)> {
    let repeated = |part: &[u8]| {
        part.iter()
            .copied()
            .cycle()
            .take(if part.is_empty() { 0 } else { size })
            .collect()
    };
    let mut ways: Vec<(String, Vec<u8>)> = vec![
        ("repeated".to_owned(), repeated(bytes)),
        ("nested".to_owned(), vec![b'['; size]),
        ("blank".to_owned(), vec![b' '; size]),
    ];
    let Ok(value) = serde_json::from_slice::<Value>(bytes) else {
        let first: Vec<u8> = bytes
            .split_inclusive(|byte| *byte == b'\n')
            .next()
            .unwrap_or_default()
            .to_vec();
        ways.push(("a line repeated".to_owned(), repeated(&first)));
        ways.push(("a long line".to_owned(), [bytes, &vec![b'A'; size]].concat()));
        return ways;
    };
    let mut places = Vec::new();
    collect(&value, "", &mut places);
    let mut large = |way: String, place: &str, change: &dyn Fn(&mut Value)| {
        let mut value = value.clone();
        if let Some(there) = value.pointer_mut(place) {
            change(there);
            ways.push((way, value.to_string().into_bytes()));
        }
    };
    let arrays = places
        .iter()
        .filter(|place| value.pointer(place).is_some_and(Value::is_array));
    for place in arrays.take(6) {
        large(format!("many of {place}"), place, &|there| {
            let Value::Array(items) = there else { return };
            let copies = (size / there_size(items).max(1)).min(20_000);
            // Each a little different, or what looks for the same finds it at once.
            *items = (0..copies)
                .flat_map(|copy| items.iter().map(move |item| numbered(item, copy)))
                .collect();
        });
    }
    let texts = places
        .iter()
        .filter(|place| value.pointer(place).is_some_and(Value::is_string));
    for place in texts.take(4) {
        large(format!("a long {place}"), place, &|there| {
            let text = there
                .as_str()
                .unwrap_or_default()
                .repeat(size / there.as_str().map_or(1, |text| text.len().max(1)));
            *there = Value::from(text);
        });
    }

    ways
}

fn there_size(items: &[Value]) -> usize {
    items.iter().map(|item| item.to_string().len() + 1).sum()
}

fn numbered(value: &Value, copy: usize) -> Value {
    match value {
        Value::String(text) => Value::from(format!("{text}{copy}")),
        Value::Array(values) => values.iter().map(|value| numbered(value, copy)).collect(),
        Value::Object(members) => {
            // The words that decide what something is stay as they are.
            let fixed = |name: &str| {
                matches!(
                    name,
                    "resourceType" | "system" | "type" | "status" | "mode" | "relation"
                )
            };
            members
                .iter()
                .map(|(name, value)| {
                    (
                        name.clone(),
                        if fixed(name) {
                            value.clone()
                        } else {
                            numbered(value, copy)
                        },
                    )
                })
                .collect()
        }
        other => other.clone(),
    }
}

/// `SplitMix64`: the same numbers every time.
struct Random(u64);

impl Random {
    fn of(name: &str) -> Self {
        Self(name.bytes().fold(0x9e37_79b9_7f4a_7c15, |seed, byte| {
            (seed ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        }))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);

        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// A short range more often than a long one.
    fn range(&mut self, length: usize) -> (usize, usize) {
        let from = self.below(length + 1);
        let longest = if self.below(4) == 0 {
            length - from
        } else {
            (length - from).min(16)
        };

        (from, from + self.below(longest + 1))
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}
