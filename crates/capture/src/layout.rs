//! Words in their lines, with labels marked.

use crate::labels::{Label, exactly, label};
use crate::{Bounds, Word};

/// The most words that make a label.
const LABEL_WORDS: usize = 4;

/// A piece of text between spaces, colons and bars.
#[derive(Clone)]
pub(crate) struct Token {
    pub text: String,
    pub confidence: f32,
    pub bounds: Bounds,
    pub role: Role,
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
    /// The position after the label's last token in its line.
    pub end: usize,
}

/// A side of a card as lines of tokens from left to right, lines from top to bottom.
pub(crate) struct Layout {
    pub lines: Vec<Vec<Token>>,
    pub labels: Vec<Placed>,
}

impl Layout {
    pub fn of(words: &[Word]) -> Self {
        let mut lines = lines(words.iter().flat_map(tokens).collect());
        let labels = mark(&mut lines);

        Self { lines, labels }
    }
}

/// Splits a word where a label and its value were set without a space.
fn tokens(word: &Word) -> Vec<Token> {
    let letters: Vec<char> = word.text.chars().collect();
    let letters = with_id(with_zeros(letters));
    let width = word.bounds.width / letters.len().max(1) as f32;
    let mut tokens = Vec::new();
    let mut start = 0;

    for end in 0..=letters.len() {
        let splits = letters.get(end).is_none_or(|letter| is_break(*letter, &letters, end));

        if splits {
            let text: String = letters.get(start..end).unwrap_or_default().iter().collect();
            let text = text
                .trim_matches(|letter: char| !letter.is_alphanumeric() && !"$%()'".contains(letter))
                .to_owned();

            if text.chars().any(char::is_alphanumeric) {
                let left = word.bounds.x + width * start as f32;
                let bounds = Bounds {
                    x: left,
                    width: width * (end - start) as f32,
                    ..word.bounds
                };
                tokens.push(Token {
                    text,
                    confidence: word.confidence,
                    bounds,
                    role: Role::Value,
                });
            }

            start = end + 1;
        }
    }

    tokens
}

/// A zero with a stroke or a dot in it is read as other round signs.
fn with_zeros(letters: Vec<char>) -> Vec<char> {
    let is_number = letters.iter().filter(|letter| letter.is_ascii_digit()).count() * 2 >= letters.len();

    letters
        .into_iter()
        .map(|letter| {
            if is_number && "@Ø©®°".contains(letter) {
                '0'
            } else {
                letter
            }
        })
        .collect()
}

/// The I of `ID` is read as every kind of stroke.
fn with_id(mut letters: Vec<char>) -> Vec<char> {
    let is_id = letters.get(1) == Some(&'D') && letters.get(2).is_none_or(|letter| ":.#".contains(*letter));

    if let Some(first) = letters
        .first_mut()
        .filter(|first| is_id && "!|'[]l1/i".contains(**first))
    {
        *first = 'I';
    }

    letters
}

/// Colons, bars and number signs divide; a slash divides letters and amounts but not a date.
fn is_break(letter: char, letters: &[char], at: usize) -> bool {
    match letter {
        ':' | '|' | '#' | '=' | '•' | '·' | ';' => true,
        '/' => {
            let digits_only = letters
                .iter()
                .all(|letter| letter.is_ascii_digit() || "/-.".contains(*letter));

            !digits_only && at > 0
        }
        _ => false,
    }
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
                    let away = |known: &&Token| (known.bounds.center().x - token.bounds.center().x).abs();

                    away(one).total_cmp(&away(other))
                })
                .is_some_and(|nearest| {
                    let offset = (nearest.bounds.center().y - token.bounds.center().y).abs();
                    let taller = nearest.bounds.height.max(token.bounds.height);

                    nearest.bounds.shared_height(token.bounds) > 0.5 && offset < taller * 0.45
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

/// Marks the longest labels, from left to right.
fn mark(lines: &mut [Vec<Token>]) -> Vec<Placed> {
    let mut placed = Vec::new();

    for (number, line) in lines.iter_mut().enumerate() {
        let mut start = 0;

        while start < line.len() {
            let Some((label, length)) = longest(&line[start..]) else {
                start += 1;
                continue;
            };

            if length == 1 && !is_unmistakable(label) && is_within_a_phrase(line, start) {
                start += 1;
                continue;
            }

            let end = start + length;
            let bounds = line[start..end]
                .iter()
                .fold(line[start].bounds, |all, token| all.union(token.bounds));

            for token in &mut line[start..end] {
                token.role = Role::Label(placed.len());
            }

            placed.push(Placed {
                label,
                bounds,
                line: number,
                end,
            });
            start = end;
        }
    }

    placed
}

/// Labels that stand in no name and no sentence, or whose values look like nothing else.
fn is_unmistakable(label: Label) -> bool {
    matches!(
        label,
        Label::RxBin
            | Label::RxPcn
            | Label::RxGrp
            | Label::Deductible
            | Label::Primary
            | Label::Specialist
            | Label::Urgent
            | Label::Emergency
            | Label::MedicareNumber
            | Label::PayerId
    )
}

/// `Plan` in `Evergreen Health Plan` is no label: words without digits stand right before it.
fn is_within_a_phrase(line: &[Token], at: usize) -> bool {
    let (Some(before), Some(token)) = (at.checked_sub(1).and_then(|before| line.get(before)), line.get(at)) else {
        return false;
    };
    let gap = token.bounds.x - before.bounds.right();

    before.role == Role::Value
        && gap < before.bounds.height.max(token.bounds.height) * 0.8
        && before
            .text
            .chars()
            .all(|letter| letter.is_alphabetic() || "'&.-".contains(letter))
}

/// The longest label that these tokens begin with.
fn longest(tokens: &[Token]) -> Option<(Label, usize)> {
    let most = tokens.len().min(LABEL_WORDS);

    (1..=most).rev().find_map(|length| {
        let parts = tokens.get(..length)?;
        let together = parts.windows(2).all(|pair| {
            let gap = pair[1].bounds.x - pair[0].bounds.right();

            gap < pair[0].bounds.height.max(pair[1].bounds.height) * 1.3
        });
        let spelling: String = parts
            .iter()
            .flat_map(|token| token.text.chars())
            .filter(char::is_ascii_alphanumeric)
            .collect();

        // `Specialist ER` is two labels and no misspelt `Specialists`.
        let are_two = exactly(&spelling).is_none()
            && (1..length).any(|at| {
                let part = |tokens: &[Token]| {
                    let text: String = tokens.iter().map(|token| token.text.as_str()).collect();

                    exactly(&text).is_some()
                };

                part(&parts[..at]) && part(&parts[at..])
            });

        if together && !are_two {
            label(&spelling).map(|label| (label, length))
        } else {
            None
        }
    })
}
