//! One persona's way through the screens: look at what is shown, do what this person would, look again.

use std::collections::HashSet;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use registration::Outcome;
use ui::Item;
use uuid::Uuid;

use super::album::Album;
use super::persona::{ConsentChoice, PaymentChoice, Persona};
use super::{Rehearsal, StepLine, hands, phone};
use crate::stage::{Stage, StageError};

/// How long a person bears with the kiosk.
#[derive(Clone, Copy)]
pub struct Patience {
    /// How long one screen may take before the rehearsal is given up.
    pub screen: Duration,
    /// How long a picture is held to the camera before the next is tried.
    pub held: Duration,
    /// How long they wait to see that their payment arrived.
    pub payment: Duration,
    /// Whether they go on when it does not show.
    pub goes_on: bool,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            screen: Duration::from_mins(1),
            held: Duration::from_secs(6),
            payment: Duration::from_secs(20),
            goes_on: false,
        }
    }
}

/// How a session ended.
pub struct End {
    pub session: Uuid,
    pub outcome: Outcome,
    pub ticket: Option<String>,
}

/// What went wrong in the rehearsal itself.
#[derive(Debug, thiserror::Error)]
pub enum PlayError {
    /// The screen was not as expected.
    #[error(transparent)]
    Stage(#[from] StageError),
    /// The persona could not go on.
    #[error("stuck on the screen \"{screen}\": {question}")]
    Stuck { screen: &'static str, question: String },
    /// The phone could not pay.
    #[error(transparent)]
    Phone(#[from] phone::PhoneError),
}

/// Plays one persona.
pub struct Player<'a> {
    pub(super) rehearsal: &'a Rehearsal,
    pub(super) persona: &'a Persona,
    pub(super) stage: &'a mut Stage,
    album: &'a mut Album,
    /// What they choose on the comfort page, by id.
    comforts: Vec<String>,
    /// Fields that were filled on this page, by the page's question and the field's id.
    filled: HashSet<String>,
    /// Things that are done once.
    done: HashSet<&'static str>,
    pub(super) touches: usize,
    last_page: String,
    page_since: Instant,
    held: usize,
}

impl<'a> Player<'a> {
    pub fn new(rehearsal: &'a Rehearsal, persona: &'a Persona, stage: &'a mut Stage, album: &'a mut Album) -> Self {
        let comforts = persona
            .language
            .iter()
            .map(|tag| format!("language-{tag}"))
            .chain(album.comforts())
            .collect();

        Self {
            rehearsal,
            persona,
            stage,
            album,
            comforts,
            filled: HashSet::new(),
            done: HashSet::new(),
            touches: 0,
            last_page: String::new(),
            page_since: Instant::now(),
            held: 0,
        }
    }

    /// Plays to the end of the session.
    pub fn play(mut self, said: &mut dyn FnMut(&StepLine)) -> Result<End, PlayError> {
        let mut showing = self.stage.app.showing();
        let mut since = Instant::now();
        let mut session = self.stage.app.core.session.id;
        self.shoot();
        loop {
            let now_showing = self.stage.app.showing();
            if now_showing != showing {
                said(&StepLine {
                    persona: self.persona.name(),
                    step: showing,
                    touches: self.touches,
                    ms: since.elapsed().as_millis(),
                });
                showing = now_showing;
                since = Instant::now();
                self.touches = 0;
                if self.hiccup(showing)? {
                    continue;
                }
            }
            if showing != "attract" {
                session = self.stage.app.core.session.id;
            }
            self.note_page();
            if since.elapsed() > self.rehearsal.patience.screen {
                return Err(self.stuck(showing));
            }
            if let Some(outcome) = self.stage.app.outcome() {
                let printed = |stage: &mut Stage| stage.item("printing").is_none();
                self.stage.wait("the printer", Duration::from_secs(20), printed)?;
                self.shoot();
                said(&StepLine {
                    persona: self.persona.name(),
                    step: "done",
                    touches: self.touches,
                    ms: since.elapsed().as_millis(),
                });
                let ticket = self.stage.app.core.session.ticket.as_ref().map(ToString::to_string);
                return Ok(End {
                    session,
                    outcome,
                    ticket,
                });
            }
            if showing == "attract" && !self.done.insert("start") {
                // Back where it began: everything was wiped.
                return Ok(End {
                    session,
                    outcome: Outcome::Abandoned,
                    ticket: None,
                });
            }
            self.act(showing)?;
        }
    }

    /// Does what this person does on this screen, one thing at a time.
    fn act(&mut self, showing: &'static str) -> Result<(), PlayError> {
        match showing {
            "attract" => self.touch("start"),
            "comfort" => self.comfort(),
            "find" => self.find(),
            "guardian" => self.guardian(),
            "details" => self.details(),
            "insurance" => self.insurance(),
            "forms" => self.forms(),
            "consent" => self.consent(),
            "bill" => self.bill(),
            // Pages that only want to be read.
            _ => self.go_on(),
        }
    }

    fn comfort(&mut self) -> Result<(), PlayError> {
        if self.comforts.is_empty() {
            return self.go_on();
        }
        let choice = self.comforts.remove(0);

        self.touch(&choice)
    }

    fn find(&mut self) -> Result<(), PlayError> {
        let identify = self.persona.identify.clone();
        let another_way = identify.scan.is_some() || identify.code.is_some() || identify.new;
        // In large text the other ways stand behind one button.
        if another_way && self.stage.offers("find-other") && self.once("other") {
            return self.touch("find-other");
        }
        if let Some(scan) = &identify.scan
            && self.stage.offers("find-scan")
            && self.once("scan")
        {
            self.rehearsal.camera.load(vec![self.persona.path(scan)]);
            return self.touch("find-scan");
        }
        if let Some(code) = &identify.code {
            if self.stage.offers("find-code") && self.once("code") {
                return self.touch("find-code");
            }
            if self.fill("field-code", code)? {
                return Ok(());
            }
        }
        if identify.new && self.stage.offers("find-new") && self.once("new") {
            return self.touch("find-new");
        }
        if let Some(date) = identify.birth_date {
            let written = [
                ("field-month", format!("{:02}", date.month())),
                ("field-day", format!("{:02}", date.day())),
                ("field-year", format!("{:04}", date.year())),
            ];
            // In the order of the screen: the boxes hand on by themselves.
            let items = self.stage.items();
            let mut order: Vec<_> = written
                .iter()
                .filter_map(|(id, digits)| {
                    items
                        .iter()
                        .position(|item| item.id == *id)
                        .map(|place| (place, *id, digits))
                })
                .collect();
            order.sort_by_key(|(place, ..)| *place);
            for (_, id, digits) in order {
                if self.fill(id, digits)? {
                    return Ok(());
                }
            }
        }
        if identify.given_name.is_none() && self.stage.offers("find-one-name") && self.once("one-name") {
            return self.touch("find-one-name");
        }
        if let Some(given) = &identify.given_name
            && self.fill("field-given", given)?
        {
            return Ok(());
        }
        if identify.slip && self.stage.item("problem").is_some() && self.once("mended") {
            self.filled.remove(&format!("{}/field-family", self.last_page));
        }
        if let Some(family) = &identify.family_name {
            let slipped = identify.slip && !self.done.contains("mended");
            let typed = if slipped { format!("{family}x") } else { family.clone() };
            if self.fill("field-family", &typed)? {
                return Ok(());
            }
        }

        self.go_on()
    }

    fn guardian(&mut self) -> Result<(), PlayError> {
        let Some(guardian) = self.persona.guardian.clone() else {
            return self.first_choice();
        };
        let first = guardian.name.chars().next();
        let on_file =
            self.stage.items().into_iter().find(|item| {
                item.id.starts_with("choice-guardian-") && item.enabled && item.label.chars().next() == first
            });
        if let Some(item) = on_file
            && self.once("guardian")
        {
            return self.touch(&item.id);
        }
        let relationship = format!("choice-{}", guardian.relationship);
        if self.stage.offers(&relationship) && self.once("relationship") {
            return self.touch(&relationship);
        }
        if self.fill("field-name", &guardian.name)? {
            return Ok(());
        }
        if let Some(phone) = &guardian.phone
            && self.fill("field-phone", phone)?
        {
            return Ok(());
        }

        self.go_on()
    }

    fn details(&mut self) -> Result<(), PlayError> {
        let changes = self.persona.changes.clone();
        let address = [&changes.street, &changes.city, &changes.state, &changes.postal_code];
        let rows = [
            ("change-phone", changes.phone.is_some()),
            ("change-email", changes.email.is_some()),
            ("change-address", address.iter().any(|part| part.is_some())),
        ];
        for (row, wanted) in rows {
            if wanted && self.stage.offers(row) && self.once(row) {
                return self.touch(row);
            }
        }
        let fields = [
            ("field-phone", changes.phone, "+1 317 555 0170"),
            ("field-email", changes.email, "guest@example.org"),
            ("field-street", changes.street, "12 Garden Street"),
            ("field-city", changes.city, "Springfield"),
            ("field-state", changes.state, "IL"),
            ("field-postal", changes.postal_code, "62704"),
        ];
        for (id, change, usual) in fields {
            let empty = self
                .stage
                .item(id)
                .is_some_and(|item| item.value.unwrap_or_default().is_empty());
            let words = match (change, empty) {
                (Some(words), _) => words,
                (None, true) => usual.to_owned(),
                (None, false) => continue,
            };
            if self.fill(id, &words)? {
                return Ok(());
            }
        }
        for aside in ["details-nobody", "details-skip"] {
            if self.stage.offers(aside) {
                return self.touch(aside);
            }
        }

        self.go_on()
    }

    fn insurance(&mut self) -> Result<(), PlayError> {
        let insurance = self.persona.insurance.clone();
        if self.stage.item("camera").is_some() {
            return self.hold_card();
        }
        if !insurance.front.is_empty() && self.stage.offers("insurance-new-card") {
            let first = insurance
                .front
                .iter()
                .take(1)
                .map(|picture| self.persona.path(picture))
                .collect();
            self.rehearsal.camera.load(first);
            return self.touch("insurance-new-card");
        }
        if insurance.self_pay && self.stage.offers("insurance-self-pay") {
            return self.touch("insurance-self-pay");
        }
        for way in ["insurance-keep", "insurance-not-with-me", "insurance-self-pay"] {
            if insurance.front.is_empty() && self.stage.offers(way) {
                return self.touch(way);
            }
        }

        self.go_on()
    }

    /// Holds up one picture after another until the kiosk takes one.
    fn hold_card(&mut self) -> Result<(), PlayError> {
        let insurance = self.persona.insurance.clone();
        let pictures: Vec<PathBuf> = if self.done.contains("front") {
            insurance.back
        } else {
            insurance.front
        };
        if self.filled.insert(format!("{}/camera", self.last_page)) {
            self.held = 0;
            self.rehearsal.camera.load(
                pictures
                    .iter()
                    .take(1)
                    .map(|picture| self.persona.path(picture))
                    .collect(),
            );
            self.page_since = Instant::now();
        }
        let page = self.last_page.clone();
        let turned = |stage: &mut Stage| stage.item("camera").is_none() || question(stage) != page;
        if self
            .stage
            .wait("the camera", self.rehearsal.patience.held, turned)
            .is_ok()
        {
            self.done.insert("front");
            return Ok(());
        }
        self.held += 1;
        if let Some(next) = pictures.get(self.held) {
            self.shoot();
            self.rehearsal.camera.load(vec![self.persona.path(next)]);
            Ok(())
        } else if self.done.contains("front") && self.stage.offers("insurance-no-back") {
            self.touch("insurance-no-back")
        } else if self.stage.offers("insurance-not-with-me") {
            self.touch("insurance-not-with-me")
        } else {
            self.touch("shutter")
        }
    }

    fn forms(&mut self) -> Result<(), PlayError> {
        if self.stage.item("field-answer").is_some() && self.fill("field-answer", "3")? {
            return Ok(());
        }
        if self.stage.offers("primary") {
            return self.touch("primary");
        }
        if self.stage.offers("choice-no") {
            return self.touch("choice-no");
        }
        if self.stage.offers("forms-skip") {
            return self.touch("forms-skip");
        }

        self.first_choice()
    }

    fn consent(&mut self) -> Result<(), PlayError> {
        if self.stage.offers("decline-yes") {
            return self.touch("decline-yes");
        }
        let items = self.stage.items();
        let code = items
            .iter()
            .find_map(|item| item.id.strip_prefix("document-"))
            .unwrap_or_default();
        let declines = self.persona.consents.get(code) == Some(&ConsentChoice::Decline);
        if declines && self.stage.offers("consent-decline") {
            return self.touch("consent-decline");
        }
        if self.stage.offers("consent-next-page") {
            return self.touch("consent-next-page");
        }
        if self.stage.offers("primary") {
            return self.touch("primary");
        }
        if let Some(pad) = items.iter().find(|item| item.id == "signature") {
            self.touches += 1;
            hands::sign(self.stage, pad);
            self.shoot();
            return Ok(());
        }

        self.go_on()
    }

    fn bill(&mut self) -> Result<(), PlayError> {
        let way = match self.persona.payment.choice {
            PaymentChoice::Phone => "pay-phone",
            PaymentChoice::Desk => "pay-desk",
            PaymentChoice::Later => "pay-later",
        };
        if self.stage.offers(way) && self.once("pay") {
            return self.touch(way);
        }
        let link = self.stage.item("qr").and_then(|item| item.value);
        if let Some(link) = link
            && self.once("paid")
        {
            self.shoot();
            let authority = self
                .rehearsal
                .kiosk
                .config
                .central
                .ca
                .as_ref()
                .and_then(|path| std::fs::read(path).ok());
            self.rehearsal
                .runtime
                .block_on(phone::pay(&link, authority.as_deref()))?;
            let paid = |stage: &mut Stage| stage.item("paid").is_some() || stage.app.showing() != "bill";
            let patience = self.rehearsal.patience;
            match self.stage.wait("the payment", patience.payment, paid) {
                Err(StageError::TimedOut { .. }) if patience.goes_on => {}
                waited => waited?,
            }
            self.shoot();
            return Ok(());
        }

        self.go_on()
    }

    /// Fills a field of this page once; says whether it did.
    fn fill(&mut self, id: &str, words: &str) -> Result<bool, PlayError> {
        if self.stage.item(id).is_none() || !self.filled.insert(format!("{}/{id}", self.last_page)) {
            return Ok(false);
        }
        if self.stage.offers(id) {
            self.touch(id)?;
        }
        self.touches += hands::clear(self.stage, id)?;
        self.touches += hands::type_words(self.stage, words)?;

        Ok(true)
    }

    /// Touches the primary action, or waits for it.
    fn go_on(&mut self) -> Result<(), PlayError> {
        if self.stage.offers("primary") {
            return self.touch("primary");
        }
        if self.page_since.elapsed() > Duration::from_secs(8) {
            let choice = self
                .stage
                .items()
                .into_iter()
                .find(|item| item.id.starts_with("choice-") && item.enabled);
            if let Some(choice) = choice {
                return self.touch(&choice.id);
            }
        }
        self.stage.rest(Duration::from_millis(25));

        Ok(())
    }

    fn first_choice(&mut self) -> Result<(), PlayError> {
        let chosen = |item: &Item| item.id.starts_with("choice-") && item.enabled;
        let items = self.stage.items();
        if items.iter().any(|item| chosen(item) && item.selected) {
            return self.go_on();
        }

        match items.into_iter().find(chosen) {
            Some(item) => self.touch(&item.id),
            None => self.go_on(),
        }
    }

    pub(super) fn touch(&mut self, id: &str) -> Result<(), PlayError> {
        self.touches += 1;

        Ok(self.stage.touch(id)?)
    }

    pub(super) fn once(&mut self, what: &'static str) -> bool {
        self.done.insert(what)
    }

    /// Notices a new page, and takes its picture.
    fn note_page(&mut self) {
        let page = question(self.stage);
        if page != self.last_page {
            self.last_page = page;
            self.page_since = Instant::now();
            self.shoot();
        }
    }

    pub(super) fn shoot(&mut self) {
        self.album.shoot(self.stage);
    }

    fn stuck(&mut self, screen: &'static str) -> PlayError {
        self.shoot();

        PlayError::Stuck {
            screen,
            question: self.last_page.clone(),
        }
    }
}

fn question(stage: &mut Stage) -> String {
    let showing = stage.app.showing();
    let asked = stage.item("question").map(|item| item.label).unwrap_or_default();

    format!("{showing}: {asked}")
}
