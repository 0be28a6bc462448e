//! What goes on while nobody stands at the kiosk: today's visits are refreshed, and open questions are followed.

use std::sync::Arc;
use std::time::Duration;

use super::FhirCentral;
use super::refresh::jittered;
use crate::service::clock::Clock;

/// Tries again so soon when central did not answer the first time.
const SOON: Duration = Duration::from_secs(20);

impl FhirCentral {
    /// Runs until it is dropped.
    pub async fn run(self, clock: Arc<dyn Clock>) {
        futures::join!(self.keep_fresh(clock.as_ref()), self.keep_following(clock.as_ref()));
    }

    async fn keep_fresh(&self, clock: &dyn Clock) {
        let Some(pause) = self.inner.place.refresh else {
            return;
        };
        loop {
            let wait = match self.refresh(clock.now()).await {
                Ok(kept) => {
                    tracing::debug!(visits = kept.visits, "today's visits are kept");
                    pause
                }
                Err(_) => pause.min(SOON),
            };
            tokio::time::sleep(jittered(wait)).await;
        }
    }

    async fn keep_following(&self, clock: &dyn Clock) {
        loop {
            let wait = self.follow(clock.now()).await;
            tokio::time::sleep(wait).await;
        }
    }
}
