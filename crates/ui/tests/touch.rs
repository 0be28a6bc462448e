//! What fingers do, and must not do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

// The name under which the rest of the workspace knows it.
extern crate portico_ui as ui;

mod support;

use iced::advanced::mouse;
use iced::{Element, Event, Point, keyboard, touch};
use support::{Window, down, look, moved, up};
use ui::{Direction, PressPhase, SignatureEvent, button, column, touch_root};

#[derive(Clone, Debug, PartialEq)]
enum Message {
    Yes,
    No,
    Active,
    Press(PressPhase),
    Signed(SignatureEvent),
}

fn two_buttons() -> Element<'static, Message> {
    let look = look(Direction::LeftToRight);

    touch_root(column(
        &look,
        vec![
            button::primary(&look, "yes", "Yes", None, Some(Message::Yes)),
            button::secondary(&look, "no", "No", None, Some(Message::No)),
        ],
    ))
    .into()
}

#[test]
fn a_button_fires_when_the_finger_lifts_and_not_before() {
    let look = look(Direction::LeftToRight);
    let mut window = Window::open(&look, two_buttons());
    let yes = window.item("yes").bounds.center();

    window.finger(&[down(1, yes)]);
    assert!(window.messages.is_empty());
    window.finger(&[up(1, yes)]);
    assert_eq!(window.messages, [Message::Yes]);
}

#[test]
fn lifting_elsewhere_changes_ones_mind() {
    let look = look(Direction::LeftToRight);
    let mut window = Window::open(&look, two_buttons());
    let (yes, no) = (window.item("yes").bounds.center(), window.item("no").bounds.center());

    window.finger(&[down(1, yes), moved(1, no), up(1, no)]);
    assert!(window.messages.is_empty());

    // A finger that slides out and back again still means it.
    window.finger(&[down(1, yes), moved(1, no), moved(1, yes), up(1, yes)]);
    assert_eq!(window.messages, [Message::Yes]);
}

#[test]
fn a_batch_with_a_stale_cursor_still_lands_where_the_finger_was() {
    let look = look(Direction::LeftToRight);
    let mut window = Window::open(&look, two_buttons());
    let yes = window.item("yes").bounds.center();

    // The window reports only where the last event of the batch was.
    window.batch(
        &[
            Event::Touch(down(1, yes)),
            Event::Touch(up(1, yes)),
            Event::Touch(down(2, Point::new(1000.0, 1800.0))),
        ],
        mouse::Cursor::Available(Point::new(1000.0, 1800.0)),
    );
    assert_eq!(window.messages, [Message::Yes]);
}

#[test]
fn a_palm_or_a_second_finger_does_nothing() {
    let look = look(Direction::LeftToRight);
    let mut window = Window::open(&look, two_buttons());
    let (yes, no) = (window.item("yes").bounds.center(), window.item("no").bounds.center());

    window.finger(&[down(1, yes), down(2, no), up(2, no)]);
    assert!(window.messages.is_empty());
    window.finger(&[up(1, yes)]);
    assert_eq!(window.messages, [Message::Yes]);

    // When the first finger is gone, the next one counts.
    window.finger(&[down(3, no), up(3, no)]);
    assert_eq!(window.messages, [Message::Yes, Message::No]);
}

#[test]
fn a_lost_finger_lets_go() {
    let look = look(Direction::LeftToRight);
    let mut window = Window::open(&look, two_buttons());
    let yes = window.item("yes").bounds.center();

    window.finger(&[
        down(1, yes),
        touch::Event::FingerLost {
            id: touch::Finger(1),
            position: yes,
        },
    ]);
    window.finger(&[down(2, Point::new(5.0, 1900.0)), up(2, yes)]);
    assert!(window.messages.is_empty());
}

