//! Letters and digits that readers take for one another, told apart by what stands around them.

pub(crate) fn is_upper(word: &str) -> bool {
    word.chars().all(|letter| !letter.is_lowercase())
}

/// Between digits, a letter that readers confuse with a digit is that digit.
pub(crate) fn mended(word: &str) -> String {
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

            // Only between two digits: at the end it may well be a letter. Engines seldom make a B, S or Z of a digit.
            if before && after && !"BSZ".contains(*letter) {
                as_digit(*letter).unwrap_or(*letter)
            } else {
                *letter
            }
        })
        .collect()
}

/// In a prefix of letters before a run of digits, a digit that readers confuse with a letter is that letter: between
/// two letters, or first before one. Small letters among capitals are capitals.
pub(crate) fn with_letters(word: &str) -> String {
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

/// Behind capitals, a small letter that looks like its capital is one: `COs` is `COS`.
pub(crate) fn in_capitals(word: &str) -> String {
    let capitals = word.chars().take_while(char::is_ascii_uppercase).count();
    let looks_alike = word
        .chars()
        .skip(capitals)
        .all(|letter| "cosuvwxzkp".contains(letter) || letter.is_ascii_uppercase());

    if capitals >= 2 && looks_alike {
        word.to_uppercase()
    } else {
        word.to_owned()
    }
}
