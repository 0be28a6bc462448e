#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;

fn name_form() -> Form {
    let locale = Locale::new("en");
    Form::new(
        vec![
            Line::new("given", |locale| t!(locale, "fields-given"), Keys::Name, 100),
            Line::new("family", |locale| t!(locale, "fields-family"), Keys::Name, 100),
            Line::new("note", |locale| t!(locale, "fields-unit"), Keys::Text, 100).optional(),
        ],
        &locale,
    )
}

fn type_words(form: &mut Form, words: &str) {
    let locale = Locale::new("en");
    for letter in words.chars() {
        let letter = if form.keyboard.shift {
            letter.to_ascii_uppercase()
        } else {
            letter
        };
        let key = if letter == ' ' { Key::Space } else { Key::Char(letter) };
        assert_eq!(form.press(key, &locale), Reply::Stay);
    }
}

#[test]
fn every_part_of_a_name_begins_with_a_capital() {
    let mut form = name_form();
    type_words(&mut form, "mary ann");
    assert_eq!(form.value("given"), "Mary Ann");

    form.update(Message::Focused(1), &Locale::new("en"));
    type_words(&mut form, "o'connor-lee");
    assert_eq!(form.value("family"), "O'Connor-Lee");
}

#[test]
fn the_keyboard_goes_back_to_plain_letters_after_an_accent() {
    let locale = Locale::new("es");
    let mut form = name_form();
    type_words(&mut form, "jos");
    form.press(Key::Layout(Layout::LatinAccents), &locale);
    form.press(Key::Char('é'), &locale);

    assert_eq!(form.keyboard.layout, Layout::Latin);
    assert_eq!(form.value("given"), "José");
}

#[test]
fn an_empty_line_gets_the_focus_first_and_complains_only_when_it_was_seen() {
    let locale = Locale::new("en");
    let mut form = name_form();
    type_words(&mut form, "ana");

    assert!(!form.complete(&locale));
    assert_eq!(form.focused(), "family");
    assert!(!form.refused());
    assert!(!form.complete(&locale));
    assert!(form.refuses("family"));

    type_words(&mut form, "lee");
    assert!(!form.refused(), "typing answers the complaint");
    assert!(form.complete(&locale), "what is optional may stay empty");
}

#[test]
fn enter_goes_from_line_to_line_and_then_on() {
    let locale = Locale::new("en");
    let mut form = name_form();

    assert_eq!(form.press(Key::Done, &locale), Reply::Stay);
    assert_eq!(form.press(Key::Done, &locale), Reply::Stay);
    assert_eq!(form.focused(), "note");
    assert_eq!(form.press(Key::Done, &locale), Reply::Finished);
}

#[test]
fn the_letters_are_those_of_the_language() {
    let form = |tag: &str| {
        let locale = Locale::new(tag);
        Form::new(
            vec![Line::new(
                "family",
                |locale| t!(locale, "fields-family"),
                Keys::Name,
                100,
            )],
            &locale,
        )
    };

    assert_eq!(form("ar").keyboard.layout, Layout::Arabic);
    assert_eq!(form("es").keyboard.layout, Layout::Latin);
}

#[test]
fn the_letters_follow_a_language_that_is_chosen_later() {
    let form = name_form();
    assert_eq!(form.keyboard_in(&Locale::new("en")).layout, Layout::Latin);
    assert_eq!(form.keyboard_in(&Locale::new("ar")).layout, Layout::Arabic);
}

#[test]
fn large_text_leaves_no_room_for_every_line() {
    let mut look = ui::Look::new(
        iced::Size::new(1080.0, 1920.0),
        ui::Direction::LeftToRight,
        ui::Contrast::Standard,
    );
    let left = |look: &ui::Look| {
        Room::new(look)
            .question("Where do you live?", None)
            .keypad(room::keyboard_height(look))
            .left()
    };
    assert!(room::lines_that_fit(&look, left(&look), 0) >= 3);

    look.text_scale = 1.5;
    assert!(room::lines_that_fit(&look, left(&look), 0) < 5);
}
