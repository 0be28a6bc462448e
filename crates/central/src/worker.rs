//! Does what the pretend payer and payment provider still have to do, when it is due. What is left to do is in the
//! store, so a restart forgets nothing.

use std::{sync::Arc, time::Duration};

use jiff::{SignedDuration, Timestamp};
use rusqlite::{OptionalExtension, params};

use crate::{payer, payment, problem::Problem, store::Store};

/// How long to wait at most before looking again, whatever the clock does.
const LONGEST_WAIT: Duration = Duration::from_secs(30);
/// How long to wait after something failed.
const AFTER_FAILURE: Duration = Duration::from_secs(2);

/// When to try again what failed.
const TRY_AGAIN: SignedDuration = SignedDuration::from_secs(10);

/// Works until it is dropped.
pub(crate) async fn run(store: Store, payments: Arc<payment::Terms>) {
    loop {
        let bell = store.work.notified();
        let wait = match next(&store, Arc::clone(&payments)).await {
            Ok(None) => continue,
            Ok(Some(wait)) => wait,
            Err(_) => AFTER_FAILURE,
        };
        tokio::select! {
            () = bell => {}
            () = tokio::time::sleep(wait) => {}
        }
    }
}

/// Does one thing that is due, or says how long there is nothing to do.
async fn next(store: &Store, payments: Arc<payment::Terms>) -> Result<Option<Duration>, Problem> {
    let found = store
        .read(|reader| {
            Ok(reader
                .connection
                .query_row("SELECT kind, id, due FROM job ORDER BY due LIMIT 1", [], |row| {
                    Ok((
                        row.get::<_, String>(0)?,
                        row.get::<_, String>(1)?,
                        row.get::<_, i64>(2)?,
                    ))
                })
                .optional()?)
        })
        .await?;
    let Some((kind, id, due)) = found else {
        return Ok(Some(LONGEST_WAIT));
    };
    let early = due - Timestamp::now().as_millisecond();
    if let Ok(early @ 1..) = u64::try_from(early) {
        return Ok(Some(Duration::from_millis(early).min(LONGEST_WAIT)));
    }
    let (job_kind, job_id) = (kind.clone(), id.clone());
    let done = store
        .write(move |writer| {
            writer
                .connection
                .execute("DELETE FROM job WHERE kind = ?1 AND id = ?2", params![kind, id])?;
            match kind.as_str() {
                "payer" => payer::answer(writer, &id),
                "payment-link" => payment::offer(writer, &id, &payments),
                "payment-expiry" => payment::expire(writer, &id),
                _ => Ok(()),
            }
        })
        .await;
    if let Err(problem) = done {
        tracing::warn!(
            kind = job_kind,
            status = problem.status,
            "work that was due could not be done"
        );
        let gone = problem.status < 500;
        // What can never succeed is let go; anything else is tried again, behind what is due meanwhile.
        store
            .write(move |writer| {
                if gone {
                    writer
                        .connection
                        .execute("DELETE FROM job WHERE kind = ?1 AND id = ?2", params![job_kind, job_id])?;
                    return Ok(());
                }

                writer.schedule(&job_kind, &job_id, writer.now + TRY_AGAIN)
            })
            .await?;

        return Err(problem);
    }

    Ok(None)
}
