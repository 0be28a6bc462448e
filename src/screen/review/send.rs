//! The one chain that registers: signed copies, a ticket, and off to central.

use std::time::Duration;

use iced::Task;
use registration::Session;
use registration::code::TicketCode;
use registration::session::DeskNote;

use super::Message;
use crate::core::Core;
use crate::papers::Writer;

/// How long the signed copies may take. A registration without them is still a registration.
const COPIES: Duration = Duration::from_secs(10);

/// Makes the copies, draws a ticket and sends the session as it is now.
pub(super) fn send(core: &Core) -> Task<Message> {
    let mut session = Box::new(core.session.clone());
    let now = core.now();
    let letter = core.config.kiosk.letter;
    let central = core.services.central.clone();
    let (places, documents) = documents(&session, &Writer::new(core));
    let copies = (!documents.is_empty()).then(|| core.services.printing.copies(documents));

    Task::perform(
        async move {
            if let Some(copies) = copies {
                let made = tokio::time::timeout(COPIES, copies).await;
                keep(&mut session, &places, made.ok().and_then(Result::ok));
            }
            if session.ticket.is_none() {
                // Numbers count from one: zero means that none could be had, and the person is called by name.
                let number = central.next_ticket(now);
                session.ticket = (number > 0).then_some(TicketCode { letter, number });
            }
            let delivery = central.send((*session).clone(), now).await;

            (delivery, session)
        },
        |(delivery, session)| Message::Sent(delivery, session),
    )
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