#[test]
fn a_screen_that_changes_under_a_finger_fires_nothing() {
    let look = look(Direction::LeftToRight);
    let mut window = Window::open(&look, two_buttons());
    let yes = window.item("yes").bounds.center();
    window.finger(&[down(1, yes)]);

    let next: Element<'_, Message> = touch_root(column(
        &look,
        vec![
            button::primary(&look, "delete", "Delete it all", None, Some(Message::No)),
            button::secondary(&look, "no", "No", None, Some(Message::No)),
        ],
    ))
    .into();
    let mut window = window.show(&look, next);
    window.finger(&[up(1, yes)]);
    assert!(window.messages.is_empty());
}

#[test]
fn a_disabled_button_stays_silent() {
    let look = look(Direction::LeftToRight);
    let view: Element<'_, Message> = touch_root(button::primary(&look, "yes", "Yes", None, None)).into();
    let mut window = Window::open(&look, view);
    let yes = window.item("yes");
    assert!(!yes.enabled);

    window.finger(&[down(1, yes.bounds.center()), up(1, yes.bounds.center())]);
    window.click(yes.bounds.center());
    assert!(window.messages.is_empty());
}

#[test]
fn a_mouse_passes_as_it_is() {
    let look = look(Direction::LeftToRight);
    let mut window = Window::open(&look, two_buttons());
    let (yes, no) = (window.item("yes").bounds.center(), window.item("no").bounds.center());
    window.click(no);
    window.finger(&[down(1, yes), up(1, yes)]);
    window.click(no);
    assert_eq!(window.messages, [Message::No, Message::Yes, Message::No]);
}

#[test]
fn somebody_is_there_and_the_corner_is_held() {
    let look = look(Direction::LeftToRight);
    let view = touch_root(two_buttons())
        .on_activity(Message::Active)
        .on_press_at(Message::Press);
    let mut window = Window::open(&look, view);
    let corner = Point::new(1070.0, 1910.0);

    window.finger(&[down(1, corner)]);
    window.finger(&[moved(1, Point::new(1060.0, 1900.0))]);
    window.finger(&[up(1, corner)]);
    assert_eq!(
        window.messages,
        [
            Message::Active,
            Message::Press(PressPhase::Began(corner)),
            Message::Press(PressPhase::Ended),
        ]
    );
}

#[test]
fn enter_touches_what_has_the_focus() {
    let look = look(Direction::LeftToRight);
    let bounds = Window::open(&look, two_buttons()).item("no").bounds;
    let mut window = Window::open(&look, touch_root(two_buttons()).focus(&look, Some(bounds)));

    window.batch(
        &[Event::Keyboard(keyboard::Event::KeyPressed {
            key: keyboard::Key::Named(keyboard::key::Named::Enter),
            modified_key: keyboard::Key::Named(keyboard::key::Named::Enter),
            physical_key: keyboard::key::Physical::Code(keyboard::key::Code::Enter),
            location: keyboard::Location::Standard,
            modifiers: keyboard::Modifiers::default(),
            text: None,
            repeat: false,
        })],
        mouse::Cursor::Unavailable,
    );
    assert_eq!(window.messages, [Message::No]);
}

#[test]
fn a_finger_signs() {
    let look = look(Direction::LeftToRight);
    let view: Element<'_, Message> =
        touch_root(ui::signature_pad(&look, "signature", &[], "Sign here", Message::Signed)).into();
    let mut window = Window::open(&look, view);
    let bounds = window.item("signature").bounds;
    let outside = Point::new(bounds.x + bounds.width / 2.0, bounds.y + bounds.height + 200.0);

    window.finger(&[down(1, bounds.center())]);
    window.finger(&[moved(1, outside)]);
    window.finger(&[up(1, outside)]);
    window.finger(&[down(1, outside), moved(1, bounds.center()), up(1, bounds.center())]);

    let Message::Signed(SignatureEvent::Began(began)) = window.messages[0] else {
        panic!("the stroke did not begin");
    };
    assert!((began.x - 0.5).abs() < 0.01 && (began.y - 0.5).abs() < 0.01);
    assert_eq!(
        window.messages[1..],
        [
            Message::Signed(SignatureEvent::Moved(Point::new(0.5, 1.0))),
            Message::Signed(SignatureEvent::Ended),
        ]
    );
}
