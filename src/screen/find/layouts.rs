//! What a scanner says that types an English keyboard where the computer is set to another one: `@` comes as `"`, `Y`
//! as `Z`. The scanner cannot know; so the text is read back through each keyboard in turn until it makes sense.
//!
//! What a keyboard's dead keys swallow is lost, and a keyboard without Latin letters says nothing: such a scanner has
//! to be set to the computer's keyboard.

use zeroize::Zeroize;

/// The keys of an English (US) keyboard, row by row, then the same with "Shift".
const ENGLISH: &str = concat!(
    r##"`1234567890-="##,
    r##"qwertyuiop[]\"##,
    r##"asdfghjkl;'"##,
    r##"zxcvbnm,./"##,
    r##"~!@#$%^&*()_+"##,
    r##"QWERTYUIOP{}|"##,
    r##"ASDFGHJKL:""##,
    r##"ZXCVBNM<>?"##
);

/// The same keys on other keyboards; those that move no letters first.
const OTHERS: [&str; 5] = [
    // Spanish.
    concat!(
        r##"º1234567890'¡"##,
        r##"qwertyuiop`+ç"##,
        r##"asdfghjklñ´"##,
        r##"zxcvbnm,.-"##,
        r##"ª!"·$%&/()=?¿"##,
        r##"QWERTYUIOP^*Ç"##,
        r##"ASDFGHJKLÑ¨"##,
        r##"ZXCVBNM;:_"##
    ),
    // Spanish, Latin America.
    concat!(
        r##"|1234567890'¿"##,
        r##"qwertyuiop´+}"##,
        r##"asdfghjklñ{"##,
        r##"zxcvbnm,.-"##,
        r##"°!"#$%&/()=?¡"##,
        r##"QWERTYUIOP¨*]"##,
        r##"ASDFGHJKLÑ["##,
        r##"ZXCVBNM;:_"##
    ),
    // British.
    concat!(
        r##"`1234567890-="##,
        r##"qwertyuiop[]#"##,
        r##"asdfghjkl;'"##,
        r##"zxcvbnm,./"##,
        r##"¬!"£$%^&*()_+"##,
        r##"QWERTYUIOP{}~"##,
        r##"ASDFGHJKL:@"##,
        r##"ZXCVBNM<>?"##
    ),
    // German.
    concat!(
        r##"^1234567890ß´"##,
        r##"qwertzuiopü+#"##,
        r##"asdfghjklöä"##,
        r##"yxcvbnm,.-"##,
        r##"°!"§$%&/()=?`"##,
        r##"QWERTZUIOPÜ*'"##,
        r##"ASDFGHJKLÖÄ"##,
        r##"YXCVBNM;:_"##
    ),
    // French.
    concat!(
        r##"²&é"'(-è_çà)="##,
        r##"azertyuiop^$*"##,
        r##"qsdfghjklmù"##,
        r##"wxcvbn,;:!"##,
        r##"~1234567890°+"##,
        r##"AZERTYUIOP¨£µ"##,
        r##"QSDFGHJKLM%"##,
        r##"WXCVBN?./§"##
    ),
];

/// What a text may have been before the keyboard came between: with the capitals locked, and on other keyboards.
pub(super) fn readings(text: &str) -> Vec<String> {
    let mut swapped = swap_case(text);
    let readings = std::iter::once(swapped.clone())
        .chain(OTHERS.iter().map(|layout| through(layout, text)))
        .chain(OTHERS.iter().map(|layout| through(layout, &swapped)))
        .collect();
    swapped.zeroize();

    readings
}

fn swap_case(text: &str) -> String {
    text.chars()
        .map(|letter| {
            if letter.is_ascii_lowercase() {
                letter.to_ascii_uppercase()
            } else {
                letter.to_ascii_lowercase()
            }
        })
        .collect()
}

fn through(layout: &str, text: &str) -> String {
    text.chars()
        .map(|letter| {
            let mut keys = layout.chars().zip(ENGLISH.chars());

            keys.find(|(shown, _)| *shown == letter).map_or(letter, |(_, key)| key)
        })
        .collect()
}

#[cfg(test)]
pub(super) fn typed_on(layout: usize, text: &str) -> String {
    text.chars()
        .map(|letter| {
            let mut keys = OTHERS[layout].chars().zip(ENGLISH.chars());

            keys.find(|(_, key)| *key == letter).map_or(letter, |(shown, _)| shown)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_keyboard_has_as_many_keys() {
        for layout in OTHERS {
            assert_eq!(layout.chars().count(), ENGLISH.chars().count(), "{layout}");
        }
    }

    #[test]
    fn what_another_keyboard_made_of_it_is_read_back() {
        for (number, layout) in OTHERS.iter().enumerate() {
            let shown = typed_on(number, "K7P-2QX shc:/5676");
            let back = through(layout, &shown);

            assert_eq!(back, "K7P-2QX shc:/5676");
        }
        assert_eq!(swap_case("k7p-2Qx"), "K7P-2qX");
    }
}
