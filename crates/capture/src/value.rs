//! What the value of each label looks like.

use crate::labels::Label;

/// A value made of the first tokens of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Value {
    pub text: String,
    /// How many tokens it takes.
    pub tokens: usize,
}

/// The value that these words begin with, if they look like what the label announces. Words that follow belong to
/// one run: nothing wider than a space stands between them.
pub(crate) fn value(label: Label, words: &[&str]) -> Option<Value> {
    match label {
        Label::MemberId => identifier(words, 6, 3),
        Label::Group => identifier(words, 2, 1),
        Label::RxBin => bin(words),
        Label::RxPcn => code(words, 2, 12),
        Label::RxGrp => code(words, 2, 15),
        Label::Name => name(words),
        Label::EffectiveDate => date(words),
        Label::Phone => phone(words),
        amount if amount.is_amount() => money(words),
        Label::PayerId => code(words, 3, 10).filter(|value| value.text.chars().any(|letter| letter.is_ascii_digit())),
        Label::Dependants => name(words),
        Label::Plan => plan(words),
        Label::Payer => payer(words),
        Label::MedicareNumber => medicare(words),
        _ => anything(words),
    }
}

/// Letters, digits and dashes with enough digits, in up to four chunks.
pub(crate) fn identifier(words: &[&str], least: usize, digits: usize) -> Option<Value> {
    let mut chunks: Vec<String> = Vec::new();

    for word in words.iter().take(4) {
        // No identifier has a dollar in it: it is an S.
        let word = &word.trim_matches(['(', ')', '\'']).replace('$', "S");
        let has_digit = word.chars().any(|letter| letter.is_ascii_digit());
        // The first chunk may be a prefix of letters.
        let fits = word
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || "-*.".contains(letter))
            && (has_digit || (chunks.is_empty() && word.len() <= 5 && is_upper(word)));

        if !fits {
            break;
        }

        chunks.push(with_letters(&mended(word)));
    }

    let text = chunks.join(" ");
    let letters = text.chars().filter(char::is_ascii_alphanumeric).count();
    let found = text.chars().filter(char::is_ascii_digit).count();

    (letters >= least && letters <= 30 && found >= digits).then_some(Value {
        text,
        tokens: chunks.len(),
    })
}

fn is_upper(word: &str) -> bool {
    word.chars().all(|letter| !letter.is_lowercase())
}

/// Between digits, a letter that readers confuse with a digit is that digit.
fn mended(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let digit_at = |index: Option<usize>| {
        index
            .and_then(|index| letters.get(index))
            .is_some_and(char::is_ascii_digit)
    };

    letters
        .iter()
        .enumerate()
        .map(|(index, letter)| {
            let before = digit_at(index.checked_sub(1));
            let after = digit_at(Some(index + 1));

            // Only between two digits: at the end it may well be a letter.
            if before && after {
                as_digit(*letter).unwrap_or(*letter)
            } else {
                *letter
            }
        })
        .collect()
}

/// In a prefix of letters before a run of digits, a digit that readers confuse with a letter is that letter: between
/// two letters, or first before one. Small letters among capitals are capitals.
fn with_letters(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let prefix = letters
        .iter()
        .rposition(char::is_ascii_alphabetic)
        .map_or(0, |last| last + 1);
    let digits_after = letters
        .iter()
        .skip(prefix)
        .filter(|letter| letter.is_ascii_digit())
        .count();

    // A Medicare number begins with a digit and a letter, and mixes them throughout.
    if prefix > 3 || digits_after < 5 {
        return word.to_owned();
    }

    for index in 0..prefix {
        let is_letter = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_alphabetic);
        let before = index == 0 || is_letter(index.checked_sub(1));
        let changed = match letters.get(index) {
            Some('0') => 'O',
            Some('1') => 'I',
            _ => continue,
        };

        if before && is_letter(Some(index + 1)) {
            letters[index] = changed;
        }
    }

    letters.into_iter().map(|letter| letter.to_ascii_uppercase()).collect()
}

/// The digit that a letter is often read for.
pub(crate) fn as_digit(letter: char) -> Option<char> {
    match letter {
        'O' | 'o' | 'Q' | 'D' => Some('0'),
        'I' | 'l' | '|' | 'i' | '!' => Some('1'),
        'Z' | 'z' => Some('2'),
        'S' | 's' => Some('5'),
        'B' => Some('8'),
        _ => None,
    }
}

