//! The most likely zone whose check digits are right: letters that look alike are told apart by what may stand where
//! and by what the check digits allow.

use super::Format;
use super::cells::Scores;
use super::layout::{allowed, columns, composite, composite_digit, rows};
use super::letters::ALPHABET;

/// A letter this much less like its cell than the best one is not believed, whatever the check digits say.
const MOST_DOUBT: f32 = 0.10;
/// And all of them together: a zone that wants more mending is refused.
const MOST_DOUBTS: f32 = 0.14;
/// So many letters may be mended.
const MOST_MENDED: usize = 2;

/// The letters of a line are as like their cells as this on average.
const LEAST_ALIKE: f32 = 0.66;

/// A zone as it is believed.
pub(super) struct Mended {
    pub text: String,
    /// How much surer its least sure letter is than the next likely one, 0 to 1.
    pub confidence: f32,
}

/// A letter that may stand in a cell, and what it costs to believe it.
#[derive(Clone, Copy)]
struct Candidate {
    letter: u8,
    cost: f32,
}

/// A cell of what check digits cover, in the composite's order.
#[derive(Clone, Copy)]
struct Step {
    cell: usize,
    /// The weight in its own run's sum; `None` where the run has no check digit of its own.
    own: Option<u32>,
    /// This cell is the run's check digit.
    check: bool,
}

/// Decides on the letters of a zone. `None` where its check digits cannot be made right by little.
pub(super) fn mend(format: Format, cells: &[Scores]) -> Option<Mended> {
    let columns = columns(format);

    if cells.len() != columns * rows(format) {
        return None;
    }

    let candidates: Vec<Vec<Candidate>> = cells
        .iter()
        .enumerate()
        .map(|(index, scores)| candidates(scores, allowed(format, index / columns, index % columns)))
        .collect();
    let mut text: Vec<u8> = candidates
        .iter()
        .map(|candidates| candidates.first().map_or(b'<', |candidate| candidate.letter))
        .collect();
    let number_at = composite(format).first()?;
    let number_check = number_at.row * columns + number_at.to;
    // A number too long for its field has a filler for its check digit, and goes on in the optional data.
    let long_number = text.get(number_check) == Some(&b'<');
    let chosen = choose(format, &candidates, long_number).or_else(|| choose(format, &candidates, !long_number))?;
    let (mut doubts, mut mended) = (0.0, 0);

    for (cell, candidate) in chosen {
        let letter = text.get_mut(cell)?;

        if candidate.letter != *letter {
            if candidate.cost > MOST_DOUBT {
                return None;
            }

            doubts += candidate.cost;
            mended += 1;
            *letter = candidate.letter;
        }
    }

    if mended > MOST_MENDED || doubts > MOST_DOUBTS {
        return None;
    }

    // Every line looks like letters of the zone, those without check digits too.
    let alike = |(row, line): (usize, &[u8])| {
        let sum: f32 = line
            .iter()
            .enumerate()
            .filter_map(|(column, letter)| {
                let index = ALPHABET.iter().position(|known| known == letter)?;

                cells.get(row * columns + column)?.get(index).copied()
            })
            .sum();

        sum / columns as f32
    };

    if text.chunks(columns).enumerate().any(|line| alike(line) < LEAST_ALIKE) {
        return None;
    }

    let margin = candidates
        .iter()
        .filter_map(|candidates| candidates.get(1).map(|next| next.cost))
        .fold(1.0, f32::min);
    let text = text
        .chunks(columns)
        .map(|line| String::from_utf8_lossy(line).into_owned())
        .collect::<Vec<_>>()
        .join("\n");

    Some(Mended {
        text,
        // Letters that were read rightly differ by 0.05 and more.
        confidence: (0.5 + margin * 8.0).min(0.99),
    })
}

