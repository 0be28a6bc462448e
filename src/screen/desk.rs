//! Telling the desk before the person is sent there.

use std::time::Duration;

use iced::Task;
use registration::session::DeskNote;

use crate::core::Core;

/// How long the person waits for the kiosk's own disk at most.
const PATIENCE: Duration = Duration::from_secs(3);

/// Tells the desk, durably; then says so. A slow disk does not hold the person up: the telling goes on behind.
pub fn told<M: Clone + Send + 'static>(notes: Vec<DeskNote>, then: M, core: &Core) -> Task<M> {
    let telling = core.services.central.tell_desk(core.session.id, notes, core.now());

    Task::perform(
        async move {
            let telling = tokio::spawn(telling);
            let _ = tokio::time::timeout(PATIENCE, telling).await;
        },
        move |()| then.clone(),
    )
}
