use std::{
    collections::HashMap,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use fontdb::{Database, Family, Query, Weight};
use rustybuzz::ttf_parser;
use unicode_script::{Script, UnicodeScript};

use crate::PaperError;

/// The family that everything without a script of its own is set in.
const LATIN: &str = "Noto Sans";
const ARABIC: &str = "Noto Sans Arabic";

/// The system's fonts that papers are set in, found by explicit family and read once. Cheap to clone.
#[derive(Clone)]
pub struct Fonts {
    shelf: Arc<Shelf>,
}

struct Shelf {
    database: Database,
    /// What was looked for before: nothing where a family is not installed.
    opened: Mutex<HashMap<FamilyAndBold, Option<Arc<Face>>>>,
}

type FamilyAndBold = (String, bool);

/// One font file's face, held in memory.
pub(crate) struct Face {
    pub(crate) name: String,
    pub(crate) data: Vec<u8>,
    pub(crate) index: u32,
    pub(crate) units_per_em: f32,
    /// From the baseline up, in em.
    pub(crate) ascent: f32,
    /// From the baseline down, in em, positive.
    pub(crate) descent: f32,
}

impl Fonts {
    /// Finds Noto Sans and Noto Sans Arabic, regular and bold, among the system's fonts. Others are
    /// read when a text first needs them.
    pub fn system() -> Result<Self, PaperError> {
        let mut database = Database::new();
        database.load_system_fonts();

        Self::from_database(database)
    }

    /// The same, from one directory and nothing else: for sites that bring their own copy.
    pub fn from_directory(directory: &Path) -> Result<Self, PaperError> {
        let mut database = Database::new();
        database.load_fonts_dir(directory);

        Self::from_database(database)
    }

    fn from_database(database: Database) -> Result<Self, PaperError> {
        let fonts = Self {
            shelf: Arc::new(Shelf {
                database,
                opened: Mutex::new(HashMap::new()),
            }),
        };

        for family in [LATIN, ARABIC] {
            for (bold, weight) in [(false, "regular"), (true, "bold")] {
                if fonts.open(family, bold).is_none() {
                    return Err(PaperError::FontMissing { family, weight });
                }
            }
        }

        Ok(fonts)
    }

    /// True where every letter of `text` can be drawn.
    pub fn covers(&self, text: &str) -> bool {
        text.chars()
            .all(|letter| is_silent(letter) || self.face_for(letter, false, None).is_ok())
    }

    /// The face that draws `letter`, preferring the one that drew what stands before it, so that
    /// spaces and digits stay in the font of their words.
    pub(crate) fn face_for(
        &self,
        letter: char,
        bold: bool,
        before: Option<&Arc<Face>>,
    ) -> Result<Arc<Face>, PaperError> {
        let script = letter.script();
        let belongs_to_neighbours = matches!(script, Script::Common | Script::Inherited);

        if belongs_to_neighbours && let Some(face) = before.filter(|face| face.draws(letter)) {
            return Ok(Arc::clone(face));
        }

        families(script)
            .iter()
            .filter_map(|family| self.open(family, bold))
            .find(|face| face.draws(letter))
            .ok_or_else(|| PaperError::ScriptMissing {
                script: script.full_name().to_owned(),
            })
    }

    /// The font whose measures a line without any letters takes.
    pub(crate) fn plain(&self, bold: bool) -> Result<Arc<Face>, PaperError> {
        self.open(LATIN, bold)
            .ok_or(PaperError::FontUnreadable { family: LATIN })
    }

    fn open(&self, family: &str, bold: bool) -> Option<Arc<Face>> {
        let key = (family.to_owned(), bold);
        // A poisoned lock only means that another paper failed midway: the map is whole.
        let mut opened = self.shelf.opened.lock().unwrap_or_else(PoisonError::into_inner);

        opened
            .entry(key)
            .or_insert_with(|| self.read(family, bold).map(Arc::new))
            .clone()
    }

    fn read(&self, family: &str, bold: bool) -> Option<Face> {
        let weight = if bold { Weight::BOLD } else { Weight::NORMAL };
        let query = Query {
            families: &[Family::Name(family)],
            weight,
            ..Query::default()
        };
        let id = self.shelf.database.query(&query)?;
        let info = self.shelf.database.face(id)?;
        // The two families that every paper uses must have a real bold; for others the regular will do.
        let is_bold = info.weight >= Weight::SEMIBOLD;
        if bold && !is_bold && (family == LATIN || family == ARABIC) {
            return None;
        }
        let name = info.post_script_name.clone();

        self.shelf.database.with_face_data(id, |data, index| {
            let face = ttf_parser::Face::parse(data, index).ok()?;
            let units_per_em = f32::from(face.units_per_em());

            Some(Face {
                name,
                data: data.to_vec(),
                index,
                units_per_em,
                ascent: f32::from(face.ascender()) / units_per_em,
                descent: -f32::from(face.descender()) / units_per_em,
            })
        })?
    }
}

impl Face {
    /// How far these glyphs reach up and down from the baseline, each raised by so much; all in em.
    pub(crate) fn ink(&self, glyphs: impl Iterator<Item = (u16, f32)>) -> (f32, f32) {
        let Ok(face) = ttf_parser::Face::parse(&self.data, self.index) else {
            return (self.ascent, self.descent);
        };

        glyphs
            .filter_map(|(id, raised)| {
                let reach = face.glyph_bounding_box(ttf_parser::GlyphId(id))?;
                let up = f32::from(reach.y_max) / self.units_per_em + raised;
                let down = -f32::from(reach.y_min) / self.units_per_em - raised;

                Some((up, down))
            })
            .fold((0.0_f32, 0.0_f32), |most, reach| {
                (most.0.max(reach.0), most.1.max(reach.1))
            })
    }

    fn draws(&self, letter: char) -> bool {
        ttf_parser::Face::parse(&self.data, self.index).is_ok_and(|face| face.glyph_index(letter).is_some())
    }
}

/// True for letters that draw nothing and steer what others do: joiners, direction marks, selectors.
pub(crate) fn is_silent(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Where a script's letters are looked for, best first. Noto names its families after the scripts.
fn families(script: Script) -> Vec<String> {
    let names: &[&str] = match script {
        Script::Common | Script::Inherited => &[
            LATIN,
            ARABIC,
            "Noto Sans Symbols",
            "Noto Sans Symbols 2",
            "Noto Sans CJK SC",
        ],
        Script::Latin | Script::Greek | Script::Cyrillic => &[LATIN],
        Script::Arabic => &[ARABIC],
        Script::Han | Script::Bopomofo => &[
            "Noto Sans CJK SC",
            "Noto Sans SC",
            "Noto Sans CJK TC",
            "Noto Sans CJK JP",
        ],
        Script::Hiragana | Script::Katakana => &["Noto Sans CJK JP", "Noto Sans JP"],
        Script::Hangul => &["Noto Sans CJK KR", "Noto Sans KR"],
        other => return vec![format!("Noto Sans {}", other.full_name().replace('_', " "))],
    };

    names.iter().map(|name| (*name).to_owned()).collect()
}
