//! Who walks up in a trial, and what they do: drawn from a seed and the journey's number, and from nothing else.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

use crate::rehearse::persona::{
    Changes, ConsentChoice, Guardian, Hiccups, Identify, Insurance, Payment, PaymentChoice, Persona,
};

/// Somebody who walks up.
#[derive(Clone)]
pub struct Visitor {
    /// What they do.
    pub persona: Persona,
    /// What central has on file about them; nothing of somebody new.
    pub on_file: Option<OnFile>,
}

/// What central has on file about somebody.
#[derive(Clone)]
pub struct OnFile {
    /// Tells this person from every other of this and other trials.
    pub key: String,
    /// Family name, or the only name.
    pub family: String,
    /// Given name.
    pub given: Option<String>,
    /// Birth date.
    pub birth_date: Date,
    /// FHIR's word.
    pub gender: &'static str,
    /// The code of the appointment.
    pub code: String,
    /// When the appointment is, in minutes from now.
    pub minutes: i64,
    /// Whether a card is on file.
    pub covered: bool,
    /// An open invoice, in cents.
    pub owes: Option<u32>,
    /// The given name of a parent who may decide; they share the family name.
    pub parent: Option<String>,
}

const GIVEN: [&str; 20] = [
    "Ana", "Ben", "Carla", "David", "Elena", "Farid", "Grace", "Hugo", "Ines", "Jonas", "Karim", "Lucia", "Mona",
    "Nora", "Oscar", "Petra", "Rosa", "Samir", "Tara", "Zoë",
];

const STEPS: [&str; 6] = ["visit", "details", "insurance", "forms", "consent", "review"];

/// What staff can skip wherever they are called.
const SKIPPED: [&str; 3] = ["insurance", "forms", "consent"];

const DOCUMENTS: [&str; 3] = ["treatment", "privacy-practices", "financial-responsibility"];