/// Six digits (NCPDP); letters that stand for digits are mended, because there are none in a BIN.
fn bin(words: &[&str]) -> Option<Value> {
    let mut digits = String::new();

    for (index, word) in words.iter().take(3).enumerate() {
        let read: Option<String> = word
            .trim_matches(|letter: char| !letter.is_alphanumeric())
            .chars()
            .map(|letter| {
                if letter.is_ascii_digit() {
                    Some(letter)
                } else {
                    as_digit(letter)
                }
            })
            .collect();
        digits.push_str(&read?);

        if digits.len() == 6 {
            let printed = words
                .iter()
                .take(index + 1)
                .flat_map(|word| word.chars())
                .filter(char::is_ascii_digit)
                .count();

            return (printed >= 4).then_some(Value {
                text: digits,
                tokens: index + 1,
            });
        }
    }

    None
}

/// One word of capitals and digits.
fn code(words: &[&str], least: usize, most: usize) -> Option<Value> {
    let word = words.first()?;
    let fits = (least..=most).contains(&word.len())
        && word
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || "-*.".contains(letter))
        && (is_upper(word) || word.chars().any(|letter| letter.is_ascii_digit()));

    fits.then(|| Value {
        text: mended(word),
        tokens: 1,
    })
}

/// Two to six words of letters, or one before a comma.
pub(crate) fn name(words: &[&str]) -> Option<Value> {
    let taken: Vec<&str> = words
        .iter()
        .take(6)
        .copied()
        .take_while(|word| {
            word.chars()
                .all(|letter| letter.is_alphabetic() || "'’-.,`".contains(letter))
                && !is_no_name(word)
        })
        .collect();
    let letters: usize = taken
        .iter()
        .map(|word| word.chars().filter(|letter| letter.is_alphabetic()).count())
        .sum();
    let starts_big = taken
        .first()
        .and_then(|word| word.chars().next())
        .is_some_and(char::is_uppercase);

    (letters >= 4 && starts_big).then(|| Value {
        text: taken
            .iter()
            .map(|word| with_capital(word))
            .collect::<Vec<_>>()
            .join(" ")
            .replace(['’', '`'], "'")
            .trim_end_matches([',', '.', '-'])
            .to_owned(),
        tokens: taken.len(),
    })
}

/// A name begins with a capital: a small l in its place is an I.
fn with_capital(word: &str) -> String {
    match word.strip_prefix('l') {
        Some(rest) if rest.chars().next().is_some_and(char::is_lowercase) => format!("I{rest}"),
        _ => word.to_owned(),
    }
}

/// Words on cards that are part of no person's name.
fn is_no_name(word: &str) -> bool {
    const WORDS: [&str; 33] = [
        "HEALTH",
        "PLAN",
        "INSURANCE",
        "CARD",
        "SERVICES",
        "SERVICE",
        "NUMBER",
        "PPO",
        "HMO",
        "EPO",
        "POS",
        "HDHP",
        "MEDICAL",
        "COVERAGE",
        "MEDICARE",
        "MEDICAID",
        "CALL",
        "PHARMACY",
        "NETWORK",
        "COPAY",
        "COPAYS",
        "BENEFITS",
        "PLEASE",
        "CARE",
        "ENROLLEE",
        "SUBSCRIBER",
        "MEMBER",
        "INSURED",
        "CARDHOLDER",
        "GROUP",
        "GRP",
        "DEPENDENTS",
        "SPECIALIST",
    ];

    WORDS.contains(&word.to_uppercase().as_str())
}

