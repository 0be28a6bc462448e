//! The order of steps for a session, decided from the visit and the answers.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Session;
use crate::insurance::InsuranceAnswer;

/// One thing the patient does; each has one screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// Say who you are and find the visit.
    Find,
    /// Is this your visit?
    Visit,
    /// Who came with the child.
    Guardian,
    /// About me.
    Details,
    /// Insurance.
    Insurance,
    /// Questions.
    Forms,
    /// Documents to sign.
    Consent,
    /// What I owe.
    Bill,
    /// Check and send.
    Review,
}

impl Step {
    /// Every step in its order.
    pub const ALL: [Self; 9] = [
        Self::Find,
        Self::Visit,
        Self::Guardian,
        Self::Details,
        Self::Insurance,
        Self::Forms,
        Self::Consent,
        Self::Bill,
        Self::Review,
    ];

    /// The word in files, logs and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Find => "find",
            Self::Visit => "visit",
            Self::Guardian => "guardian",
            Self::Details => "details",
            Self::Insurance => "insurance",
            Self::Forms => "forms",
            Self::Consent => "consent",
            Self::Bill => "bill",
            Self::Review => "review",
        }
    }

    /// Whether staff may skip it: nobody is registered who is not known, and nothing is sent unseen.
    pub fn can_be_skipped(self) -> bool {
        !matches!(self, Self::Find | Self::Visit | Self::Review)
    }
}

/// What the site decides about journeys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Today, at the clinic.
    pub today: Date,
    /// The age in years from which a person registers without a guardian.
    pub adult_age: i16,
    /// In an emergency department nobody is asked about insurance or money before the screening exam (EMTALA,
    /// 42 CFR 489.24(d)(4)).
    pub emergency_department: bool,
}

/// Whether a step has no place in this journey.
pub fn skip(step: Step, session: &Session, rules: &Rules) -> bool {
    let by_staff = session.skipped.iter().any(|skipped| skipped.step == step);
    let by_rule = match step {
        Step::Guardian => !session.is_minor(rules.today, rules.adult_age),
        Step::Insurance => rules.emergency_department,
        Step::Bill => rules.emergency_department || (session.visit_confirmed && session.dossier.invoices.is_empty()),
        Step::Forms => session.visit_confirmed && session.dossier.forms.is_empty(),
        Step::Consent => session.visit_confirmed && session.dossier.consents.is_empty(),
        Step::Find | Step::Visit | Step::Details | Step::Review => false,
    };

    by_staff || by_rule
}

/// Whether a step has been done.
pub fn completed(step: Step, session: &Session) -> bool {
    match step {
        Step::Find => session.person.is_some() && session.visit.is_some(),
        Step::Visit => session.visit_confirmed,
        Step::Guardian => session.guardian.is_some(),
        Step::Details => session.details_confirmed,
        Step::Insurance => session.insurance.is_some(),
        Step::Forms => session.forms_finished >= session.dossier.forms.len(),
        Step::Consent => session
            .dossier
            .consents
            .iter()
            .all(|document| session.consents.iter().any(|answer| answer.code == document.code)),
        Step::Bill => session.payment.is_some(),
        Step::Review => false,
    }
}

/// The next step: the first that has a place and is not done.
pub fn next(session: &Session, rules: &Rules) -> Step {
    Step::ALL
        .into_iter()
        .find(|step| !skip(*step, session, rules) && !completed(*step, session))
        .unwrap_or(Step::Review)
}

/// The step before this one that has a place in the journey.
pub fn previous(step: Step, session: &Session, rules: &Rules) -> Option<Step> {
    let here = Step::ALL.iter().position(|other| *other == step)?;

    Step::ALL
        .into_iter()
        .take(here)
        .rev()
        .find(|step| !skip(*step, session, rules))
}

/// Which step this is, counted from one, and of how many.
pub fn progress(step: Step, session: &Session, rules: &Rules) -> (usize, usize) {
    let places: Vec<Step> = Step::ALL
        .into_iter()
        .filter(|other| *other == step || !skip(*other, session, rules))
        .collect();
    let here = places.iter().position(|other| *other == step).unwrap_or_default();

    (here + 1, places.len())
}

/// Whether there is coverage to ask a payer about.
pub fn asks_payer(session: &Session) -> bool {
    matches!(
        session.insurance,
        Some(InsuranceAnswer::Keep(_) | InsuranceAnswer::Card { .. })
    )
}
