//! SMART scopes for backend services: `system/Patient.rs`, `system/*.cruds`, and the older `.read`, `.write`, `.*`.

use crate::{fhir::definitions::parameters, problem::Problem};

/// What a request does, by the letters of SMART 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Action {
    Create,
    Read,
    Update,
    Delete,
    Search,
}

impl Action {
    fn letter(self) -> char {
        match self {
            Self::Create => 'c',
            Self::Read => 'r',
            Self::Update => 'u',
            Self::Delete => 'd',
            Self::Search => 's',
        }
    }
}

/// The scopes that were granted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scopes(Vec<Scope>);

#[derive(Debug, Clone)]
struct Scope {
    written: String,
    kind: String,
    letters: String,
}

impl Scopes {
    /// The desk may do everything.
    pub fn everything() -> Self {
        Self::grant("system/*.cruds")
    }

    /// Of the scopes asked for, those that mean something here.
    pub fn grant(asked: &str) -> Self {
        Self(asked.split_whitespace().filter_map(Scope::read).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As the token answer writes them.
    pub fn written(&self) -> String {
        let written: Vec<_> = self.0.iter().map(|scope| scope.written.as_str()).collect();

        written.join(" ")
    }

    /// Whether this may be done to resources of this type.
    pub fn allow(&self, kind: &str, action: Action) -> Result<(), Problem> {
        let allowed = self
            .0
            .iter()
            .any(|scope| (scope.kind == "*" || scope.kind == kind) && scope.letters.contains(action.letter()));
        if allowed {
            return Ok(());
        }

        Err(Problem::new(
            403,
            "forbidden",
            "The access token's scope doesn't cover this.",
        ))
    }
}

impl Scope {
    fn read(text: &str) -> Option<Self> {
        let (kind, rights) = text.strip_prefix("system/")?.split_once('.')?;
        if kind != "*" && parameters(kind).is_none() {
            return None;
        }
        let letters = match rights {
            "*" => "cruds",
            "read" => "rs",
            "write" => "cud",
            letters if in_order(letters) => letters,
            _ => return None,
        };

        Some(Self {
            written: text.to_owned(),
            kind: kind.to_owned(),
            letters: letters.to_owned(),
        })
    }
}

/// SMART 2 writes the letters in the order of "cruds".
fn in_order(letters: &str) -> bool {
    let mut rest = "cruds".chars();

    !letters.is_empty() && letters.chars().all(|letter| rest.any(|next| next == letter))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn a_scope_allows_what_it_says_and_no_more() {
        let scopes = Scopes::grant("system/Patient.rs openid system/Task.write system/*.sr");

        assert!(scopes.allow("Patient", Action::Read).is_ok());
        assert!(scopes.allow("Patient", Action::Update).is_err());
        assert!(scopes.allow("Task", Action::Create).is_ok());
        assert!(scopes.allow("Invoice", Action::Read).is_err());
        assert_eq!(scopes.written(), "system/Patient.rs system/Task.write");
        assert!(Scopes::grant("patient/*.read launch").is_empty());
    }
}