/// Draws one visitor. `cards` is where pictures of cards are, if there are any.
pub fn draw(seed: u64, number: u64, cards: Option<&Path>) -> Visitor {
    let mut dice = StdRng::seed_from_u64(seed ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let kind = dice.random_range(0..100);
    let child = (90..94).contains(&kind);
    let family = family_name(number);
    let given = (!(94..97).contains(&kind)).then(|| pick(&mut dice, &GIVEN).to_owned());
    let year = if child {
        dice.random_range(2016..2022)
    } else {
        dice.random_range(1932..2005)
    };
    let birth_date = Date::new(year, dice.random_range(1..=12), dice.random_range(1..=28)).unwrap_or_default();
    let minutes = match kind {
        85..87 => -95,
        87..89 => 5 * 60,
        89 => 2 * 24 * 60,
        _ => dice.random_range(8..40),
    };
    let new = (62..80).contains(&kind);
    let code = code(seed, number);
    let on_file = (!new).then(|| OnFile {
        key: format!("{seed}-{number}"),
        family: family.clone(),
        given: given.clone(),
        birth_date,
        gender: pick(&mut dice, &["female", "male", "other"]),
        code: code.clone(),
        minutes,
        covered: dice.random_bool(0.6),
        owes: dice.random_bool(0.3).then(|| dice.random_range(500..20_000)),
        parent: child.then(|| pick(&mut dice, &GIVEN).to_owned()),
    });
    let mut identify = Identify {
        birth_date: Some(birth_date),
        family_name: Some(family.clone()),
        given_name: given,
        new,
        ..Identify::default()
    };
    match kind {
        0..48 | 85..90 => identify.code = Some(code),
        // Nobody is called so: three tries, and the desk helps.
        80..85 => identify.family_name = Some(format!("{family}x")),
        48..51 => identify.slip = true,
        _ => {}
    }

    Visitor {
        persona: Persona {
            language: Some(match dice.random_range(0..10) {
                0..6 => "en".to_owned(),
                6..9 => "es".to_owned(),
                _ => "ar".to_owned(),
            }),
            identify,
            changes: changes(&mut dice, new),
            guardian: child.then(|| Guardian {
                name: format!(
                    "{} {family}",
                    on_file
                        .as_ref()
                        .and_then(|file| file.parent.as_deref())
                        .unwrap_or("Ana")
                ),
                relationship: "parent".to_owned(),
                phone: Some("+1 317 555 0161".to_owned()),
            }),
            insurance: insurance(&mut dice, cards),
            consents: DOCUMENTS
                .iter()
                .filter(|_| dice.random_bool(0.1))
                .map(|document| ((*document).to_owned(), ConsentChoice::Decline))
                .collect(),
            payment: Payment {
                choice: match dice.random_range(0..10) {
                    0..2 => PaymentChoice::Phone,
                    2..6 => PaymentChoice::Desk,
                    _ => PaymentChoice::Later,
                },
            },
            hiccups: hiccups(&mut dice),
            file: cards
                .map_or_else(PathBuf::new, Path::to_owned)
                .join(format!("journey-{number}.toml")),
        },
        on_file,
    }
}

fn changes(dice: &mut StdRng, new: bool) -> Changes {
    let changed = |dice: &mut StdRng, odds: f64| new || dice.random_bool(odds);
    let phone = changed(dice, 0.2).then(|| format!("+1 317 555 01{:02}", dice.random_range(0..100)));
    let street = changed(dice, 0.04).then(|| format!("{} Elm St", dice.random_range(1..99)));
    let moved = street.is_some();

    Changes {
        phone,
        email: None,
        street,
        city: moved.then(|| "Salem".to_owned()),
        state: moved.then(|| "IL".to_owned()),
        postal_code: moved.then(|| format!("627{:02}", dice.random_range(0..100))),
    }
}

fn insurance(dice: &mut StdRng, cards: Option<&Path>) -> Insurance {
    let picture = |name: &str| vec![PathBuf::from(name)];
    match dice.random_range(0..1000) {
        // Holding a card up takes seconds of a whole core: a few do it.
        0 if cards.is_some() => Insurance {
            front: picture("prairie-front.jpg"),
            back: picture("prairie-back.jpg"),
            ..Insurance::default()
        },
        1..150 => Insurance {
            self_pay: true,
            ..Insurance::default()
        },
        _ => Insurance {
            keep: true,
            ..Insurance::default()
        },
    }
}

fn hiccups(dice: &mut StdRng) -> Hiccups {
    let step = Some(pick(dice, &STEPS).to_owned());
    match dice.random_range(0..100) {
        0..6 => Hiccups {
            walk_away_at: step,
            ..Hiccups::default()
        },
        6..9 => Hiccups {
            help_at: step,
            ..Hiccups::default()
        },
        9..12 => Hiccups {
            staff_skip_at: Some(pick(dice, &SKIPPED).to_owned()),
            ..Hiccups::default()
        },
        12..17 => Hiccups {
            staff_hand_over_at: step,
            ..Hiccups::default()
        },
        _ => Hiccups::default(),
    }
}

/// A name that nobody else of the trial has, and that can be said and typed.
fn family_name(number: u64) -> String {
    const HEADS: [char; 16] = [
        'b', 'd', 'f', 'g', 'h', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'w', 'z',
    ];
    const TAILS: [char; 5] = ['a', 'e', 'i', 'o', 'u'];
    let mut rest = number;
    let mut name = String::new();
    for _ in 0..3 {
        name.push(HEADS[(rest % 16) as usize]);
        rest /= 16;
        name.push(TAILS[(rest % 5) as usize]);
        rest /= 5;
    }
    while rest > 0 {
        name.push(HEADS[(rest % 16) as usize]);
        rest /= 16;
    }

    name.chars()
        .enumerate()
        .map(|(place, letter)| {
            if place == 0 {
                letter.to_ascii_uppercase()
            } else {
                letter
            }
        })
        .collect()
}

/// A code that no other person of the trial has.
fn code(seed: u64, number: u64) -> String {
    const SIGNS: [char; 32] = [
        'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'L', 'M', 'N', 'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X',
        'Y', 'Z', '2', '3', '4', '5', '6', '7', '8', '9',
    ];
    // An odd factor is a permutation of thirty bits.
    let mut rest = number
        .wrapping_mul(0x2545_F491)
        .wrapping_add(seed.wrapping_mul(0x9E37_79B9))
        % (1 << 30);
    let mut code = String::new();
    for place in 0..6 {
        if place == 3 {
            code.push('-');
        }
        code.push(SIGNS[(rest % 32) as usize]);
        rest /= 32;
    }

    code
}

fn pick<'a>(dice: &mut StdRng, all: &[&'a str]) -> &'a str {
    all.choose(dice).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_same_seed_brings_the_same_people() {
        let (one, again, other) = (draw(7, 12, None), draw(7, 12, None), draw(8, 12, None));
        let told = |visitor: &Visitor| {
            let identify = &visitor.persona.identify;
            (identify.birth_date, identify.family_name.clone(), identify.code.clone())
        };

        assert_eq!(told(&one), told(&again));
        assert_ne!(told(&one), told(&other));
    }

    #[test]
    fn no_two_people_of_a_trial_can_be_taken_for_one_another() {
        let mut names = HashSet::new();
        let mut codes = HashSet::new();

        assert!((0..20_000).all(|number| names.insert(family_name(number)) && codes.insert(code(5, number))));
    }

    #[test]
    fn all_sorts_of_people_come() {
        let drawn: Vec<Persona> = (0..2_000).map(|number| draw(1, number, None).persona).collect();
        let many = |of: &dyn Fn(&Persona) -> bool| drawn.iter().filter(|persona| of(persona)).count();

        assert!(many(&|persona| persona.identify.new) > 200);
        assert!(many(&|persona| persona.identify.code.is_some()) > 600);
        assert!(many(&|persona| persona.identify.slip) > 20);
        assert!(many(&|persona| persona.guardian.is_some()) > 30);
        assert!(many(&|persona| !persona.consents.is_empty()) > 200);
        assert!(many(&|persona| persona.hiccups.walk_away_at.is_some()) > 60);
        assert!(many(&|persona| persona.hiccups.staff_hand_over_at.is_some()) > 50);
        assert!(many(&|persona| persona.payment.choice == PaymentChoice::Phone) > 200);
    }
}