/// The letters that may stand in a cell, the likeliest first.
fn candidates(scores: &Scores, allowed: &[u8]) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = ALPHABET
        .iter()
        .zip(scores)
        .filter(|(letter, _)| allowed.contains(letter))
        .map(|(letter, score)| Candidate {
            letter: *letter,
            cost: *score,
        })
        .collect();
    candidates.sort_by(|one, other| other.cost.total_cmp(&one.cost));
    let best = candidates.first().map_or(0.0, |candidate| candidate.cost);

    for candidate in &mut candidates {
        candidate.cost = best - candidate.cost;
    }

    candidates
}

/// The cells that the composite check digit covers.
fn steps(format: Format, long_number: bool) -> Vec<Step> {
    let columns = columns(format);
    let mut steps = Vec::new();

    for (index, covered) in composite(format).iter().enumerate() {
        let own = covered.own && !(long_number && index == 0);

        for (place, column) in (covered.from..covered.to).enumerate() {
            steps.push(Step {
                cell: covered.row * columns + column,
                own: own.then(|| weight(place)),
                check: false,
            });
        }

        if covered.own {
            steps.push(Step {
                cell: covered.row * columns + covered.to,
                own: None,
                check: own,
            });
        }
    }

    steps
}

fn weight(place: usize) -> u32 {
    [7, 3, 1][place % 3]
}

fn value(letter: u8) -> u32 {
    match letter {
        b'0'..=b'9' => u32::from(letter - b'0'),
        b'A'..=b'Z' => u32::from(letter - b'A') + 10,
        _ => 0,
    }
}

/// Sums so far: of the composite and of the run, each modulo ten.
const STATES: usize = 100;

/// The cheapest letters for which every check digit is right: one pass over the cells that keeps, for each pair of
/// sums, the cheapest way there.
fn choose(format: Format, candidates: &[Vec<Candidate>], long_number: bool) -> Option<Vec<(usize, Candidate)>> {
    let steps = steps(format, long_number);
    let mut costs = [f32::INFINITY; STATES];
    costs[0] = 0.0;
    // For each step and state: which candidate led here, and from which state.
    let mut ways: Vec<[(u8, u8); STATES]> = Vec::with_capacity(steps.len());

    for (place, step) in steps.iter().enumerate() {
        let mut next = [f32::INFINITY; STATES];
        let mut way = [(0, 0); STATES];

        for (state, cost) in costs.iter().enumerate().filter(|(_, cost)| cost.is_finite()) {
            let (all, run) = ((state / 10) as u32, (state % 10) as u32);

            for (index, candidate) in candidates.get(step.cell)?.iter().enumerate() {
                let value = value(candidate.letter);

                if step.check && value != run {
                    continue;
                }

                let all = (all + value * weight(place)) % 10;
                let run = match step.own {
                    Some(weight) => (run + value * weight) % 10,
                    None => 0,
                };
                let (to, cost) = ((all * 10 + run) as usize, cost + candidate.cost);

                if cost < next[to] {
                    next[to] = cost;
                    way[to] = (index as u8, state as u8);
                }
            }
        }

        costs = next;
        ways.push(way);
    }

    let (row, column) = composite_digit(format);
    let last = row * columns(format) + column;
    let (end, digit) = costs
        .iter()
        .enumerate()
        .flat_map(|(state, cost)| {
            candidates
                .get(last)
                .into_iter()
                .flatten()
                .filter(move |digit| value(digit.letter) as usize == state / 10)
                .map(move |digit| (cost + digit.cost, state, *digit))
        })
        .min_by(|one, other| one.0.total_cmp(&other.0))
        .filter(|(cost, ..)| cost.is_finite())
        .map(|(_, state, digit)| (state, digit))?;
    let mut chosen = vec![(last, digit)];
    let mut state = end;

    for (step, way) in steps.iter().zip(&ways).rev() {
        let (index, from) = *way.get(state)?;
        chosen.push((step.cell, *candidates.get(step.cell)?.get(usize::from(index))?));
        state = usize::from(from);
    }

    Some(chosen)
}
