//! Where the pictures of a rehearsal or a tour go.

use std::collections::HashSet;
use std::path::PathBuf;

use crate::stage::Stage;

/// Numbered pictures of screens.
pub struct Album {
    directory: Option<PathBuf>,
    prefix: String,
    taken: usize,
    /// In a tour each page is taken once: what was taken already, by its question and what is on it.
    seen: Option<HashSet<String>>,
    comforts: Vec<String>,
}

impl Album {
    /// Every page of one persona's way, or none where no directory is given.
    pub fn of_rehearsal(directory: Option<PathBuf>, persona: &str) -> Self {
        Self {
            directory,
            prefix: persona.to_owned(),
            taken: 0,
            seen: None,
            comforts: Vec::new(),
        }
    }

    /// Every page once, with these choices on the comfort page.
    pub fn of_tour(directory: PathBuf, prefix: &str, comforts: Vec<String>) -> Self {
        Self {
            directory: Some(directory),
            prefix: prefix.to_owned(),
            taken: 0,
            seen: Some(HashSet::new()),
            comforts,
        }
    }

    /// What is chosen on the comfort page, by id.
    pub fn comforts(&self) -> Vec<String> {
        self.comforts.clone()
    }

    /// How many pictures were taken.
    pub fn taken(&self) -> usize {
        self.taken
    }

    /// Takes a picture of what is shown, unless a tour has it already.
    pub fn shoot(&mut self, stage: &mut Stage) {
        let Some(directory) = &self.directory else {
            return;
        };
        if let Some(seen) = &mut self.seen {
            let ids: Vec<String> = stage
                .items()
                .into_iter()
                .filter(|item| !item.id.starts_with("key-"))
                .map(|item| item.id)
                .collect();
            if !seen.insert(format!("{}: {}", stage.app.showing(), ids.join(" "))) {
                return;
            }
        }
        self.taken += 1;
        let file = directory.join(format!("{}-{:02}-{}.png", self.prefix, self.taken, stage.app.showing()));
        if let Err(error) = stage.save_picture(&file) {
            tracing::warn!(%error, "a picture was not written");
        }
    }
}
