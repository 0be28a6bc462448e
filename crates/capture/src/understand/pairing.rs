//! Which value belongs to which label, by where both stand.

use crate::understand::labels::Label;
use crate::understand::layout::{Layout, Placed, Role};
use crate::understand::runs::{field, run_words, starts_run, title_words};
use crate::understand::unlabelled::looks_like_a_number;
use crate::understand::value::{self, Value};
use crate::understand::{amount_first, series, tiers, under};
use crate::{Bounds, Field};

/// So many words may stand between a label and its amount.
const SKIPPED: usize = 3;
/// A label among other words is so sure.
const DOUBTFUL: f32 = 0.6;

/// A label and a value that could be its own.
pub(crate) struct Offer {
    pub label: Label,
    pub value: Value,
    pub line: usize,
    pub start: usize,
    /// How sure the place makes the pair; it orders the offers.
    pub score: f32,
}

/// The values of a card on their way to the labels.
pub(crate) struct Pairing<'a> {
    pub layout: &'a Layout,
    used: Vec<Offer>,
    /// Labels stand under their values.
    under: bool,
}

impl<'a> Pairing<'a> {
    pub fn of(layout: &'a Layout) -> Self {
        Self {
            layout,
            used: Vec::new(),
            under: under::is_so(layout),
        }
    }

    pub fn offers(&self) -> Vec<Offer> {
        let mut offers = Vec::new();

        for placed in &self.layout.labels {
            let before = offers.len();
            let beside = self.beside(placed);
            // What is not read has one value like everything else: what stands below is another label's.
            let is_spent = placed.label == Label::Other && beside.is_some();
            offers.extend(beside);

            if is_spent {
                continue;
            }

            offers.extend(self.below(placed));
            offers.extend(self.over(placed));

            // `Subscriber` with a number beside it: the rest of the label was not read.
            if placed.label == Label::Name && !self.says_name(placed) {
                let number = Placed {
                    label: Label::MemberId,
                    ..*placed
                };
                let is_spent = self
                    .beside(&number)
                    .is_some_and(|offer| looks_like_a_number(&offer.value.text));

                // It asked for the number: no name follows below.
                if is_spent {
                    offers.truncate(before);
                }

                let placed_apart = if self.under {
                    self.over(&number)
                } else {
                    self.below(&number)
                };
                let numbers = self.beside(&number).into_iter().chain(placed_apart);
                offers.extend(
                    numbers
                        .filter(|offer| looks_like_a_number(&offer.value.text))
                        .map(|offer| Offer {
                            score: offer.score * 0.7,
                            ..offer
                        }),
                );
            }
        }

        offers.extend(series::offers(self.layout));
        offers.extend(tiers::offers(self.layout));

        offers
    }

    /// The value that follows on the same line.
    fn beside(&self, placed: &Placed) -> Option<Offer> {
        let line = self.layout.lines.get(placed.line)?;

        // The amount behind the label is the next label's, or belongs to several.
        if placed.label.is_amount()
            && (amount_first::is_so(self.layout, placed.line, placed.start)
                || series::is_last_of_several(self.layout, placed))
        {
            return None;
        }

        let Some(next) = line.get(placed.end) else {
            return self.right_of(placed);
        };

        // Another label comes first: the value is that one's.
        if next.role != Role::Value {
            return None;
        }

        let gap = (next.bounds.x - placed.bounds.right()) / placed.bounds.height.max(1.0);

        // `PCN:`, a stretch that was not read, and the group's number.
        if placed.label == Label::RxPcn && gap > 3.0 && next.text.starts_with("RX") {
            return None;
        }

        let score = if gap < 2.0 { 1.0 } else { (0.92 - gap * 0.012).max(0.4) };
        let score = if placed.in_phrase { score * DOUBTFUL } else { score };

        self.offer(placed.label, placed.line, placed.end, score).or_else(|| {
            // A word that belongs to the label, or was misread, may stand before a value that looks like nothing else.
            (1..=SKIPPED)
                .filter(|_| placed.label.is_amount() || placed.label == Label::EffectiveDate)
                .take_while(|skip| {
                    line.get(placed.end + skip)
                        .is_some_and(|token| token.role == Role::Value)
                        // What strangers charge is not asked for.
                        && line
                            .get(placed.end + skip - 1)
                            .is_some_and(|before| !is_out_of_network(&before.text))
                })
                .find_map(|skip| self.offer(placed.label, placed.line, placed.end + skip, score * 0.85))
        })
    }

    /// The last label of a line has its value to the right in another line where the card leans or lines are short.
    fn right_of(&self, placed: &Placed) -> Option<Offer> {
        let (label, tall) = (placed.bounds, placed.bounds.height.max(8.0));

        self.layout
            .lines
            .iter()
            .enumerate()
            .filter(|(number, _)| number.abs_diff(placed.line) == 1)
            .find_map(|(number, line)| {
                let start = line.iter().position(|token| token.bounds.x > label.right())?;
                let token = line.get(start)?;
                let off = (token.bounds.center().y - label.center().y).abs() / tall;
                // A label before it has the better claim.
                let is_free = start
                    .checked_sub(1)
                    .and_then(|before| line.get(before))
                    .is_none_or(|before| before.role == Role::Value || before.bounds.right() < label.x);

                (is_free && off < 0.75 && token.role == Role::Value)
                    .then(|| self.offer(placed.label, number, start, 0.88 - 0.1 * off))
                    .flatten()
            })
    }

