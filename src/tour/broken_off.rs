//! The pages that nobody meets unless the kiosk has crashed: a session that was broken off is taken up again.

use std::time::Duration;

use jiff::civil::Date;
use registration::code::AppointmentCode;
use registration::identity::Guess;
use registration::journey::Step;

use crate::answer::Answer;
use crate::draft::Draft;
use crate::rehearse::hands;
use crate::rehearse::{Album, Rehearsal, RehearseError};
use crate::stage::{Stage, StageError};

/// Whose session was broken off: somebody of the demonstration, by the code of their appointment.
const CODE: &str = "M4T-8HW";

/// The member of staff who takes it up, for the pictures only.
const STAFF: (&str, &str) = ("tour", "860427");

/// How long a page may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// Takes the pictures, where the demonstration's people are there.
pub(super) fn take(
    rehearsal: &Rehearsal,
    language: &str,
    runtime: &tokio::runtime::Runtime,
    album: &mut Album,
) -> Result<(), RehearseError> {
    let Some(born) = break_off(rehearsal, language, runtime)? else {
        return Ok(());
    };
    let mut stage = rehearsal.stage()?;
    begin(&mut stage, language, &album.comforts())?;
    for (place, id) in ["find-other", "find-code"].into_iter().enumerate() {
        if place == 1 || stage.offers(id) {
            stage.touch(id)?;
        }
    }
    hands::type_words(&mut stage, CODE)?;
    stage.touch("primary")?;
    stage.wait("the birth date", PATIENCE, |stage| stage.app.showing() == "resume")?;
    album.shoot(&mut stage);
    type_date(&mut stage, born.tomorrow().unwrap_or(born))?;
    stage.touch("primary")?;
    album.shoot(&mut stage);
    type_date(&mut stage, born)?;
    stage.touch("primary")?;
    album.shoot(&mut stage);
    drop(stage);

    by_staff(rehearsal, album)
}

/// Leaves a draft as a crash would; gives the person's birth date.
fn break_off(
    rehearsal: &Rehearsal,
    language: &str,
    runtime: &tokio::runtime::Runtime,
) -> Result<Option<Date>, RehearseError> {
    let mut stage = rehearsal.stage()?;
    let core = &mut stage.app.core;
    let Some(code) = AppointmentCode::parse(CODE) else {
        return Ok(None);
    };
    let found = runtime.block_on(core.services.central.find(Guess::Code(code), core.now()));
    let Ok(Some(found)) = found else {
        return Ok(None);
    };
    Answer::Found(Box::new(found)).apply(&mut core.session);
    core.speak(language);
    let born = core.session.person.as_ref().map(|person| person.birth_date.date());
    runtime.block_on(core.services.drafts.keep(Draft::of(core, Step::Insurance, false)));

    Ok(born)
}

fn by_staff(rehearsal: &Rehearsal, album: &mut Album) -> Result<(), RehearseError> {
    // In the next language they are there already.
    let _ = rehearsal.kiosk.services.roster.add(STAFF.0, STAFF.1);
    let mut stage = rehearsal.stage()?;
    hands::hold_corner(&mut stage)?;
    hands::type_words(&mut stage, STAFF.1)?;
    stage.touch("staff-enter")?;
    stage.wait("the list", PATIENCE, |stage| stage.offers("unfinished-0"))?;
    album.shoot(&mut stage);
    stage.touch("unfinished-0")?;
    album.shoot(&mut stage);

    Ok(())
}

fn begin(stage: &mut Stage, language: &str, comforts: &[String]) -> Result<(), StageError> {
    stage.touch("start")?;
    stage.touch(&format!("language-{language}"))?;
    for comfort in comforts {
        stage.touch(comfort)?;
    }

    stage.touch("primary")
}

/// Fills the three boxes in the order in which they stand.
fn type_date(stage: &mut Stage, date: Date) -> Result<(), StageError> {
    let written = |id: &str| match id {
        "field-year" => Some(format!("{:04}", date.year())),
        "field-month" => Some(format!("{:02}", date.month())),
        "field-day" => Some(format!("{:02}", date.day())),
        _ => None,
    };
    let digits: String = stage.items().iter().filter_map(|item| written(&item.id)).collect();
    hands::type_words(stage, &digits)?;

    Ok(())
}
