//! Words in their lines, with labels marked.

use crate::understand::labels::Label;
use crate::understand::marking::mark;
use crate::understand::tokens::tokens;
use crate::understand::torn::joined;
use crate::{Bounds, Word};

/// Words of one line stand no higher or lower than their neighbour by this share of the taller one.
const BESIDE: f32 = 0.45;
/// The same where the neighbour stands further off than so many heights.
const ACROSS: f32 = 0.36;
const FAR: f32 = 6.0;

/// A piece of text between spaces, colons and bars.
#[derive(Clone)]
pub(crate) struct Token {
    pub text: String,
    pub confidence: f32,
    pub bounds: Bounds,
    pub role: Role,
    /// A colon or a number sign follows: what comes next is its value.
    pub announces: bool,
}

/// What a token is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The label with this number.
    Label(usize),
    Value,
}

/// A label on the card.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placed {
    pub label: Label,
    pub bounds: Bounds,
    pub line: usize,
    /// The position of its first token in its line.
    pub start: usize,
    /// The position after the label's last token in its line.
    pub end: usize,
    /// Other words stand right before it: only a colon says that it is a label.
    pub in_phrase: bool,
}

/// A side of a card as lines of tokens from left to right, lines from top to bottom.
pub(crate) struct Layout {
    pub lines: Vec<Vec<Token>>,
    pub labels: Vec<Placed>,
}

impl Layout {
    pub fn of(words: &[Word]) -> Self {
        let mut lines = lines(words.iter().flat_map(tokens).collect());

        for line in &mut lines {
            announce(line);
            *line = joined(std::mem::take(line));
        }

        lines.retain(|line| !line.is_empty());
        let labels = mark(&mut lines);

        Self { lines, labels }
    }
}

/// Colons and number signs that stand alone belong to the word before.
fn announce(line: &mut Vec<Token>) {
    for at in 1..line.len() {
        let (before, here) = line.split_at_mut(at);

        if let (Some(before), Some(here)) = (before.last_mut(), here.first())
            && here.text.is_empty()
            && here.bounds.x - before.bounds.right() < before.bounds.height
        {
            before.announces = true;
        }
    }

    line.retain(|token| !token.text.is_empty());
}

/// Sorts tokens into lines.
fn lines(mut tokens: Vec<Token>) -> Vec<Vec<Token>> {
    tokens.sort_by(|one, other| one.bounds.center().y.total_cmp(&other.bounds.center().y));
    let mut lines: Vec<Vec<Token>> = Vec::new();

    for token in tokens {
        let line = lines.iter_mut().rev().take(6).find(|line| {
            // The nearest neighbour decides: a long line may still slope a little.
            line.iter()
                .min_by(|one, other| {
                    let away = |known: &&Token| {
                        (known.bounds.x - token.bounds.right()).max(token.bounds.x - known.bounds.right())
                    };

                    away(one).total_cmp(&away(other))
                })
                .is_some_and(|nearest| {
                    let offset = (nearest.bounds.center().y - token.bounds.center().y).abs();
                    let taller = nearest.bounds.height.max(token.bounds.height);
                    let gap = (token.bounds.x - nearest.bounds.right()).max(nearest.bounds.x - token.bounds.right());
                    // Far away stand other columns too, whose lines lie between these.
                    let most = if gap > taller * FAR { ACROSS } else { BESIDE };

                    nearest.bounds.shared_height(token.bounds) > 0.5 && offset < taller * most
                })
        });

        match line {
            Some(line) => line.push(token),
            None => lines.push(vec![token]),
        }
    }

    for line in &mut lines {
        line.sort_by(|one, other| one.bounds.x.total_cmp(&other.bounds.x));
    }

    lines.sort_by(|one, other| middle(one).total_cmp(&middle(other)));

    lines
}

fn middle(line: &[Token]) -> f32 {
    line.iter().map(|token| token.bounds.center().y).sum::<f32>() / line.len().max(1) as f32
}
