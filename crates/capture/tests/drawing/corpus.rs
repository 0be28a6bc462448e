//! Invented cards in many layouts, types and colours, photographed well and badly, with the truth about them. Longer than
//! other files because it is one catalogue: every layout stands beside the others it must differ from.

use image::{Rgb, RgbImage};

use super::photo::{Desk, Photo, desk, jpeg, lay};
use super::random::Random;
use super::sheet::{FAMILIES, HEIGHT, Sheet, Type, WIDTH};

/// What a card says: field name as in `portico read --json` (`copays.primary` and so on) and value.
pub type Truth = Vec<(&'static str, String)>;

/// A picture, what it shows and how good it is.
pub struct Sample {
    pub jpeg: Vec<u8>,
    pub truth: Truth,
    /// The `quality` that is right.
    pub quality: &'static str,
    /// Which layout the card has.
    pub layout: &'static str,
    pub corners: [(f32, f32); 4],
}

const PAYERS: &[&str] = &[
    "Northfield Health",
    "Bluewater Mutual",
    "Summit Ridge Health Plan",
    "Harborview Insurance",
    "Cedar Valley Care",
    "Golden Plains Health",
    "Lakeshore Health",
    "Aetna",
    "Cigna Healthcare",
    "UnitedHealthcare",
    "Humana",
    "Kaiser Permanente",
    "Molina Healthcare",
    "BlueCross BlueShield of Ohio",
    "Pinecrest Benefits",
    "Ambetter",
    "Riverbend Medical",
    "Oscar",
    "Tidewater Health Partners",
    "Evergreen Health Plan",
];
const FIRST: &[&str] = &[
    "Grace", "Daniel", "Olga", "Wei", "Layla", "Robert", "Thuy", "Noah", "Amara", "Samuel", "Ruth", "Isabel",
];
const LAST: &[&str] = &[
    "Williams",
    "Kim",
    "Ivanova",
    "Chen",
    "Haddad",
    "Miller",
    "Nguyen",
    "O'Brien",
    "Osei",
    "Adeyemi",
    "Fischer-Braun",
    "Santos",
];
const INK: &[[u8; 3]] = &[[24, 26, 34], [10, 40, 90], [60, 20, 24], [40, 40, 40], [0, 70, 60]];
const PAPER: &[[u8; 3]] = &[
    [250, 250, 248],
    [238, 244, 250],
    [250, 244, 228],
    [232, 240, 232],
    [244, 244, 244],
    [226, 234, 246],
];
const BAND: &[[u8; 3]] = &[
    [20, 42, 92],
    [0, 105, 92],
    [140, 30, 40],
    [84, 40, 120],
    [230, 120, 20],
    [60, 64, 70],
    [0, 120, 190],
];

fn of(colors: &[[u8; 3]], random: &mut Random) -> Rgb<u8> {
    Rgb(colors[random.below(colors.len())])
}

/// A card and what it says.
pub fn card(random: &mut Random) -> (RgbImage, Truth, &'static str) {
    let font = Type::family(random.below(FAMILIES.len()));
    let (ink, band) = (of(INK, random), of(BAND, random));
    let mut sheet = Sheet::new(of(PAPER, random));
    let truth = truth(random);
    let header = decorate(&mut sheet, band, &font, &truth, random);
    let fields = labelled(&truth, random);
    let copays: Vec<_> = fields
        .iter()
        .filter(|field| field.0.starts_with("copays") || field.0 == "deductible")
        .cloned()
        .collect();
    let mut others: Vec<_> = fields
        .into_iter()
        .filter(|field| !field.0.starts_with("copays") && field.0 != "deductible")
        .collect();

    // Members before pharmacy, in most orders that cards have.
    if random.chance(0.4) {
        others.rotate_left(1);
    }

    clutter(&mut sheet, &font, lighter(ink), random);
    let mut pen = Pen {
        sheet: &mut sheet,
        font: &font,
        ink,
        label: lighter(ink),
        size: random.between(40.0, 58.0),
        colon: random.chance(0.6),
    };
    let layout = match random.below(6) {
        0 => {
            pen.above(&others, &copays, header);
            "above"
        }
        1 => {
            pen.beside(&others, &copays, header);
            "beside"
        }
        2 => {
            pen.table(&others, &copays, header);
            "table"
        }
        3 => {
            pen.inline(&others, &copays, header);
            "inline"
        }
        4 => {
            pen.panel(&others, &copays, header, band);
            "panel"
        }
        _ => {
            pen.compact(&others, &copays, header);
            "compact"
        }
    };

    (sheet.image, truth, layout)
}

fn lighter(ink: Rgb<u8>) -> Rgb<u8> {
    Rgb(ink.0.map(|value| value / 2 + 62))
}

fn truth(random: &mut Random) -> Truth {
    let name = format!("{} {}", random.pick(FIRST), random.pick(LAST));
    let name = if random.chance(0.6) { name.to_uppercase() } else { name };
    let member = match random.below(5) {
        0 => format!("{}{}", random.letters(3), random.digits(9)),
        1 => format!("W{}", random.digits(9)),
        2 => random.digits(11),
        3 => format!("{}{}{}", random.letters(1), random.digits(8), random.letters(1)),
        _ => format!("{}{}-{}", random.letters(2), random.digits(7), random.digits(2)),
    };
    let group = match random.below(4) {
        0 => random.digits(6),
        1 => format!("{}-{}", random.digits(4), random.digits(4)),
        2 => format!("{}{}", random.letters(2), random.digits(5)),
        _ => format!("{}-{}", random.letters(2), random.digits(3)),
    };
    let money = |random: &mut Random, choices: &[&str]| format!("${}", random.pick(choices));
    let mut truth = vec![
        ("payer", random.pick(PAYERS).to_owned()),
        ("subscriber_name", name),
        ("member_id", member),
        ("group_number", group),
    ];

    if random.chance(0.85) {
        truth.push((
            "rx_bin",
            format!("{}{}", random.pick(&["61", "00", "01", "02"]), random.digits(4)),
        ));
        truth.push((
            "rx_pcn",
            random
                .pick(&["ADV", "9999", "A4", "MEDDADV", "PXXPDMI", "CHM", "ASPROD1"])
                .to_owned(),
        ));
    }

    if random.chance(0.7) {
        let group = if random.chance(0.5) {
            format!("RX{}", random.digits(4))
        } else {
            random.letters(5)
        };
        truth.push(("rx_grp", group));
    }

    if random.chance(0.9) {
        truth.push(("copays.primary", money(random, &["10", "15", "20", "25", "30", "0"])));
        truth.push(("copays.specialist", money(random, &["35", "40", "50", "60", "75"])));

        if random.chance(0.6) {
            truth.push(("copays.urgent", money(random, &["45", "50", "75"])));
        }

        truth.push(("copays.emergency", money(random, &["150", "200", "250", "300", "500"])));
    }

    if random.chance(0.4) {
        truth.push(("deductible", money(random, &["500", "1,500", "3000", "2,000"])));
    }

    truth
}

/// Puts a band or none on the card, and the payer's name. Returns where the fields may begin.
fn decorate(sheet: &mut Sheet, band: Rgb<u8>, font: &Type, truth: &Truth, random: &mut Random) -> i32 {
    let payer = truth[0].1.clone();
    let white = Rgb([250, 250, 250]);
    let kind = random.pick(&["PPO", "HMO", "EPO", "POS"]).to_owned();
    let size = (1300.0 / payer.len() as f32 * 1.7).min(random.between(74.0, 100.0));

    match random.below(4) {
        0 => {
            sheet.strip(0, 0, WIDTH, 190, band);
            sheet.text(70, 50, size, &font.bold, white, &payer);
            sheet.text_right(WIDTH as i32 - 60, 60, 70.0, &font.bold, white, &kind);
            230
        }
        1 => {
            sheet.text(70, 50, size, &font.bold, band, &payer);
            sheet.text(74, 50 + size as i32 + 10, 48.0, &font.regular, lighter(band), &kind);
            sheet.strip(0, HEIGHT as i32 - 46, WIDTH, 46, band);
            230
        }
        2 => {
            sheet.strip(0, 0, 40, HEIGHT, band);
            sheet.disc(130, 110, 56, band);
            sheet.text(220, 62, size, &font.bold, band, &payer);
            sheet.text_right(WIDTH as i32 - 60, 70, 60.0, &font.regular, band, &kind);
            220
        }
        _ => {
            sheet.text_right(WIDTH as i32 - 60, 46, size, &font.bold, band, &payer);
            sheet.text(70, 66, 56.0, &font.bold, lighter(band), &kind);
            sheet.strip(60, 176, WIDTH - 120, 6, band);
            215
        }
    }
}

/// A field: name, label as printed, value.
type Printed = (&'static str, String, String);

fn labelled(truth: &Truth, random: &mut Random) -> Vec<Printed> {
    let capitals = random.chance(0.25);

    truth
        .iter()
        .skip(1)
        .map(|(field, value)| {
            let label = match *field {
                "subscriber_name" => random.pick(&[
                    "Member Name",
                    "Name",
                    "Subscriber",
                    "Subscriber Name",
                    "Member",
                    "Enrollee",
                ]),
                "member_id" => random.pick(&[
                    "Member ID",
                    "ID",
                    "ID Number",
                    "Identification No.",
                    "Subscriber ID",
                    "Member No.",
                    "Enrollee ID",
                    "Member ID #",
                ]),
                "group_number" => random.pick(&["Group", "Group Number", "Group No.", "Grp", "Group #", "Group ID"]),
                "rx_bin" => random.pick(&["RxBIN", "BIN", "Rx BIN", "RXBIN"]),
                "rx_pcn" => random.pick(&["RxPCN", "PCN", "Rx PCN"]),
                "rx_grp" => random.pick(&["RxGrp", "RxGroup", "Rx Group", "RXGRP"]),
                "copays.primary" => random.pick(&["PCP", "Office Visit", "Primary Care", "PCP Copay", "Primary"]),
                "copays.specialist" => random.pick(&["Specialist", "Spec", "Specialist Visit", "Specialist Copay"]),
                "copays.urgent" => random.pick(&["Urgent Care", "UC", "Urgent"]),
                "copays.emergency" => random.pick(&["ER", "Emergency Room", "Emergency", "ER Copay"]),
                _ => random.pick(&["Deductible", "Ind. Deductible", "Individual Deductible"]),
            };
            let label = if capitals {
                label.to_uppercase()
            } else {
                label.to_owned()
            };

            (*field, label, value.clone())
        })
        .collect()
}

/// What else stands on cards: a pattern under everything, addresses of the network, numbers that are not asked for.
fn clutter(sheet: &mut Sheet, font: &Type, color: Rgb<u8>, random: &mut Random) {
    if random.chance(0.3) {
        let pale = Rgb(sheet.image.get_pixel(800, 500).0.map(|value| value.saturating_sub(9)));

        for line in 0..70 {
            for x in 0..WIDTH {
                let y = 230.0 + line as f32 * 11.0 + 14.0 * (x as f32 / 90.0 + line as f32 * 0.2).sin();

                if (y as u32) < HEIGHT {
                    sheet.image.put_pixel(x, y as u32, pale);
                }
            }
        }
    }

    if random.chance(0.5) {
        let lines = [
            "www.example.org/members",
            "Payer ID 55512",
            "Emergency? Call 911.",
            "Issued 03/2026",
            "Member Services 1-800-555-0199",
        ];
        sheet.text(70, HEIGHT as i32 - 62, 34.0, &font.regular, color, random.pick(&lines));
    }
}

struct Pen<'a> {
    sheet: &'a mut Sheet,
    font: &'a Type,
    ink: Rgb<u8>,
    label: Rgb<u8>,
    size: f32,
    colon: bool,
}

impl Pen<'_> {
    fn fitting(&self, text: &str, room: i32, size: f32) -> f32 {
        let width = Sheet::width(size, &self.font.bold, text).max(1);

        if width > room {
            size * room as f32 / width as f32
        } else {
            size
        }
    }

    fn value(&mut self, x: i32, y: i32, room: i32, text: &str) {
        let size = self.fitting(text, room, self.size);
        self.sheet.text(x, y, size, &self.font.bold, self.ink, text);
    }

    fn with_colon(&self, label: &str) -> String {
        if self.colon {
            format!("{label}:")
        } else {
            label.to_owned()
        }
    }

    /// Small labels above their values, in two columns; copays in a row at the bottom.
    fn above(&mut self, others: &[Printed], copays: &[Printed], top: i32) {
        let rows = others.len().div_ceil(2) as i32;
        let step = ((HEIGHT as i32 - 250 - top) / rows.max(1)).min(150);

        for (index, (_, label, value)) in others.iter().enumerate() {
            let (x, y) = (70 + (index as i32 / rows) * 800, top + (index as i32 % rows) * step);
            let (small, label_color) = (self.size * 0.72, self.label);
            self.sheet.text(x, y, small, &self.font.regular, label_color, label);
            self.value(x, y + (self.size * 0.78) as i32, 700, value);
        }

        self.row(copays);
    }

    /// Copays in columns, label over amount.
    fn row(&mut self, copays: &[Printed]) {
        let step = 1460 / copays.len().max(1) as i32;

        for (index, (_, label, value)) in copays.iter().enumerate() {
            let x = 70 + index as i32 * step;
            let size = self.fitting(label, step - 50, self.size * 0.8);
            let color = self.label;
            self.sheet
                .text(x, HEIGHT as i32 - 210, size, &self.font.regular, color, label);
            self.value(x, HEIGHT as i32 - 210 + (self.size * 0.9) as i32, step - 60, value);
        }
    }

    /// `Label: value`, one under the other; copays in a second column.
    fn beside(&mut self, others: &[Printed], copays: &[Printed], top: i32) {
        let step = ((HEIGHT as i32 - 90 - top) / others.len().max(1) as i32).min(100);

        for (index, (_, label, value)) in others.iter().enumerate() {
            let y = top + 10 + index as i32 * step;
            let (label, size, color) = (self.with_colon(label), self.size * 0.92, self.label);
            let end = self.sheet.text(70, y, size, &self.font.regular, color, &label);
            self.value(end + 20, y, 880 - end, value);
        }

        let step = ((HEIGHT as i32 - 90 - top) / copays.len().max(1) as i32).min(100);

        for (index, (_, label, value)) in copays.iter().enumerate() {
            let y = top + 10 + index as i32 * step;
            let (size, color) = (self.fitting(label, 420, self.size * 0.85), self.label);
            self.sheet.text(940, y, size, &self.font.regular, color, label);
            let font = &self.font.bold;
            self.sheet.text_right(1540, y, self.size, font, self.ink, value);
        }
    }

    /// Labels in one column, values in the next.
    fn table(&mut self, others: &[Printed], copays: &[Printed], top: i32) {
        let step = ((HEIGHT as i32 - 240 - top) / others.len().max(1) as i32).min(92);
        self.size = self.size.min(step as f32 * 0.85);

        for (index, (_, label, value)) in others.iter().enumerate() {
            let y = top + index as i32 * step;
            let (size, color) = (self.size * 0.9, self.label);
            let label = self.with_colon(label);
            self.sheet.text(70, y, size, &self.font.regular, color, &label);
            self.value(640, y, 800, value);
        }

        self.row(copays);
    }

    /// The pharmacy's fields light on a dark panel at the right; copays with the amount above its name.
    fn panel(&mut self, others: &[Printed], copays: &[Printed], top: i32, band: Rgb<u8>) {
        self.sheet.strip(960, top, 580, 420, band);
        let (mut left, mut right) = (0, 0);

        for (field, label, value) in others {
            let label = self.with_colon(label);

            if field.starts_with("rx") {
                let (y, white) = (top + 40 + right * 120, Rgb([248, 248, 248]));
                let end = self
                    .sheet
                    .text(1000, y, self.size * 0.9, &self.font.regular, white, &label);
                let font = &self.font.bold;
                self.sheet.text(end + 24, y, self.size * 0.9, font, white, value);
                right += 1;
            } else {
                let (y, color) = (top + left * 150, self.label);
                self.sheet
                    .text(70, y, self.size * 0.7, &self.font.regular, color, &label);
                self.value(70, y + (self.size * 0.75) as i32, 800, value);
                left += 1;
            }
        }

        let step = 1460 / copays.len().max(1) as i32;

        for (index, (_, label, value)) in copays.iter().enumerate() {
            let x = 70 + index as i32 * step;
            let (size, color) = (self.fitting(label, step - 50, self.size * 0.75), self.label);
            self.value(x, HEIGHT as i32 - 220, step - 60, value);
            self.sheet.text(
                x,
                HEIGHT as i32 - 220 + (self.size * 1.05) as i32,
                size,
                &self.font.regular,
                color,
                label,
            );
        }
    }

    /// Everything small and close, as on cards that say much; copays one after the other.
    fn compact(&mut self, others: &[Printed], copays: &[Printed], top: i32) {
        self.size = self.size.min(44.0);

        for (index, (_, label, value)) in others.iter().enumerate() {
            let y = top + index as i32 * 62;
            let (size, color) = (self.size, self.label);
            let label = self.with_colon(label);
            let end = self.sheet.text(70, y, size, &self.font.regular, color, &label);
            self.value(end + 16, y, 900, value);
        }

        let mut x = 70;
        let mut y = HEIGHT as i32 - 200;

        for (_, label, value) in copays {
            let width = Sheet::width(self.size, &self.font.bold, &format!("{label} {value}")) + 70;

            if x + width > 1560 {
                x = 70;
                y += 64;
            }

            let color = self.label;
            let end = self.sheet.text(x, y, self.size, &self.font.regular, color, label);
            let font = &self.font.bold;
            x = self.sheet.text(end + 14, y, self.size, font, self.ink, value) + 56;
        }
    }

    /// Two fields on a line.
    fn inline(&mut self, others: &[Printed], copays: &[Printed], top: i32) {
        for (index, (_, label, value)) in others.iter().enumerate() {
            let (x, y) = (70 + (index as i32 % 2) * 760, top + 20 + (index as i32 / 2) * 110);
            let (size, color) = (self.fitting(label, 300, self.size * 0.85), self.label);
            let end = self
                .sheet
                .text(x, y, size, &self.font.regular, color, &format!("{label}:"));
            self.value(end + 18, y, x + 720 - end, value);
        }

        self.row(copays);
    }
}

