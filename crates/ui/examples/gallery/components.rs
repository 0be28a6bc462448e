//! Components on their own, and the pictures the pages need.

use crate::{Language, Message};
use iced::widget::container;
use iced::widget::image::Handle;
use iced::{Background, Length, Point};
use ui::{
    Element, Field, Icon, Look, Size, Space, Tone, button, column, layout, notice, text, toggle_tile, waiting, wrap,
};

/// The states of everything that is not on a sample page.
pub fn all(look: &Look, l: Language) -> Element<'static, Message> {
    let ground = look.palette.ground;
    let left = column(
        look,
        vec![
            text::headline(look, l.say("Components", "المكونات")),
            button::primary(look, "p", l.say("Primary", "أساسي"), Some(Icon::Forward), Some(())),
            button::primary::<()>(look, "pd", l.say("Primary, not yet", "ليس بعد"), None, None),
            button::secondary(look, "s", l.say("Secondary", "ثانوي"), Some(Icon::Back), Some(())),
            button::danger(look, "d", l.say("Danger", "خطر"), Some(Icon::Remove), Some(())),
            wrap(
                look,
                vec![
                    button::pill(look, "pill", l.say("Pill", "زر"), Some(Icon::Eye), Some(())),
                    button::pill::<()>(look, "pilld", l.say("Pill, not yet", "ليس بعد"), None, None),
                    button::quiet(look, "q", l.say("Quiet", "هادئ"), Some(Icon::StartOver), Some(())),
                ],
            ),
            Field::new(look, "pin", l.say("PIN", "الرمز"), "4711")
                .masked(true)
                .focused(true)
                .into(),
        ],
    );
    let right = column(
        look,
        vec![
            notice(look, Tone::Plain, Icon::Info, l.say("Good to know.", "معلومة مفيدة.")),
            notice(
                look,
                Tone::Success,
                Icon::CheckCircle,
                l.say("It went well.", "تم بنجاح."),
            ),
            notice(
                look,
                Tone::Attention,
                Icon::Warning,
                l.say("Look again.", "انظر مرة أخرى."),
            ),
            notice(look, Tone::Danger, Icon::Problem, l.say("This is wrong.", "هذا خطأ.")),
            waiting(
                look,
                l.say(
                    "Asking your insurance. This takes a few seconds.",
                    "نسأل شركة التأمين. قد يستغرق ثوانٍ.",
                ),
            ),
            toggle_tile(
                look,
                "large",
                l.say("Larger text", "نص أكبر"),
                None,
                Some(Icon::TextSize),
                true,
                (),
            ),
            toggle_tile(
                look,
                "contrast",
                l.say("High contrast", "تباين عالٍ"),
                Some(l.say("Light text on a dark ground", "نص فاتح على خلفية داكنة")),
                Some(Icon::Contrast),
                false,
                (),
            ),
        ],
    );
    let content = if look.landscape() {
        layout::row_with(look, vec![left, right], Space::S64, iced::alignment::Vertical::Top)
    } else {
        column(look, vec![left, right])
    };

    container(content)
        .width(Length::Fill)
        .height(Length::Fill)
        .padding(look.margin())
        .style(move |_| container::Style {
            background: Some(Background::Color(ground)),
            ..container::Style::default()
        })
        .into()
}

/// The screen that calls people.
pub fn attract_screen(look: &Look, l: Language) -> Element<'static, Message> {
    let languages = [
        "English",
        "Español",
        "中文",
        "Tiếng Việt",
        "한국어",
        "العربية",
        "Русский",
        "Kreyòl ayisyen",
        "Français",
        "Polski",
    ];
    let top = column(
        look,
        vec![
            text::styled(look, l.say("St. Brigid Clinic · Main entrance", "عيادة سانت بريجيد"))
                .bold()
                .color(look.palette.accent)
                .into(),
            text::styled(look, l.say("Welcome.\nCheck in here.", "أهلاً بك.\nسجّل وصولك هنا."))
                .size(Size::Number96)
                .bold()
                .into(),
            text::lead(
                look,
                l.say(
                    "It takes about three minutes. Bring your insurance card.",
                    "يستغرق حوالي ثلاث دقائق. أحضر بطاقة التأمين.",
                ),
            ),
        ],
    );
    let start = button::Button::new(
        look,
        button::Kind::Primary,
        "start",
        l.say("Touch to start", "المس للبدء"),
        None,
        Some(()),
    )
    .height(look.px(176.0))
    .text(Size::Headline60);
    let pills = wrap(
        look,
        languages
            .into_iter()
            .map(|name| button::pill(look, format!("language-{name}"), name, None, Some(())))
            .collect(),
    );
    let foot = column(
        look,
        vec![
            pills,
            text::muted(
                look,
                l.say(
                    "Prefer a person? The desk is behind you, to the left.",
                    "تفضّل التحدث إلى شخص؟ المكتب خلفك إلى اليسار.",
                ),
            ),
        ],
    );

    ui::attract_page(look, 0.2, top, start, foot)
}

/// A picture as the camera would send it: an invented card on a dark table.
pub fn preview(corners: [Point; 4]) -> Handle {
    let (width, height) = (640_usize, 480_usize);
    let mut pixels = Vec::with_capacity(width * height * 4);

    for y in 0..height {
        for x in 0..width {
            let point = Point::new(x as f32 / width as f32, y as f32 / height as f32);
            let inside = corners
                .iter()
                .zip(corners.iter().cycle().skip(1))
                .all(|(a, b)| (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x) > 0.0);
            let header = inside && point.y < 0.30 - 0.06 * point.x;
            let shade = 62.0 + 14.0 * (1.0 - (point.x - 0.4).abs());
            let color = match (inside, header) {
                (true, true) => [30, 62, 110],
                (true, false) => [246, 248, 250],
                _ => [shade as u8, shade as u8 + 7, shade as u8 + 14],
            };
            pixels.extend_from_slice(&color);
            pixels.push(255);
        }
    }

    Handle::from_rgba(width as u32, height as u32, pixels)
}

/// A hand.
pub fn signature() -> Vec<Vec<Point>> {
    let points = (0..80)
        .map(|step| {
            let t = step as f32 / 79.0;

            Point::new(
                0.12 + 0.6 * t + 0.02 * (t * 30.0).cos(),
                0.5 + 0.24 * (1.0 - t) * (t * 24.0).sin(),
            )
        })
        .collect();

    vec![points]
}

/// Something that looks like a code, and says nothing.
pub fn matrix() -> (usize, Vec<bool>) {
    let size = 33_usize;
    let mut state = 12_345_u32;
    let finder = |x: usize, y: usize| {
        let (dx, dy) = (x.abs_diff(3), y.abs_diff(3));
        let ring = dx.max(dy);
        (ring != 2) && ring <= 3
    };
    let dark = (0..size * size)
        .map(|at| {
            let (x, y) = (at % size, at / size);
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let (fx, fy) = (size - 1 - x, size - 1 - y);
            match (x < 8, y < 8, fx < 8, fy < 8) {
                (true, true, ..) => finder(x, y),
                (_, true, true, _) => finder(fx, y),
                (true, _, _, true) => finder(x, fy),
                _ => state >> 31 == 1,
            }
        })
        .collect();

    (size, dark)
}
