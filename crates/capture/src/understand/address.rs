//! Where claims are sent on paper.

use crate::Field;
use crate::understand::layout::{Layout, Token};
use crate::understand::runs::{field, is_near};

/// How many lines an address has at most after the words that announce it.
const LINES: usize = 5;
/// Words that go with `claims` where an address follows.
const SENDING: [&str; 8] = ["SEND", "MAIL", "SUBMIT", "ADDRESS", "TO", "MEDICAL", "PAPER", "FILE"];

/// The address below or after the words that announce it. Without a state and a postal code at its end it is none.
pub(crate) fn claims(layout: &Layout) -> Option<Field> {
    layout.lines.iter().enumerate().find_map(|(number, line)| {
        let at = line.iter().position(|token| plain(&token.text).starts_with("CLAIM"))?;
        let announces = at + 1 == line.len()
            || line.iter().any(|token| SENDING.contains(&plain(&token.text).as_str()))
            || line
                .get(at + 1)
                .is_some_and(|next| !is_near(line.get(at).unwrap_or(next), next));

        announces.then(|| address(layout, number, at)).flatten()
    })
}

fn address(layout: &Layout, number: usize, at: usize) -> Option<Field> {
    let line = layout.lines.get(number)?;
    let head = line.get(at)?;
    // What follows on the same line, unless it only goes on announcing.
    let rest: Vec<Token> = line
        .iter()
        .skip(at + 1)
        .skip_while(|token| {
            let word = plain(&token.text);

            SENDING.contains(&word.as_str()) || word.is_empty()
        })
        .cloned()
        .collect();
    let mut lines: Vec<Vec<Token>> = Vec::new();

    if !rest.is_empty() {
        lines.push(rest);
    }

    let start = line.first().map_or(head.bounds, |first| first.bounds);
    let mut bottom = head.bounds.bottom();

    for below in layout.lines.iter().skip(number + 1).take(LINES) {
        if ends_with_place(lines.last()) {
            break;
        }

        let tokens: Vec<Token> = below
            .iter()
            .skip_while(|token| token.bounds.x < start.x - start.height * 1.5)
            .cloned()
            .collect();
        let tokens = first_run(tokens);

        let Some(first) = tokens.first() else {
            continue;
        };

        let near = first.bounds.y - bottom < first.bounds.height.max(start.height) * 1.6;

        if !near || (first.bounds.x - start.x).abs() > start.height * 14.0 {
            break;
        }

        bottom = first.bounds.bottom();
        lines.push(tokens);
    }

    if !ends_with_place(lines.last()) {
        return None;
    }

    let text = lines
        .iter()
        .map(|line| {
            line.iter()
                .map(|token| token.text.as_str())
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect::<Vec<_>>()
        .join(", ")
        // The last dot of a word goes with what divides words.
        .replace("P.O ", "P.O. ");
    let tokens: Vec<Token> = lines.into_iter().flatten().collect();

    Some(field(&text, &tokens, 0.9))
}

/// The words up to the first wide gap.
fn first_run(tokens: Vec<Token>) -> Vec<Token> {
    let end = tokens
        .windows(2)
        .position(|pair| {
            let gap = pair[1].bounds.x - pair[0].bounds.right();

            gap > pair[0].bounds.height.max(pair[1].bounds.height) * 2.5
        })
        .map_or(tokens.len(), |at| at + 1);

    tokens.into_iter().take(end).collect()
}

/// Whether a line ends with a state and a postal code.
fn ends_with_place(line: Option<&Vec<Token>>) -> bool {
    let Some([.., state, code]) = line.map(Vec::as_slice) else {
        return false;
    };
    let digits = code.text.chars().filter(char::is_ascii_digit).count();
    let state = plain(&state.text);

    (digits == 5 || digits == 9)
        && code.text.chars().all(|letter| letter.is_ascii_digit() || letter == '-')
        && state.len() == 2
        && state.chars().all(|letter| letter.is_ascii_uppercase())
}

fn plain(word: &str) -> String {
    word.chars()
        .filter(|letter| letter.is_alphabetic())
        .collect::<String>()
        .to_uppercase()
}