/// The picture with this number: mostly good ones, each eighth of another kind of bad.
pub fn sample(number: u64, bad: bool) -> Sample {
    let mut random = Random::new(number);
    let (card, truth, layout) = card(&mut random);
    let quality = if bad {
        *["blur", "glare", "cut", "far", "dark", "none", "wrong", "two"]
            .get((number % 8) as usize)
            .unwrap_or(&"none")
    } else {
        "ok"
    };
    let desks = [
        Desk::Wood,
        Desk::Cloth,
        Desk::Stone,
        Desk::Plain(45),
        Desk::Plain(110),
        Desk::Plain(190),
        Desk::Plain(222),
    ];
    let degrees = if random.chance(0.7) {
        random.between(-7.0, 7.0)
    } else {
        random.between(-22.0, 22.0)
    };
    let width = random.between(880.0, 1280.0 - degrees.abs() * 8.0);
    let (x, y) = (
        960.0 + random.between(-120.0, 120.0),
        540.0 + random.between(-30.0, 30.0),
    );
    let mut photo = Photo::at(x, y, width, degrees).leaning(random.between(-16.0, 16.0), random.between(-14.0, 14.0));
    photo.desk = desks[random.below(desks.len())];
    photo.exposure = random.between(0.55, 1.1);
    photo.falloff = random.between(0.65, 1.0);
    photo.blur = random.between(0.4, 1.4);
    photo.noise = random.between(0.5, 7.0);
    photo.seed = number;

    let mut on_desk = Some(card);

    match quality {
        "blur" if random.chance(0.5) => photo.blur = random.between(3.6, 7.0),
        "blur" => {
            let angle = random.between(0.0, std::f32::consts::PI);
            let path = random.between(18.0, 36.0);
            photo.motion = (angle.cos() * path, angle.sin() * path);
        }
        "glare" => {
            let center = photo.corners.iter().fold((0.0, 0.0), |sum, corner| {
                (sum.0 + corner.0 / 4.0, sum.1 + corner.1 / 4.0)
            });
            let (right, down) = (random.between(-0.28, 0.28) * width, random.between(-0.15, 0.15) * width);
            photo.glare = vec![(
                center.0 + right,
                center.1 + down,
                random.between(90.0, 190.0),
                random.between(60.0, 130.0),
                random.between(0.9, 1.6),
            )];
            photo.exposure = photo.exposure.min(0.9);
        }
        "cut" => {
            let (right, down) = if random.chance(0.5) {
                (random.pick(&[&-1.0_f32, &1.0]).to_owned(), 0.0)
            } else {
                (0.0, random.pick(&[&-1.0_f32, &1.0]).to_owned())
            };
            let hidden = random.between(0.12, 0.4);
            let shift = (
                right * (960.0 - width / 2.0 + hidden * width),
                down * (540.0 - width / 3.17 + hidden * width / 1.585),
            );
            let center = photo.corners.iter().fold((0.0, 0.0), |sum, corner| {
                (sum.0 + corner.0 / 4.0, sum.1 + corner.1 / 4.0)
            });
            let back = (
                if right == 0.0 { 0.0 } else { 960.0 - center.0 },
                if down == 0.0 { 0.0 } else { 540.0 - center.1 },
            );
            photo.corners = photo.corners.map(|(x, y)| (x + shift.0 + back.0, y + shift.1 + back.1));
        }
        "far" => {
            let small = Photo::at(x, y, random.between(260.0, 480.0), degrees);
            photo.corners = small.corners;
        }
        "dark" => photo.exposure = random.between(0.06, 0.17),
        "none" => on_desk = None,
        "wrong" => {
            let (object, corners) = wrong(&mut random, x, y);
            on_desk = Some(object);
            photo.corners = corners;
        }
        _ => {}
    }

    let picture = if quality == "two" {
        let (other, ..) = self::card(&mut random);
        let mut picture = desk(photo.desk, photo.seed);
        let width = random.between(700.0, 820.0);
        lay(
            &mut picture,
            &on_desk.take().expect("there is a card"),
            Photo::at(490.0, 540.0, width, degrees / 3.0).corners,
        );
        lay(
            &mut picture,
            &other,
            Photo::at(1420.0, 540.0, width, -degrees / 4.0).corners,
        );
        photo.develop(picture)
    } else {
        photo.take(on_desk.as_ref())
    };

    Sample {
        jpeg: jpeg(&picture, random.between(50.0, 93.0) as u8),
        truth,
        quality,
        layout,
        corners: photo.corners,
    }
}