/// Dollars, with cents or not, or a percentage.
pub(crate) fn money(words: &[&str]) -> Option<Value> {
    let first = words.first()?.trim_matches(|letter: char| "(),.".contains(letter));

    // A dollar sign may stand alone. One that was read as a digit is not guessed at.
    let (amount, tokens) = if first == "$" {
        (format!("${}", words.get(1)?), 2)
    } else {
        (first.to_owned(), 1)
    };
    // A dollar sign is often read as an S, and a zero as an O; no word of a card is made of just these.
    let digits = amount.strip_prefix(['$', 'S', 's', '§']).filter(|rest| {
        !rest.is_empty()
            && rest
                .chars()
                .all(|letter| letter.is_ascii_digit() || ".,Oo".contains(letter))
    });

    if let Some(digits) = digits {
        let digits = digits.replace(['O', 'o'], "0");
        let (whole, cents) = digits
            .split_once('.')
            .map_or((digits.as_str(), None), |(whole, cents)| (whole, Some(cents)));
        let whole_fits = !whole.is_empty()
            && whole.len() <= 7
            && whole.chars().all(|letter| letter.is_ascii_digit() || letter == ',');
        let cents_fit =
            cents.is_none_or(|cents| cents.len() == 2 && cents.chars().all(|letter| letter.is_ascii_digit()));

        return (whole_fits && cents_fit).then(|| Value {
            text: format!("${digits}"),
            tokens,
        });
    }

    let percent = amount.strip_suffix('%')?;
    let fits = (1..=3).contains(&percent.len()) && percent.chars().all(|letter| letter.is_ascii_digit());

    fits.then_some(Value { text: amount, tokens })
}

/// A date as `YYYY-MM-DD`. Cards of the United States put the month first.
fn date(words: &[&str]) -> Option<Value> {
    let first = words.first()?;
    let parts: Vec<&str> = first.split(['/', '-', '.']).collect();

    if let [one, two, three] = parts.as_slice() {
        let numbers: Option<Vec<i32>> = [one, two, three].iter().map(|part| part.parse().ok()).collect();
        let numbers = numbers?;
        let (year, month, day) = if one.len() == 4 {
            (numbers[0], numbers[1], numbers[2])
        } else {
            (
                if three.len() == 2 {
                    2000 + numbers[2]
                } else {
                    numbers[2]
                },
                numbers[0],
                numbers[1],
            )
        };

        return civil(year, month, day).map(|text| Value { text, tokens: 1 });
    }

    // `January 1, 2026` or `Jan 1 2026` or `1 January 2026`.
    let clean = |index: usize| {
        words
            .get(index)
            .map(|word| word.trim_matches([',', '.']))
            .unwrap_or_default()
    };
    let (month, day) = match month(clean(0)) {
        Some(month) => (month, clean(1)),
        None => (month(clean(1))?, clean(0)),
    };
    let text = civil(clean(2).parse().ok()?, month, day.parse().ok()?)?;

    Some(Value { text, tokens: 3 })
}

fn civil(year: i32, month: i32, day: i32) -> Option<String> {
    let date = jiff::civil::Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()?;

    (1950..2100).contains(&year).then(|| date.to_string())
}

fn month(word: &str) -> Option<i32> {
    const MONTHS: [&str; 12] = [
        "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
    ];
    let start: String = word.chars().take(3).collect::<String>().to_uppercase();

    MONTHS
        .iter()
        .position(|month| *month == start)
        .map(|index| index as i32 + 1)
}

/// Ten digits, or eleven with a leading one.
pub(crate) fn phone(words: &[&str]) -> Option<Value> {
    let mut text = String::new();

    for (index, word) in words.iter().take(4).enumerate() {
        if !word
            .chars()
            .all(|letter| letter.is_ascii_digit() || "()-.+".contains(letter))
        {
            return None;
        }

        if !text.is_empty() {
            text.push(' ');
        }

        text.push_str(word);
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let starts_with_one = text.trim_start_matches(['+', '(']).starts_with('1');

        if digits == 11 && starts_with_one || digits == 10 && !starts_with_one {
            return Some(Value {
                text,
                tokens: index + 1,
            });
        }
    }

    None
}

/// The kinds of plan.
const KINDS: [&str; 9] = ["PPO", "HMO", "EPO", "POS", "HDHP", "DHMO", "DPPO", "PFFS", "OAP"];

/// Whether a word names a kind of plan.
pub(crate) fn is_plan_kind(word: &str) -> bool {
    KINDS.contains(
        &word
            .trim_matches(|letter: char| !letter.is_alphanumeric())
            .to_uppercase()
            .as_str(),
    )
}

fn plan(words: &[&str]) -> Option<Value> {
    let taken: Vec<&str> = words
        .iter()
        .take(6)
        .copied()
        .take_while(|word| !word.starts_with('$'))
        .collect();
    let letters = taken
        .iter()
        .flat_map(|word| word.chars())
        .filter(|letter| letter.is_alphabetic())
        .count();

    (letters >= 3).then(|| Value {
        text: taken.join(" "),
        tokens: taken.len(),
    })
}

