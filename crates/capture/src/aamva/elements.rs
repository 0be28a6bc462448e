//! Splits a subfile into its elements: three letters and a value, each ended by a line feed, unless a scanner that
//! types as a keyboard swallowed those.

/// Elements, and what their values look like.
const ELEMENTS: &[(&str, Shape)] = &[
    ("DAA", Shape::Text),
    ("DAB", Shape::Text),
    ("DAC", Shape::Text),
    ("DAD", Shape::Text),
    ("DAE", Shape::Text),
    ("DAF", Shape::Text),
    ("DAG", Shape::Text),
    ("DAH", Shape::Text),
    ("DAI", Shape::Text),
    ("DAJ", Shape::State),
    ("DAK", Shape::Postal),
    ("DAL", Shape::Text),
    ("DAM", Shape::Text),
    ("DAN", Shape::Text),
    ("DAO", Shape::State),
    ("DAP", Shape::Postal),
    ("DAQ", Shape::Number),
    ("DAR", Shape::Text),
    ("DAS", Shape::Text),
    ("DAT", Shape::Text),
    ("DAU", Shape::Measure),
    ("DAV", Shape::Measure),
    ("DAW", Shape::Measure),
    ("DAX", Shape::Measure),
    ("DAY", Shape::Code(3)),
    ("DAZ", Shape::Code(3)),
    ("DBA", Shape::Date),
    ("DBB", Shape::Date),
    ("DBC", Shape::Code(1)),
    ("DBD", Shape::Date),
    ("DBE", Shape::Date),
    ("DBF", Shape::Text),
    ("DBG", Shape::Text),
    ("DBH", Shape::Code(1)),
    ("DBI", Shape::Text),
    ("DBJ", Shape::Number),
    ("DBK", Shape::Number),
    ("DBL", Shape::Date),
    ("DBM", Shape::Text),
    ("DBN", Shape::Text),
    ("DBO", Shape::Text),
    ("DBP", Shape::Text),
    ("DBQ", Shape::Text),
    ("DBR", Shape::Text),
    ("DBS", Shape::Text),
    ("DCA", Shape::Text),
    ("DCB", Shape::Text),
    ("DCD", Shape::Text),
    ("DCE", Shape::Code(1)),
    ("DCF", Shape::Number),
    ("DCG", Shape::Country),
    ("DCH", Shape::Text),
    ("DCI", Shape::Text),
    ("DCJ", Shape::Number),
    ("DCK", Shape::Number),
    ("DCL", Shape::Text),
    ("DCM", Shape::Text),
    ("DCN", Shape::Text),
    ("DCO", Shape::Text),
    ("DCP", Shape::Text),
    ("DCQ", Shape::Text),
    ("DCR", Shape::Text),
    ("DCS", Shape::Text),
    ("DCT", Shape::Text),
    ("DCU", Shape::Text),
    ("DDA", Shape::Flag("FNM")),
    ("DDB", Shape::Date),
    ("DDC", Shape::Date),
    ("DDD", Shape::Flag("01")),
    ("DDE", Shape::Flag("TNU")),
    ("DDF", Shape::Flag("TNU")),
    ("DDG", Shape::Flag("TNU")),
    ("DDH", Shape::Date),
    ("DDI", Shape::Date),
    ("DDJ", Shape::Date),
    ("DDK", Shape::Flag("01")),
    ("DDL", Shape::Flag("01")),
];

/// What an element's value looks like.
#[derive(Clone, Copy)]
enum Shape {
    Text,
    Number,
    Date,
    State,
    Postal,
    Country,
    Measure,
    Code(usize),
    Flag(&'static str),
}

impl Shape {
    /// How well a value fits: 0 not at all, more for what hardly fits by chance.
    fn fit(self, value: &str) -> u32 {
        let value = value.trim();
        let none = ["", "NONE", "NA", "UNAVL", "UNKNOWN"].contains(&value);
        let counted = |fits: bool, score: u32| if fits { score } else { 0 };
        let digits = value.bytes().filter(u8::is_ascii_digit).count();

        match self {
            Self::Text => 1,
            Self::Number => counted(digits > 0 || none, 2),
            Self::Date => counted((digits == 8 && value.len() == 8) || none, 8),
            Self::State => counted(
                value.len() == 2 && value.bytes().all(|letter| letter.is_ascii_uppercase()),
                6,
            ),
            Self::Postal => counted((5..=11).contains(&value.len()) && digits >= 3, 6),
            Self::Country => counted(["USA", "CAN", "MEX"].contains(&value), 8),
            Self::Measure => counted((digits > 0 && value.len() <= 8) || none, 4),
            Self::Code(length) => counted(value.len() == length || none, 3),
            Self::Flag(letters) => counted(value.len() == 1 && letters.contains(value), 5),
        }
    }
}

/// The elements of a licence's subfiles, first ones first.
pub(super) struct Elements(Vec<(&'static str, String)>);

impl Elements {
    pub fn of(body: &str) -> Self {
        let body = body.trim_start_matches(['\n', '\r', '\u{1e}', '\u{1c}', '\u{1d}', ' ']);
        let body = ["DL", "ID", "EN"]
            .iter()
            .find_map(|subfile| body.strip_prefix(subfile).filter(|rest| starts_element(rest)))
            .unwrap_or(body);
        let pieces: Vec<&str> = body.split(['\n', '\r', '\u{1e}', '\u{1c}', '\u{1d}']).collect();
        let separated = pieces.iter().filter(|piece| starts_element(piece)).count();

        if separated >= 6 {
            return Self(pieces.into_iter().filter_map(element).collect());
        }

        Self(pieces.into_iter().flat_map(unseparated).collect())
    }

    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The value of an element; what says that there is none is none.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, value)| *known == name && !is_none(value))
            .map(|(_, value)| value.as_str())
    }

