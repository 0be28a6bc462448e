//! A long text, cut into pages that fit: nobody scrolls, and nobody signs what was not shown.

/// Cuts paragraphs into pages. `measure` gives the height of some words; `gap` stands between two paragraphs; a page
/// is `height` high. Every page has something on it, so that the last page is always reached.
pub(in crate::screen) fn paginate(
    paragraphs: &[String],
    measure: impl Fn(&str) -> f32,
    gap: f32,
    height: f32,
) -> Vec<Vec<String>> {
    let mut pages = Vec::new();
    let mut page: Vec<String> = Vec::new();
    let mut used = 0.0;

    for paragraph in paragraphs {
        let mut rest = paragraph.trim().to_owned();
        while !rest.is_empty() {
            let before = if page.is_empty() { 0.0 } else { gap };
            let room = height - used - before;
            let whole = measure(&rest);
            if whole <= room {
                used += before + whole;
                page.push(std::mem::take(&mut rest));
                continue;
            }
            let (fits, left) = split(&rest, &measure, room, page.is_empty());
            if let Some(fits) = fits {
                page.push(fits);
            }
            rest = left;
            pages.push(std::mem::take(&mut page));
            used = 0.0;
        }
    }
    if !page.is_empty() || pages.is_empty() {
        pages.push(page);
    }

    pages
}

/// The most words that fit, and the rest. An empty page takes one word at least.
fn split(paragraph: &str, measure: &impl Fn(&str) -> f32, room: f32, must_take: bool) -> (Option<String>, String) {
    let words: Vec<&str> = paragraph.split_whitespace().collect();
    let first = |count: usize| words.iter().take(count).copied().collect::<Vec<_>>().join(" ");
    let (mut fits, mut too_many) = (0, words.len());
    while fits + 1 < too_many {
        let middle = usize::midpoint(fits, too_many);
        if measure(&first(middle)) <= room {
            fits = middle;
        } else {
            too_many = middle;
        }
    }
    if must_take {
        fits = fits.max(1);
    }
    let left = words.iter().skip(fits).copied().collect::<Vec<_>>().join(" ");

    ((fits > 0).then(|| first(fits)), left)
}

#[cfg(test)]
mod tests {
    use super::paginate;

    /// Ten letters a line, one high.
    fn lines(words: &str) -> f32 {
        (words.chars().count() as f32 / 10.0).ceil()
    }

    fn words(pages: &[Vec<String>]) -> String {
        pages
            .iter()
            .flatten()
            .flat_map(|part| part.split_whitespace())
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn a_short_text_is_one_page() {
        let text = ["You agree.".to_owned(), "You may ask.".to_owned()];
        let pages = paginate(&text, lines, 1.0, 8.0);

        assert_eq!(pages.len(), 1);
        assert_eq!(pages[0], text);
    }

    #[test]
    fn a_long_text_loses_no_word_and_no_page_is_too_high() {
        let text: Vec<String> = (0..12)
            .map(|number| format!("paragraph {number} with a few more words in it"))
            .collect();
        let pages = paginate(&text, lines, 1.0, 9.0);

        assert!(pages.len() > 2);
        assert_eq!(words(&pages), text.join(" "));
        for page in &pages {
            let height: f32 = page.iter().map(|part| lines(part)).sum::<f32>() + (page.len() - 1) as f32;
            assert!(height <= 9.0, "a page is {height} high");
        }
    }

    #[test]
    fn smaller_pages_are_more_pages() {
        let text = ["one two three four five six seven eight nine ten".to_owned()];

        assert!(paginate(&text, lines, 1.0, 2.0).len() > paginate(&text, lines, 1.0, 4.0).len());
    }

    #[test]
    fn a_page_without_room_still_ends() {
        let text = ["one two three".to_owned()];
        let pages = paginate(&text, lines, 1.0, 0.0);

        assert_eq!(pages.len(), 3);
        assert_eq!(words(&pages), "one two three");
        assert_eq!(paginate(&[], lines, 1.0, 5.0).len(), 1);
    }
}
