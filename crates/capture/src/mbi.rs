//! The Medicare Beneficiary Identifier (CMS, "Understanding the MBI Format").

/// The letters that an MBI uses: those that no one takes for a digit.
const LETTERS: &str = "ACDEFGHJKMNPQRTUVWXY";

/// The identifier without dashes if every position holds what CMS allows there: `C A AN N A AN N A A N N`, where C is
/// 1 to 9, N is 0 to 9, A is a letter but S, L, O, I, B and Z, and AN is either.
pub fn valid(text: &str) -> Option<String> {
    let plain: String = text
        .chars()
        .filter(|letter| !"- ".contains(*letter))
        .map(|letter| letter.to_ascii_uppercase())
        .collect();

    if plain.len() != 11 || !plain.is_ascii() {
        return None;
    }

    let fits = plain
        .chars()
        .zip("CAENAENAANN".chars())
        .all(|(letter, rule)| match rule {
            'C' => ('1'..='9').contains(&letter),
            'N' => letter.is_ascii_digit(),
            'A' => LETTERS.contains(letter),
            _ => letter.is_ascii_digit() || LETTERS.contains(letter),
        });

    fits.then_some(plain)
}

/// The same for what was read of a card: what is no letter of an MBI is the digit that looks like it.
pub(crate) fn read(text: &str) -> Option<String> {
    let digits: String = text
        .chars()
        .map(|letter| match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            'S' => '5',
            'B' => '8',
            'Z' => '2',
            other => other,
        })
        .collect();

    valid(&digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_cms_is_valid() {
        assert_eq!(valid("1EG4-TE5-MK73").as_deref(), Some("1EG4TE5MK73"));
    }

    #[test]
    fn letters_that_look_like_digits_are_refused() {
        assert_eq!(valid("1SG4-TE5-MK73"), None);
        assert_eq!(valid("0EG4-TE5-MK73"), None);
        assert_eq!(valid("1EG4-TE5-MK7"), None);
        assert_eq!(valid("1EG4-TE5-MK7É"), None);
    }

    #[test]
    fn what_was_read_for_a_letter_that_no_mbi_has_is_a_digit() {
        assert_eq!(read("7NRO-GPO-KMIO").as_deref(), Some("7NR0GP0KM10"));
        assert_eq!(read("SEG4-TES-MK73").as_deref(), Some("5EG4TE5MK73"));
        assert_eq!(read("ZEGA-TE5-MK73"), None, "a letter where a digit must be");
    }
}
