//! What is on a screen, where, and in which order.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

// The name under which the rest of the workspace knows it.
extern crate portico_ui as ui;

mod support;

use iced::widget::scrollable;
use iced::{Element, Rectangle, Size};
use support::{Window, down, look, up};
use ui::keyboard::{KeyboardLabels, KeyboardState, Layout};
use ui::{
    Aside, Chrome, Contrast, Direction, Field, Look, NumberPadLabels, Page, Primary, Problem, Role, button, column,
    dialog, frame, keyboard, layered, number_pad, row, text, touch_root,
};

fn chrome() -> Chrome<'static, &'static str> {
    Chrome {
        step: Some((3, 7, "Step 3 of 7".to_owned(), "Insurance".to_owned())),
        help: ("Help".to_owned(), "help"),
        start_over: Some(("Start over".to_owned(), "start over")),
        language: Some(("English".to_owned(), "language")),
        back_label: "Back".to_owned(),
        banner: None,
    }
}

fn birth_date(look: &Look) -> Element<'static, &'static str> {
    let fields = row(
        look,
        vec![
            Field::new(look, "month", "Month", "04").on_press("month").into(),
            Field::new(look, "year", "Year", "19")
                .focused(true)
                .on_press("year")
                .into(),
        ],
    );
    let page = Page::new("When were you born?", fields)
        .hint("For example 4 12 1985.")
        .problem(Problem::new("Year", "Type all four digits."))
        .aside(Aside::new("use-code", "I have a code", "code"))
        .keypad(number_pad(look, &NumberPadLabels::default(), |_| "key"))
        .back("back")
        .primary(Primary::new("continue", "Continue", Some("continue")));

    touch_root(frame(look, chrome(), page)).into()
}

fn name(look: &Look) -> Element<'static, &'static str> {
    let field = Field::new(look, "family", "Family name", "").focused(true);
    let page = Page::new("What is your family name?", Element::from(field))
        .keypad(keyboard(
            look,
            &KeyboardState::new(Layout::Latin),
            &KeyboardLabels::default(),
            |_| "key",
        ))
        .back("back")
        .primary(Primary::new("continue", "Continue", None));

    touch_root(frame(look, chrome(), page)).into()
}

fn ids(window: &mut Window<'_, &'static str>) -> Vec<String> {
    window.items().into_iter().map(|item| item.id).collect()
}

#[test]
fn a_page_is_read_from_where_am_i_to_continue() {
    let look = look(Direction::LeftToRight);
    let mut window = Window::open(&look, birth_date(&look));
    let wanted = [
        "start-over",
        "language",
        "help",
        "step",
        "question",
        "hint",
        "problem",
        "month",
        "year",
        "use-code",
        "key-1",
        "key-0",
        "back",
        "continue",
    ];
    let found = ids(&mut window);
    let mut places = wanted
        .iter()
        .map(|id| found.iter().position(|other| other == id).expect(id));
    let mut last = places.next().unwrap();
    for place in places {
        assert!(place > last, "out of order: {found:?}");
        last = place;
    }
    assert_eq!(window.item("step").value.as_deref(), Some("3/7"));
    assert!(window.item("year").selected);
    assert!(window.item("problem").role == Role::Alert);
}

#[test]
fn right_to_left_is_the_mirror_image_read_in_the_same_order() {
    let left = look(Direction::LeftToRight);
    let right = look(Direction::RightToLeft);
    let mut from_left = Window::open(&left, birth_date(&left));
    let mut from_right = Window::open(&right, birth_date(&right));

    assert_eq!(ids(&mut from_left), ids(&mut from_right));
    for id in ["start-over", "help", "month", "year", "use-code", "back", "continue"] {
        let one = from_left.item(id).bounds;
        let other = from_right.item(id).bounds;
        let mirrored = 1080.0 - one.x - one.width;
        assert!(
            (mirrored - other.x).abs() < 1.5 && (one.y - other.y).abs() < 1.5,
            "{id} is at {other:?}, its mirror image at {mirrored}"
        );
    }
    // Digits stand where they stand on every telephone.
    assert!(from_right.item("key-1").bounds.x < from_right.item("key-3").bounds.x);
}

