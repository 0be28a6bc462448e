//! Names of payers that are set on two lines, one below the other.

use crate::understand::candidate::{Candidate, MARKS, is_among, prominence, spelled, tallest, union};
use crate::understand::layout::Token;
use crate::understand::payer::{ENDINGS, is_marked, is_rest};
use crate::understand::plan;
use crate::{Bounds, PayerTable};

/// Two lines are one name if their letters are as large within this share.
const AS_LARGE: f32 = 0.14;
/// Lines of one name stand no further apart than this, and begin or are centred no further apart than this, in heights of
/// their letters.
const CLOSE: f32 = 0.8;
const ALIGNED: f32 = 0.5;

/// A name set on two lines: right below, and together a name that the table knows or one that cannot end where the
/// first line does, or with nothing but `Health Plan` and the like on the second.
pub(crate) fn join(first: &mut Candidate, seconds: &[Vec<Token>], table: &PayerTable, bottom: f32) {
    let Some(bounds) = union(&first.tokens) else {
        return;
    };
    let height = tallest(&first.tokens);
    let is_open = first
        .tokens
        .last()
        .is_some_and(|token| ["OF", "AND", "&", "FOR", "THE"].contains(&token.text.to_uppercase().as_str()));
    let is_marked = is_marked(first);
    let is_unknown = first.spelled.is_none() && !is_marked && !is_rest(first);

    for second in seconds.iter().filter(|second| is_below(bounds, height, second)) {
        let both: Vec<Token> = first.tokens.iter().chain(second).cloned().collect();
        let spelled = spelled(&both, table);
        let ratio = tallest(second) / height;
        let is_as_large = (ratio - 1.0).abs() < AS_LARGE;
        let is_set_alike = is_as_large && is_close(&first.tokens, second);
        let may_end = first.spelled.is_none() && !is_marked && (0.5..1.6).contains(&ratio) || is_set_alike;
        let is_rest = may_end && second.iter().all(|token| is_among(ENDINGS, &token.text));
        // `TrueNorth / Community Care`: set alike and close, and only the second line says what it is.
        let is_whole = is_unknown
            && is_set_alike
            && second.iter().any(|token| is_among(MARKS, &token.text))
            && !is_plan(second, table);

        if spelled.is_some() || (is_open && is_as_large) || is_rest || is_whole {
            first.prominence = first.prominence.max(prominence(second, bottom));
            first.spelled = spelled;
            first.tokens = both;

            return;
        }
    }
}

/// Whether words stand right below a line whose letters are so tall, wherever both begin or end.
fn is_below(line: Bounds, height: f32, second: &[Token]) -> bool {
    union(second).is_some_and(|below| {
        let gap = below.y - line.bottom();
        let is_under = (below.x - line.x).abs() < height * 2.0
            || (below.right() - line.right()).abs() < height * 1.2
            || (below.center().x - line.center().x).abs() < height * 1.2;

        (-0.4 * height..1.1 * height).contains(&gap) && below.y > line.center().y && is_under
    })
}

/// Names that the table knows and that are parted where no word of them ends: `Blue Cross Blue / Shield of Kansas`.
pub(crate) fn across(runs: &[Vec<Token>], table: &PayerTable, bottom: f32) -> Vec<Candidate> {
    let mut found = Vec::new();

    for first in runs {
        let Some(bounds) = union(first) else {
            continue;
        };
        let below = runs.iter().filter(|second| is_below(bounds, tallest(first), second));

        for second in below {
            let both: Vec<Token> = first.iter().chain(second).cloned().collect();

            if let Some(spelled) = spelled(&both, table) {
                found.push(Candidate {
                    prominence: prominence(first, bottom).max(prominence(second, bottom)),
                    tokens: both,
                    spelled: Some(spelled),
                });
            }
        }
    }

    found
}

/// Whether a line stands right below another, both beginning or ending at one place or with their middles one below the other.
fn is_close(first: &[Token], second: &[Token]) -> bool {
    let (Some(above), Some(below)) = (union(first), union(second)) else {
        return false;
    };
    let height = tallest(first);
    let is_aligned = [
        above.x - below.x,
        above.right() - below.right(),
        above.center().x - below.center().x,
    ]
    .iter()
    .any(|off| off.abs() < height * ALIGNED);

    is_aligned && below.y - above.bottom() < height * CLOSE
}

fn is_plan(tokens: &[Token], table: &PayerTable) -> bool {
    let words: Vec<&str> = tokens.iter().map(|token| token.text.as_str()).collect();

    plan::is_name(&words, table)
}