    /// Values on the next lines, under the label.
    fn below(&self, placed: &Placed) -> Vec<Offer> {
        let mut offers = Vec::new();
        let next = self.next_label(placed);

        // What stands there is the next label's.
        if self.under {
            return offers;
        }

        for (number, line) in self.layout.lines.iter().enumerate().skip(placed.line + 1) {
            for (start, token) in line.iter().enumerate() {
                // In lines: a small label may stand above a large value, or the other way round.
                let height = placed.bounds.height.max(token.bounds.height).max(8.0);
                let drop = (token.bounds.y - placed.bounds.bottom()) / height;

                if !(-0.6..3.2).contains(&drop) || token.role != Role::Value {
                    continue;
                }

                // What stands under the next label is that one's.
                let most = line
                    .iter()
                    .skip(start)
                    .take_while(|other| {
                        next.is_none_or(|next| other.bounds.x < next - 4.0 || token.bounds.x >= next - 4.0)
                    })
                    .count();
                let Some(offer) = self.offer_of(placed.label, number, (start, most), 0.0) else {
                    continue;
                };
                // Values of neighbouring columns may stand as close as words: what was taken counts.
                let run = line
                    .get(start..start + offer.value.tokens)
                    .unwrap_or_default()
                    .iter()
                    .map(|token| token.bounds)
                    .reduce(Bounds::union)
                    .unwrap_or_default();
                let left = (token.bounds.x - placed.bounds.x).abs() / height;
                let middle = (run.center().x - placed.bounds.center().x).abs() / height;
                let right = (run.right() - placed.bounds.right()).abs() / height;
                let off = left.min(middle).min(right);

                if off > 1.6 && run.shared_width(placed.bounds) < 0.5 {
                    continue;
                }

                // Within a run only what stands right under the label.
                let starts = starts_run(line, start);

                if !starts && left > 0.8 {
                    continue;
                }

                let score = 0.86 - 0.07 * drop.max(0.0) - 0.05 * off.min(3.0) - if starts { 0.0 } else { 0.1 };
                offers.push(Offer { score, ..offer });
            }
        }

        offers
    }

    /// Whether a label asks for a name in so many words: what stands there is no number.
    fn says_name(&self, placed: &Placed) -> bool {
        placed
            .end
            .checked_sub(1)
            .and_then(|last| self.layout.lines.get(placed.line)?.get(last))
            .is_some_and(|token| token.text.to_uppercase().contains("NAME"))
    }

    /// Amounts that stand on top of what they are for, as designers like it, and whatever stands on top of its label
    /// where all labels are set so.
    fn over(&self, placed: &Placed) -> Vec<Offer> {
        let may_be = placed.label.is_amount() || self.under;
        // Under what stands below its label, which is usual.
        let best = if self.under { 0.9 } else { 0.7 };
        let mut offers = Vec::new();

        for (number, line) in self
            .layout
            .lines
            .iter()
            .enumerate()
            .take(placed.line)
            .filter(|_| may_be)
        {
            for (start, token) in line.iter().enumerate() {
                let height = placed.bounds.height.max(token.bounds.height).max(8.0);
                let rise = (placed.bounds.y - token.bounds.bottom()) / height;
                let left = (token.bounds.x - placed.bounds.x).abs() / height;
                let middle = (token.bounds.center().x - placed.bounds.center().x).abs() / height;
                let off = left.min(middle);

                if (-0.6..1.6).contains(&rise) && off < 1.2 && token.role == Role::Value {
                    offers.extend(self.offer(placed.label, number, start, best - 0.07 * rise.max(0.0) - 0.05 * off));
                }
            }
        }

        offers
    }

    /// Where the next label of the same line begins.
    fn next_label(&self, placed: &Placed) -> Option<f32> {
        self.layout
            .labels
            .iter()
            .filter(|other| other.line == placed.line && other.start >= placed.end)
            .map(|other| other.bounds.x)
            .min_by(f32::total_cmp)
    }

    fn offer(&self, label: Label, line: usize, start: usize, score: f32) -> Option<Offer> {
        self.offer_of(label, line, (start, usize::MAX), score)
    }

    /// The value that begins at a word and has no more words than so many.
    fn offer_of(&self, label: Label, line: usize, (start, most): (usize, usize), score: f32) -> Option<Offer> {
        let tokens = self.layout.lines.get(line)?;
        let mut words = if label == Label::Plan {
            title_words(tokens, start)
        } else {
            run_words(tokens, start)
        };
        words.truncate(most);
        let value = value::value(label, &words)?;
        let score = if label == Label::Contract { score * 0.5 } else { score };

        Some(Offer {
            label,
            value,
            line,
            start,
            score,
        })
    }

    /// The value goes to this label and to no other.
    pub fn take(&mut self, offer: Offer) {
        self.used.push(offer);
    }

    pub fn is_free(&self, offer: &Offer) -> bool {
        (offer.start..offer.start + offer.value.tokens).all(|token| !self.is_used(offer.line, token))
    }

    pub fn is_used(&self, line: usize, token: usize) -> bool {
        self.used
            .iter()
            .any(|used| used.line == line && (used.start..used.start + used.value.tokens).contains(&token))
    }

    pub fn field(&self, offer: &Offer) -> Field {
        let tokens = self
            .layout
            .lines
            .get(offer.line)
            .and_then(|line| line.get(offer.start..offer.start + offer.value.tokens))
            .unwrap_or_default();

        field(&offer.value.text, tokens, offer.score)
    }
}

/// `Out-of-Network`, `OON`, `Non-Par`.
fn is_out_of_network(text: &str) -> bool {
    let text = text.to_uppercase();

    text.starts_with("OUT") || text.starts_with("NON") || text == "OON"
}