fn looks() -> Vec<Look> {
    let mut looks = Vec::new();
    for (width, height) in [(1080.0, 1920.0), (1920.0, 1080.0), (768.0, 1366.0), (1366.0, 768.0)] {
        for direction in [Direction::LeftToRight, Direction::RightToLeft] {
            for low_reach in [false, true] {
                for text_scale in [1.0, 1.25] {
                    looks.push(Look {
                        low_reach,
                        text_scale,
                        ..Look::new(Size::new(width, height), direction, Contrast::Standard)
                    });
                }
            }
        }
    }
    looks
}

#[test]
fn everything_to_touch_is_large_enough_inside_the_window_and_apart() {
    for look in looks() {
        for view in [birth_date(&look), name(&look)] {
            let mut window = Window::open(&look, view);
            let targets: Vec<_> = window
                .items()
                .into_iter()
                .filter(|item| matches!(item.role, Role::Button | Role::Field))
                .filter(|item| item.visible)
                .collect();
            // What a long page cuts off is whole once it is turned.
            let turned = targets.iter().any(|item| item.id.starts_with("page-"));
            let screen = Rectangle::with_size(look.canvas);
            let case = format!(
                "{}×{} low reach {} text {}",
                look.canvas.width, look.canvas.height, look.low_reach, look.text_scale
            );

            for (index, item) in targets.iter().enumerate() {
                let bounds = item.bounds;
                assert!(
                    (turned || bounds.height >= look.target() - 1.0) && bounds.width >= look.px(84.0) - 1.0,
                    "{case}: {} is only {} by {}",
                    item.id,
                    bounds.width,
                    bounds.height
                );
                assert!(
                    bounds.is_within(&screen.expand(0.5)),
                    "{case}: {} leaves the window: {bounds:?}",
                    item.id
                );
                for other in targets.iter().skip(index + 1) {
                    let overlap = bounds.intersection(&other.bounds);
                    assert!(
                        overlap.is_none_or(|overlap| overlap.width < 1.0 || overlap.height < 1.0),
                        "{case}: {} lies over {}",
                        item.id,
                        other.id
                    );
                }
            }
        }
    }
}

#[test]
fn low_reach_keeps_every_control_in_the_lower_half() {
    let look = Look {
        low_reach: true,
        ..look(Direction::LeftToRight)
    };
    let mut window = Window::open(&look, birth_date(&look));
    for item in window.items() {
        if matches!(item.role, Role::Button) {
            assert!(item.bounds.y >= 960.0 - 1.0, "{} is at {}", item.id, item.bounds.y);
        }
    }
}

#[test]
fn a_dialog_hides_what_lies_below() {
    let look = look(Direction::LeftToRight);
    let over = dialog(
        &look,
        "Start over?",
        text::body(&look, "Everything you typed is removed."),
        vec![button::secondary(&look, "stay", "No, stay here", None, Some("stay"))],
    );
    let below = Window::open(&look, birth_date(&look)).item("continue").bounds.center();
    let mut window = Window::open(&look, touch_root(layered(birth_date(&look), Some(over))));

    assert!(!ids(&mut window).contains(&"continue".to_owned()));
    window.finger(&[down(1, below), up(1, below)]);
    window.click(below);
    assert!(window.messages.is_empty());

    let stay = window.item("stay").bounds.center();
    window.finger(&[down(1, stay), up(1, stay)]);
    assert_eq!(window.messages, ["stay"]);
}

#[test]
fn without_a_dialog_the_page_is_whole() {
    let look = look(Direction::LeftToRight);
    let mut window = Window::open(&look, touch_root(layered(birth_date(&look), None)));
    let on = window.item("continue").bounds.center();
    window.finger(&[down(1, on), up(1, on)]);
    assert_eq!(window.messages, ["continue"]);
}

