//! A picture of every screen: the demo personas walk through, and each page is taken once.

mod broken_off;

use std::path::PathBuf;

use iced::Size;

use crate::locale::LANGUAGES;
use crate::rehearse::{Album, Options, Rehearsal, RehearseError};

/// Which pictures are taken.
pub struct Tour {
    /// Where they go.
    pub out: PathBuf,
    /// In which languages (BCP 47).
    pub languages: Vec<String>,
    /// On which screen.
    pub size: Size,
    /// In which look.
    pub look: Look,
}

/// A look of the screens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Look {
    /// As the kiosk opens.
    #[default]
    Standard,
    /// The strongest contrast.
    Contrast,
    /// Everything to touch in the lower half.
    LowReach,
    /// The largest text.
    Large,
}

impl Look {
    /// What is touched on the comfort page for it.
    fn comforts(self) -> Vec<String> {
        match self {
            Self::Standard => Vec::new(),
            Self::Contrast => vec!["contrast".to_owned()],
            Self::LowReach => vec!["low-reach".to_owned()],
            Self::Large => vec!["text-largest".to_owned()],
        }
    }
}

/// The languages that `--lang` names.
pub fn languages(named: &str) -> Option<Vec<String>> {
    if named == "all" {
        return Some(LANGUAGES.iter().map(|language| language.tag.to_owned()).collect());
    }

    LANGUAGES
        .iter()
        .any(|language| language.tag == named)
        .then(|| vec![named.to_owned()])
}

/// Takes the pictures; gives how many.
pub fn take(tour: &Tour, runtime: &tokio::runtime::Runtime) -> Result<usize, RehearseError> {
    std::fs::create_dir_all(&tour.out)?;
    let mut taken = 0;
    for language in &tour.languages {
        let options = Options {
            config: None,
            shots: None,
            size: tour.size,
            greeting: Some(language.clone()),
        };
        let rehearsal = runtime.block_on(Rehearsal::prepare(options))?;
        let mut album = Album::of_tour(tour.out.clone(), language, tour.look.comforts());
        let personas = rehearsal
            .demo()
            .map(crate::demo::Demo::personas)
            .transpose()?
            .unwrap_or_default();
        for mut persona in personas {
            persona.language = Some(language.clone());
            let end = rehearsal.play(&persona, &mut album, &mut |_| {})?;
            if let Some(problem) = end.problem {
                tracing::warn!(
                    persona = end.persona,
                    problem,
                    "the tour could not go on with this persona"
                );
            }
        }
        if let Err(problem) = broken_off::take(&rehearsal, language, runtime, &mut album) {
            tracing::warn!(%problem, "the tour has no pictures of a session that is taken up again");
        }
        taken += album.taken();
    }

    Ok(taken)
}