/// A letter, a blank card or a banknote-like strip.
fn wrong(random: &mut Random, x: f32, y: f32) -> (RgbImage, [(f32, f32); 4]) {
    let font = Type::family(random.below(FAMILIES.len()));
    let corners = |width: f32, height: f32| {
        let (across, down) = (width / 2.0, height / 2.0);

        [
            (x - across, y - down),
            (x + across, y - down + 9.0),
            (x + across - 6.0, y + down),
            (x - across + 8.0, y + down - 5.0),
        ]
    };

    match random.below(3) {
        0 => {
            let mut sheet = Sheet {
                image: RgbImage::from_pixel(900, 1100, Rgb([250, 250, 250])),
            };

            for row in 0..15 {
                sheet.text(
                    80,
                    90 + row * 62,
                    42.0,
                    &font.regular,
                    Rgb([20, 20, 20]),
                    "Please bring this letter with you on",
                );
            }

            (sheet.image, corners(760.0, 920.0))
        }
        1 => (Sheet::new(Rgb([244, 244, 240])).image, corners(1100.0, 694.0)),
        _ => {
            let mut sheet = Sheet {
                image: RgbImage::from_pixel(1600, 660, Rgb([190, 214, 186])),
            };
            sheet.text(90, 80, 160.0, &font.bold, Rgb([30, 80, 50]), "100 credits");
            sheet.text(
                90,
                420,
                80.0,
                &font.regular,
                Rgb([30, 80, 50]),
                "Good for one hundred coffees",
            );

            (sheet.image, corners(1300.0, 536.0))
        }
    }
}