#[test]
fn what_is_scrolled_away_is_listed_but_not_visible() {
    let look = look(Direction::LeftToRight);
    let many = (0..30)
        .map(|number| button::pill(&look, format!("pill-{number}"), "Pill", None, Some("pill")))
        .collect();
    let view: Element<'_, &str> = scrollable(column(&look, many)).height(500.0).into();
    let mut window = Window::open(&look, view);

    assert!(window.item("pill-0").visible);
    assert!(!window.item("pill-29").visible);
    assert_eq!(window.items().len(), 30);
}

#[test]
fn a_masked_field_speaks_asterisks() {
    let look = look(Direction::LeftToRight);
    let view: Element<'_, &str> = Field::new(&look, "pin", "PIN", "4711").masked(true).into();
    let mut window = Window::open(&look, view);
    assert_eq!(window.item("pin").value.as_deref(), Some("****"));
}

#[test]
fn a_mapped_page_speaks_the_other_language() {
    let look = look(Direction::LeftToRight);
    let page = Page::new(
        "Is this your visit?",
        button::pill(&look, "control", "Control", None, Some(1)),
    )
    .aside(Aside::new("aside", "No", 2))
    .back(3)
    .primary(Primary::new("yes", "Yes", Some(4)))
    .map(|number: i32| match number {
        1 => "control",
        2 => "aside",
        3 => "back",
        _ => "yes",
    });
    let mut window = Window::open(&look, touch_root(frame(&look, chrome(), page)));
    for id in ["control", "aside", "back", "yes"] {
        let place = window.item(id).bounds.center();
        window.finger(&[down(1, place), up(1, place)]);
    }
    assert_eq!(window.messages, ["control", "aside", "back", "yes"]);
}

#[test]
fn a_page_too_long_for_the_window_is_turned_and_nothing_is_squeezed() {
    let look = Look {
        text_scale: 1.5,
        ..look(Direction::LeftToRight)
    };
    let choices = (0..14)
        .map(|number| ui::Choice::new(format!("{number}"), "A choice", false, "chosen"))
        .collect();
    let page = Page::new("Which one?", ui::choice_list(&look, "list", choices))
        .back("back")
        .primary(Primary::new("continue", "Continue", None));
    let mut window = Window::open(&look, touch_root(frame(&look, chrome(), page)));

    assert!(!window.item("list-13").visible);
    assert!(!ids(&mut window).contains(&"page-up".to_owned()));
    let first = window.item("list-0").bounds;
    assert!(first.height >= look.target());

    for _ in 0..3 {
        if let Some(down_button) = window.items().iter().find(|item| item.id == "page-down") {
            let place = down_button.bounds.center();
            window.finger(&[down(1, place), up(1, place)]);
        }
    }
    let last = window.item("list-13");
    assert!(last.visible && !ids(&mut window).contains(&"page-down".to_owned()));
    assert!(last.bounds.y > first.y && last.bounds.y < window.item("back").bounds.y);
    window.finger(&[down(1, last.bounds.center()), up(1, last.bounds.center())]);
    assert_eq!(window.messages, ["chosen"]);

    // What is turned away cannot be touched through what covers it.
    let back = window.item("back").bounds.center();
    window.finger(&[down(1, back), up(1, back)]);
    assert_eq!(window.messages, ["chosen", "back"]);
}

#[test]
fn another_question_begins_at_the_top() {
    let look = look(Direction::LeftToRight);
    let page = |question: &str| -> Element<'static, &'static str> {
        let choices = (0..20)
            .map(|number| ui::Choice::new(format!("{number}"), "A choice", false, "chosen"))
            .collect();
        let page = Page::new(question, ui::choice_list(&look, "list", choices));

        touch_root(frame(&look, chrome(), page)).into()
    };
    let mut window = Window::open(&look, page("Which one?"));
    let place = window.item("page-down").bounds.center();
    window.finger(&[down(1, place), up(1, place)]);
    assert!(!window.item("list-0").visible);

    let mut window = window.show(&look, page("Which one?"));
    assert!(!window.item("list-0").visible);
    let mut window = window.show(&look, page("And which now?"));
    assert!(window.item("list-0").visible);
}