fn payer(words: &[&str]) -> Option<Value> {
    plan(words)
}

fn medicare(words: &[&str]) -> Option<Value> {
    (1..=words.len().min(3)).find_map(|tokens| {
        let text = words.get(..tokens)?.concat();

        crate::mbi::valid(&text).map(|text| Value { text, tokens })
    })
}

fn anything(words: &[&str]) -> Option<Value> {
    let word = words.first()?;

    word.chars().any(|letter| letter.is_ascii_digit()).then(|| Value {
        text: String::new(),
        tokens: 1,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    fn text(label: Label, words: &[&str]) -> Option<String> {
        value(label, words).map(|value| value.text)
    }

    #[test]
    fn letters_and_digits_of_an_identifier_are_told_apart() {
        assert_eq!(
            text(Label::MemberId, &["XEH8O4512097"]).as_deref(),
            Some("XEH804512097")
        );
        assert_eq!(
            text(Label::MemberId, &["1UD190225243"]).as_deref(),
            Some("IUD190225243")
        );
        assert_eq!(
            text(Label::MemberId, &["J1L354082120"]).as_deref(),
            Some("JIL354082120")
        );
        assert_eq!(text(Label::MemberId, &["Z41824504Q"]).as_deref(), Some("Z41824504Q"));
        assert_eq!(
            text(Label::MemberId, &["1EG4-TE5-MK73"]).as_deref(),
            Some("1EG4-TE5-MK73")
        );
        assert_eq!(
            text(Label::MemberId, &["XEH771200345", "02", "Group"]).as_deref(),
            Some("XEH771200345 02")
        );
        assert_eq!(text(Label::MemberId, &["Services"]), None);
    }

    #[test]
    fn a_bin_has_six_digits() {
        assert_eq!(text(Label::RxBin, &["61O279"]).as_deref(), Some("610279"));
        assert_eq!(text(Label::RxBin, &["61027"]), None);
        assert_eq!(text(Label::RxBin, &["6102791"]), None);
        assert_eq!(text(Label::RxBin, &["BOSSIL"]), None);
    }

    #[test]
    fn amounts_are_dollars_or_percent() {
        assert_eq!(text(Label::Primary, &["$25"]).as_deref(), Some("$25"));
        assert_eq!(text(Label::Primary, &["$", "25.00"]).as_deref(), Some("$25.00"));
        assert_eq!(text(Label::Primary, &["S75"]).as_deref(), Some("$75"));
        assert_eq!(text(Label::Deductible, &["$1,500"]).as_deref(), Some("$1,500"));
        assert_eq!(text(Label::Specialist, &["20%"]).as_deref(), Some("20%"));
        assert_eq!(text(Label::Primary, &["Smith"]), None);
        assert_eq!(text(Label::Primary, &["25"]), None);
    }

    #[test]
    fn dates_are_read_in_the_order_of_the_country() {
        assert_eq!(
            text(Label::EffectiveDate, &["01/02/2026"]).as_deref(),
            Some("2026-01-02")
        );
        assert_eq!(
            text(Label::EffectiveDate, &["2026-01-02"]).as_deref(),
            Some("2026-01-02")
        );
        assert_eq!(
            text(Label::EffectiveDate, &["January", "2,", "2026"]).as_deref(),
            Some("2026-01-02")
        );
        assert_eq!(text(Label::EffectiveDate, &["13/13/2026"]), None);
    }

    #[test]
    fn phones_have_ten_digits() {
        assert_eq!(
            text(Label::Phone, &["(317)", "555-0170"]).as_deref(),
            Some("(317) 555-0170")
        );
        assert_eq!(
            text(Label::Phone, &["1-800-555-0199"]).as_deref(),
            Some("1-800-555-0199")
        );
        assert_eq!(text(Label::Phone, &["62704"]), None);
    }

    #[test]
    fn names_are_words() {
        assert_eq!(
            text(Label::Name, &["JAMES", "O’CONNOR"]).as_deref(),
            Some("JAMES O'CONNOR")
        );
        assert_eq!(
            text(Label::Name, &["Grace", "lvanova"]).as_deref(),
            Some("Grace Ivanova")
        );
        assert_eq!(text(Label::Name, &["Sukarno"]).as_deref(), Some("Sukarno"));
        assert_eq!(text(Label::Name, &["Health", "Plan"]), None);
    }
}
