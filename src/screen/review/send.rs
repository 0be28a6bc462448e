//! The one chain that registers: signed copies, a ticket, and off to central.

use std::time::Duration;

use futures::FutureExt;
use iced::Task;
use registration::Session;
use registration::code::TicketCode;
use registration::journey::Step;
use registration::session::DeskNote;

use super::Message;
use crate::core::Core;
use crate::draft::Draft;
use crate::papers::Writer;
use crate::service::central::Reply;

/// How long the signed copies may take. A registration without them is still a registration.
const COPIES: Duration = Duration::from_secs(10);

/// How long the disk may take for the session as it is sent. It is sent without, too.
const SEALING: Duration = Duration::from_secs(1);

/// Makes the copies, draws a ticket, seals the session as it is sent, and sends it: whoever comes back after a crash
/// that came between hears of the same ticket.
pub(super) fn send(core: &Core) -> Task<Message> {
    let now = core.now();
    let letter = core.config.kiosk.letter;
    let (central, drafts) = (core.services.central.clone(), core.services.drafts.clone());
    let mut draft = Draft::of(core, Step::Review, true);
    let signed = with_copies(core.session.clone(), core);

    Task::perform(
        async move {
            let mut session = Box::new(signed.await);
            if session.ticket.is_none() {
                // Numbers count from one: zero means that none could be had, and the person is called by name.
                let number = central.next_ticket(now);
                session.ticket = (number > 0).then_some(TicketCode { letter, number });
            }
            draft.session = (*session).clone();
            let _ = tokio::time::timeout(SEALING, drafts.keep(draft)).await;
            let delivery = central.send((*session).clone(), now).await;

            (delivery, session)
        },
        |(delivery, session)| Message::Sent(delivery, session),
    )
}

/// The session with the signed copies of what was signed, where they can be made in time.
pub fn with_copies(mut session: Session, core: &Core) -> Reply<Session> {
    let (places, documents) = documents(&session, &Writer::new(core));
    let copies = (!documents.is_empty()).then(|| core.services.printing.copies(documents));

    async move {
        if let Some(copies) = copies {
            let made = tokio::time::timeout(COPIES, copies).await;
            keep(&mut session, &places, made.ok().and_then(Result::ok));
        }

        session
    }
    .boxed()
}

/// The copies to be made, and the answers they belong to. Of what was declined nothing was signed.
fn documents(session: &Session, writer: &Writer<'_>) -> (Vec<usize>, Vec<paper::SignedDocument>) {
    session
        .consents
        .iter()
        .enumerate()
        .filter(|(_, answer)| answer.accepted())
        .filter_map(|(place, answer)| Some((place, writer.signed_copy(session, answer)?)))
        .unzip()
}

/// Puts the copies to their answers; where there are none, the desk is told.
pub(super) fn keep(session: &mut Session, places: &[usize], copies: Option<Vec<Vec<u8>>>) {
    let copies = copies.filter(|copies| copies.len() == places.len());
    match copies {
        Some(copies) => {
            for (place, copy) in places.iter().zip(copies) {
                if let Some(answer) = session.consents.get_mut(*place) {
                    answer.copy = Some(copy);
                }
            }
        }
        None => session.desk_notes.push(DeskNote::PrintFailed),
    }
}
