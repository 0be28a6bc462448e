//! How much room a page leaves between its question and its bottom bar: measured with the fonts that are drawn, so
//! that a text is cut into pages before it is shown and nothing is ever scrolled.

use iced::Size as Extent;
use iced::advanced::graphics::text::Paragraph;
use iced::advanced::text::{self, Paragraph as _};
use ui::{Look, Problem, Size, Space};

/// The height of a line of text, as the design system draws it.
pub(in crate::screen) const LINE: f32 = 1.35;

/// What stands on a page beside what fills it.
#[derive(Clone, Default)]
pub(in crate::screen) struct Around<'a> {
    /// The headline.
    pub question: &'a str,
    /// Under the headline.
    pub hint: Option<&'a str>,
    /// What has to be put right.
    pub problem: Option<&'a Problem>,
    /// The words of the pills.
    pub asides: &'a [String],
    /// The words of the primary button.
    pub primary: &'a str,
    /// The height of a control that stands beside what fills the page (under it in portrait); none of its own.
    pub control: f32,
}

/// The line height of words of a size: large ones stand closer, but for scripts with tall letters.
fn line_height(look: &Look, size: f32) -> f32 {
    match size / look.unit() {
        _ if look.rtl() => LINE,
        base if base >= 90.0 => 1.15,
        base if base >= 60.0 => 1.22,
        _ => LINE,
    }
}

/// The size of words when they are broken into lines of a width.
pub(in crate::screen) fn measure(look: &Look, words: &str, size: Size, bold: bool, width: f32) -> Extent {
    let paragraph = Paragraph::with_text(text::Text {
        content: words,
        bounds: Extent::new(width, f32::INFINITY),
        size: look.text(size).into(),
        line_height: text::LineHeight::Relative(line_height(look, look.text(size))),
        font: if bold { look.bold() } else { look.font() },
        align_x: text::Alignment::Default,
        align_y: iced::alignment::Vertical::Top,
        shaping: text::Shaping::default(),
        wrapping: text::Wrapping::WordOrGlyph,
    });

    paragraph.min_bounds()
}

/// Whether the text is so large that a page has room for what is needed and nothing more.
pub(in crate::screen) fn tight(look: &Look) -> bool {
    look.text_scale > 1.3
}

/// The width of the column that what fills the page stands in.
pub(in crate::screen) fn width(look: &Look) -> f32 {
    if look.landscape() {
        (look.content_width() - look.space(Space::S64)) / 2.0
    } else {
        look.content_width()
    }
}

/// The height that is left for what fills the page. It stands under the question; in landscape a control and the
/// pills stand beside it and take nothing away. When a banner comes, such as that somebody is on their way, the frame
/// turns the page.
pub(in crate::screen) fn height(look: &Look, around: &Around<'_>) -> f32 {
    let block = look.space(Space::S40);
    let line = |size: Size| look.text(size) * LINE;
    let width = width(look);
    // What is rounded must not make a page of its own.
    let slack = look.space(Space::S8);
    let utilities = look.px(96.0).max(line(Size::Body30) + look.px(20.0));
    let step = line(Size::Body30) + look.px(18.0);
    let question = question(look, around, width);
    let bottom = bottom(look, around.primary);

    if look.landscape() {
        // The largest words of the pills at the top take two lines.
        let utilities = if tight(look) {
            2.0 * line(Size::Body30) + look.px(20.0)
        } else {
            utilities
        };
        let top = if look.low_reach { step } else { step.max(utilities) };
        // Where everything is low the pills stand under the control.
        let pills = if look.low_reach {
            pills(look, around.asides, width) + look.space(Space::S24)
        } else {
            0.0
        };
        let taken = slack + pills + block + look.px(40.0) + top + block + bottom + block + question + block;

        return look.canvas.height - taken;
    }
    let pills = pills(look, around.asides, width);
    let pills = if pills > 0.0 { pills + block } else { 0.0 };
    let control = if around.control > 0.0 {
        around.control + block
    } else {
        0.0
    };
    let taken = slack
        + block
        + utilities
        + block
        + step
        + block
        + look.space(Space::S16)
        + block
        + question
        + block
        + control
        + pills
        + look.space(Space::S24)
        + bottom
        + look.px(64.0);

    look.canvas.height - taken
}

fn question(look: &Look, around: &Around<'_>, width: f32) -> f32 {
    let mut height = measure(look, around.question, Size::Headline60, true, width).height;
    if let Some(hint) = around.hint {
        height += look.space(Space::S16) + measure(look, hint, Size::Control36, false, width).height;
    }
    if let Some(problem) = around.problem {
        let room = width - look.px(64.0) - look.space(Space::S24) - look.text(Size::Control36) * 1.15;
        height += look.space(Space::S24) * 3.0 + measure(look, &problem.text, Size::Body30, false, room).height;
        if !problem.field_label.is_empty() {
            height += look.space(Space::S8) + look.text(Size::Body30) * LINE;
        }
    }

    height
}

fn bottom(look: &Look, primary: &str) -> f32 {
    let icon = look.text(Size::Control36) * 1.1 + look.space(Space::S16);
    let room = look.content_width() - look.px(300.0) - look.space(Space::S24) - look.px(72.0) - icon;

    look.px(128.0)
        .max(measure(look, primary, Size::Control36, true, room).height + look.px(20.0))
}

/// The height of pills that go to the next line where there is no room.
fn pills(look: &Look, labels: &[String], width: f32) -> f32 {
    let gap = look.space(Space::S16);
    let mut lines = 0.0;
    let mut left = 0.0;
    for label in labels {
        // An icon may stand beside the words.
        let beside = look.px(72.0) + look.text(Size::Body30) * 1.1 + gap;
        let wide = measure(look, label, Size::Body30, true, width - beside).width + beside;
        if wide > left {
            lines += 1.0;
            left = width;
        }
        left -= wide + gap;
    }
    let pill = look.px(96.0).max(look.text(Size::Body30) * LINE + look.px(20.0));

    if lines > 0.0 {
        lines * pill + (lines - 1.0) * gap
    } else {
        0.0
    }
}
