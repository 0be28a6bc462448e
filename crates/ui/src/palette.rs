//! The colours, by what they are for. Screens never name a raw colour.

use iced::Color;

/// What each colour is for. Every text colour holds 7:1 on every ground it may stand on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Palette {
    /// The page itself.
    pub ground: Color,
    /// Cards, fields and keys.
    pub card: Color,
    /// Text and strong lines.
    pub ink: Color,
    /// Hints, labels and explanations.
    pub muted: Color,
    /// The one thing to do, and everything that can be touched.
    pub accent: Color,
    /// The accent under a finger.
    pub accent_pressed: Color,
    /// Text on the accent.
    pub on_accent: Color,
    /// Something went well.
    pub success: Color,
    /// Something is wrong, or cannot be undone.
    pub danger: Color,
    /// Text on the danger colour.
    pub on_danger: Color,
    /// Something wants a second look.
    pub attention: Color,
    /// The edge of what can be touched (at least 3:1).
    pub border: Color,
    /// Quiet lines between rows and round cards; they carry no meaning.
    pub hairline: Color,
    /// The part of a progress bar that is still to come.
    pub track: Color,
    /// A quiet fill behind numbers and dates.
    pub accent_ground: Color,
    /// Behind good news.
    pub success_ground: Color,
    /// Behind a problem.
    pub danger_ground: Color,
    /// Behind something that wants a second look.
    pub attention_ground: Color,
    /// What is under a finger, when it is not the accent.
    pub pressed: Color,
    /// A button that cannot be used yet.
    pub disabled_ground: Color,
    /// Text on a button that cannot be used yet.
    pub disabled_ink: Color,
    /// The ring round what has the focus; `ink` edges it.
    pub focus: Color,
    /// The strip under a picture of the camera: dark in every look.
    pub strip: Color,
    /// Text on the strip.
    pub on_strip: Color,
    /// Good news on the strip or on the picture.
    pub strip_success: Color,
    /// A second look, on the strip or on the picture.
    pub strip_attention: Color,
    /// Bad news on the strip or on the picture.
    pub strip_danger: Color,
    /// What dims the page under a dialog.
    pub veil: Color,
    /// The dark modules of a code, in every look: scanners want dark on light.
    pub code_dark: Color,
    /// The light ground of a code.
    pub code_light: Color,
    /// The arches of the attract screen, from the outside in.
    pub arches: [Color; 3],
}

const fn hex(value: u32) -> Color {
    Color {
        r: ((value >> 16) & 0xff) as f32 / 255.0,
        g: ((value >> 8) & 0xff) as f32 / 255.0,
        b: (value & 0xff) as f32 / 255.0,
        a: 1.0,
    }
}

impl Palette {
    /// Dark ink on warm paper.
    pub const STANDARD: Self = Self {
        ground: hex(0xfb_faf7),
        card: hex(0xff_ffff),
        ink: hex(0x10_243a),
        muted: hex(0x45_566a),
        accent: hex(0x0a_5566),
        accent_pressed: hex(0x08_4654),
        on_accent: hex(0xff_ffff),
        success: hex(0x14_592f),
        danger: hex(0x8e_1519),
        on_danger: hex(0xff_ffff),
        attention: hex(0x6b_4400),
        border: hex(0x6b_7a89),
        hairline: hex(0xd5_dce1),
        track: hex(0xd5_dce0),
        accent_ground: hex(0xe6_eff1),
        success_ground: hex(0xe7_f3ea),
        danger_ground: hex(0xfc_eeed),
        attention_ground: hex(0xfe_f5de),
        pressed: hex(0xde_e9ec),
        disabled_ground: hex(0xd5_dce0),
        disabled_ink: hex(0x30_4153),
        focus: hex(0xff_b000),
        strip: hex(0x10_1b27),
        on_strip: hex(0xff_ffff),
        strip_success: hex(0x7f_e0a3),
        strip_attention: hex(0xff_d27a),
        strip_danger: hex(0xff_b3b0),
        veil: Color {
            r: 0.04,
            g: 0.08,
            b: 0.13,
            a: 0.6,
        },
        code_dark: hex(0x10_243a),
        code_light: hex(0xff_ffff),
        arches: [hex(0xdb_e9ea), hex(0xce_e1e5), hex(0xbf_d8dc)],
    };

