//! What text a reader gets back for each glyph.
//!
//! Readers turn right-to-left words round glyph by glyph, and those that find several letters on one
//! glyph turn these round too. So each glyph gets one letter wherever that can be: marks get their
//! own, and a ligature gets its presentation form, which compatibility normalisation (NFKC) takes
//! apart again.

use std::{collections::HashMap, sync::LazyLock};

use unicode_bidi::BidiClass;
use unicode_normalization::UnicodeNormalization;

/// Arabic presentation forms by the letters they stand for.
static LIGATURES: LazyLock<HashMap<String, char>> = LazyLock::new(|| {
    let mut ligatures = HashMap::new();
    for letter in ('\u{fb50}'..='\u{fdf1}').chain('\u{fe70}'..='\u{fefc}') {
        let letters: String = letter.nfkc().collect();
        if letters.chars().count() > 1 && !letters.contains(' ') {
            ligatures.entry(letters).or_insert(letter);
        }
    }

    ligatures
});

/// The texts of a cluster's glyphs, in the glyphs' order. `widths` says how far each moves the pen.
pub(crate) fn texts(cluster: &str, widths: &[i32], is_rtl: bool) -> Vec<String> {
    let mut texts = vec![String::new(); widths.len()];
    // The base is the glyph that moves the pen furthest; marks move it not at all.
    let Some(base) = (0..widths.len()).max_by_key(|place| (widths.get(*place), usize::MAX - place)) else {
        return texts;
    };
    let (marks, letters): (Vec<char>, Vec<char>) = cluster
        .chars()
        .partition(|letter| unicode_bidi::bidi_class(*letter) == BidiClass::NSM);
    let mut mark_places: Vec<usize> = (0..widths.len())
        .filter(|place| *place != base && widths.get(*place) == Some(&0))
        .collect();
    if is_rtl {
        mark_places.reverse();
    }

    let marks_stand_alone = is_rtl && !letters.is_empty() && !marks.is_empty() && !mark_places.is_empty();
    let base_text: String = if marks_stand_alone {
        letters.into_iter().collect()
    } else {
        cluster.to_owned()
    };
    if marks_stand_alone {
        let last = mark_places.len() - 1;
        for (place, mark) in marks.into_iter().enumerate() {
            if let Some(text) = mark_places.get(place.min(last)).and_then(|at| texts.get_mut(*at)) {
                text.push(mark);
            }
        }
    }
    if let Some(text) = texts.get_mut(base) {
        *text = match LIGATURES.get(&base_text) {
            Some(ligature) if is_rtl => ligature.to_string(),
            _ => base_text,
        };
    }

    texts
}