    /// The first of several elements that is there.
    pub fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.get(name)).map(str::to_owned)
    }
}

/// The standard's words for what a card has not, in whatever letters a state writes them.
fn is_none(value: &str) -> bool {
    ["", "NONE", "UNAVL", "UNAVAILABLE"]
        .iter()
        .any(|none| value.eq_ignore_ascii_case(none))
}

fn starts_element(text: &str) -> bool {
    known(text).is_some()
}

/// The element whose name a text begins with.
fn known(text: &str) -> Option<(&'static str, Shape)> {
    let name = text.get(..3)?;

    ELEMENTS.iter().find(|(known, _)| *known == name).copied()
}

fn element(piece: &str) -> Option<(&'static str, String)> {
    let piece = piece.trim();
    // A second subfile begins with its own name.
    let piece = ["DL", "ID"]
        .iter()
        .find_map(|subfile| piece.strip_prefix(subfile).filter(|rest| starts_element(rest)))
        .unwrap_or(piece);
    let (name, _) = known(piece)?;

    Some((name, piece.get(3..)?.trim().to_owned()))
}

/// Finds the elements of a text without separators: of all ways to cut it where an element's name stands, the one
/// whose values fit their elements best.
fn unseparated(text: &str) -> Vec<(&'static str, String)> {
    let starts: Vec<(usize, &'static str, Shape)> = text
        .char_indices()
        .filter_map(|(at, _)| known(text.get(at..)?).map(|(name, shape)| (at, name, shape)))
        .collect();
    // The best score from each start to the end, and where the next element begins.
    let mut best: Vec<(u32, usize)> = vec![(0, starts.len()); starts.len() + 1];

    for index in (0..starts.len()).rev() {
        let Some((from, _, shape)) = starts.get(index).copied() else {
            continue;
        };

        for next in index + 1..=starts.len() {
            let end = starts.get(next).map_or(text.len(), |start| start.0);
            let Some(value) = text.get(from + 3..end) else {
                continue;
            };
            let fit = shape.fit(subfile_free(value));

            if fit == 0 {
                continue;
            }

            let score = fit + best.get(next).map_or(0, |best| best.0);

            if score > best[index].0 {
                best[index] = (score, next);
            }
        }
    }

    let mut elements: Vec<(&'static str, String)> = Vec::new();
    let mut index = (0..starts.len())
        .max_by_key(|index| (best[*index].0, usize::MAX - index))
        .unwrap_or(starts.len());

    while let Some((from, name, _)) = starts.get(index).copied() {
        let next = best[index].1.max(index + 1);
        let end = starts.get(next).map_or(text.len(), |start| start.0);
        elements.push((
            name,
            subfile_free(text.get(from + 3..end).unwrap_or_default())
                .trim()
                .to_owned(),
        ));
        index = next;
    }

    elements
}

/// A jurisdiction's own subfile (`ZI` and its elements `ZIA`, `ZIB`) may follow without a separator.
fn subfile_free(value: &str) -> &str {
    let own = value.char_indices().find(|(at, letter)| {
        *letter == 'Z'
            && value.get(*at..*at + 5).is_some_and(|start| {
                let bytes = start.as_bytes();

                bytes[1].is_ascii_uppercase() && bytes[2] == b'Z' && bytes[3] == bytes[1] && bytes[4] == b'A'
            })
    });

    own.and_then(|(at, _)| value.get(..at)).unwrap_or(value)
}
