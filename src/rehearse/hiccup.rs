//! What goes wrong in a rehearsal: central goes away, the person does, help is called, staff step in.

use std::time::Duration;

use super::hands;
use super::play::{PlayError, Player};
use crate::stage::Stage;

impl Player<'_> {
    /// What goes wrong at this step; says whether the screen is another one now.
    pub(super) fn hiccup(&mut self, showing: &'static str) -> Result<bool, PlayError> {
        let hiccups = self.persona.hiccups.clone();
        let here = |step: &Option<String>| step.as_deref() == Some(showing);
        if here(&hiccups.central_down_at) && self.once("down") {
            self.rehearsal.cut();
        }
        if here(&hiccups.help_at) && self.once("help") {
            self.touch("help")?;
            let told = |stage: &mut Stage| stage.item("help-close").is_some();
            self.stage.wait("help", Duration::from_secs(10), told)?;
            self.shoot();
            self.touch("help-close")?;
        }
        if here(&hiccups.walk_away_at) && self.once("walk-away") {
            let kiosk = &self.rehearsal.kiosk.config.kiosk;
            let (idle, answer) = (kiosk.idle_seconds, kiosk.answer_seconds);
            self.rehearsal.clock.pass(Duration::from_secs(idle + 1));
            self.stage.tick();
            let warned = |stage: &mut Stage| stage.item("idle-stay").is_some();
            self.stage.wait("the idle warning", Duration::from_secs(5), warned)?;
            self.shoot();
            self.rehearsal.clock.pass(Duration::from_secs(answer));
            self.stage.tick();
            let wiped = |stage: &mut Stage| stage.app.showing() == "attract";
            self.stage.wait("the wipe", Duration::from_secs(5), wiped)?;
            return Ok(true);
        }
        if here(&hiccups.staff_skip_at) && self.once("staff") {
            self.staff("staff-skip")?;
            return Ok(true);
        }
        if here(&hiccups.staff_hand_over_at) && self.once("staff") {
            self.staff("staff-hand-over")?;
            return Ok(true);
        }

        Ok(false)
    }

    /// Staff hold the corner, give their PIN and do one thing, for the first reason offered.
    fn staff(&mut self, action: &str) -> Result<(), PlayError> {
        hands::hold_corner(self.stage)?;
        self.shoot();
        self.touches += hands::type_words(self.stage, super::STAFF.1)?;
        self.touch("staff-enter")?;
        let action_offered = |stage: &mut Stage| stage.offers(action);
        self.stage
            .wait("the panel's actions", Duration::from_secs(10), action_offered)?;
        self.shoot();
        self.touch(action)?;
        let reason = self
            .stage
            .items()
            .into_iter()
            .find(|item| item.id.starts_with("reason-") && item.enabled);
        if let Some(reason) = reason {
            self.touch(&reason.id)?;
        }
        self.shoot();
        while self.stage.app.showing() == "staff" && self.stage.offers("staff-confirm") {
            self.touch("staff-confirm")?;
        }

        Ok(())
    }
}