    /// Light text on a dark ground, for people who see little.
    pub const HIGH_CONTRAST: Self = Self {
        ground: hex(0x0b_1622),
        card: hex(0x12_2030),
        ink: hex(0xf4_f6f8),
        muted: hex(0xc3_ccd6),
        accent: hex(0x6f_d6e8),
        accent_pressed: hex(0xb5_ecf6),
        on_accent: hex(0x0b_1622),
        success: hex(0x7f_e0a3),
        danger: hex(0xff_b3b0),
        on_danger: hex(0x0b_1622),
        attention: hex(0xff_d27a),
        border: hex(0x8f_a1b3),
        hairline: hex(0x3c_4d60),
        track: hex(0x32_4457),
        accent_ground: hex(0x17_3542),
        success_ground: hex(0x12_301f),
        danger_ground: hex(0x38_191b),
        attention_ground: hex(0x33_2a10),
        pressed: hex(0x24_3a4f),
        disabled_ground: hex(0x24_3344),
        disabled_ink: hex(0xc3_ccd6),
        focus: hex(0xff_b000),
        strip: hex(0x05_0c14),
        on_strip: hex(0xff_ffff),
        strip_success: hex(0x7f_e0a3),
        strip_attention: hex(0xff_d27a),
        strip_danger: hex(0xff_b3b0),
        veil: Color {
            r: 0.0,
            g: 0.0,
            b: 0.0,
            a: 0.72,
        },
        code_dark: hex(0x0b_1622),
        code_light: hex(0xff_ffff),
        arches: [hex(0x12_2634), hex(0x15_303f), hex(0x19_3b4b)],
    };
}

/// The contrast ratio of two opaque colours, as WCAG 2.2 computes it (1 to 21).
pub fn contrast(first: Color, second: Color) -> f32 {
    let (first, second) = (luminance(first), luminance(second));

    (first.max(second) + 0.05) / (first.min(second) + 0.05)
}

fn luminance(color: Color) -> f32 {
    let linear = |channel: f32| {
        if channel <= 0.04045 {
            channel / 12.92
        } else {
            ((channel + 0.055) / 1.055).powf(2.4)
        }
    };

    0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)
}

#[cfg(test)]
mod tests {
    use super::{Palette, contrast};

    #[test]
    fn every_text_holds_seven_to_one_on_every_ground_it_stands_on() {
        for (name, p) in [("standard", Palette::STANDARD), ("high", Palette::HIGH_CONTRAST)] {
            let pairs = [
                ("ink on ground", p.ink, p.ground),
                ("ink on card", p.ink, p.card),
                ("ink on accent ground", p.ink, p.accent_ground),
                ("ink on success ground", p.ink, p.success_ground),
                ("ink on danger ground", p.ink, p.danger_ground),
                ("ink on attention ground", p.ink, p.attention_ground),
                ("ink on pressed", p.ink, p.pressed),
                ("muted on ground", p.muted, p.ground),
                ("muted on card", p.muted, p.card),
                ("accent on ground", p.accent, p.ground),
                ("accent on card", p.accent, p.card),
                ("text on accent", p.on_accent, p.accent),
                ("text on pressed accent", p.on_accent, p.accent_pressed),
                ("text on danger", p.on_danger, p.danger),
                ("success on ground", p.success, p.ground),
                ("success on card", p.success, p.card),
                ("success on its ground", p.success, p.success_ground),
                ("danger on ground", p.danger, p.ground),
                ("danger on card", p.danger, p.card),
                ("danger on its ground", p.danger, p.danger_ground),
                ("attention on ground", p.attention, p.ground),
                ("attention on card", p.attention, p.card),
                ("attention on its ground", p.attention, p.attention_ground),
                ("disabled text", p.disabled_ink, p.disabled_ground),
                ("text on strip", p.on_strip, p.strip),
                ("success on strip", p.strip_success, p.strip),
                ("attention on strip", p.strip_attention, p.strip),
                ("danger on strip", p.strip_danger, p.strip),
                ("code", p.code_dark, p.code_light),
            ];

            for (pair, text, ground) in pairs {
                let ratio = contrast(text, ground);
                assert!(ratio >= 7.0, "{name}: {pair} has only {ratio:.2}:1");
            }
        }
    }

    #[test]
    fn edges_of_what_can_be_touched_hold_three_to_one() {
        for p in [Palette::STANDARD, Palette::HIGH_CONTRAST] {
            assert!(contrast(p.border, p.ground) >= 3.0);
            assert!(contrast(p.border, p.card) >= 3.0);
            // The ring alone is too pale on paper: its ink edge carries the contrast.
            assert!(contrast(p.ink, p.ground) >= 3.0);
        }
    }

    #[test]
    fn black_on_white_is_twenty_one_to_one() {
        let ratio = contrast(iced::Color::BLACK, iced::Color::WHITE);
        assert!((ratio - 21.0).abs() < 0.01);
    }
}
