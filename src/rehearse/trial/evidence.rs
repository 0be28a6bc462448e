//! What central and the outboxes really hold: read from central's own database where it is the embedded one, asked
//! over a line that nothing breaks where it is another.

use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};
use serde_json::Value;
use sync::{ClientError, FhirClient, Outbox, OutboxError, State};
use uuid::Uuid;

use super::facts::{Claim, Facts};
use crate::staff::{Trail, TrailError};

/// The system of the business identifiers of everything that a kiosk creates.
const REGISTRATION: &str = "urn:portico:registration";

/// An appointment at which somebody has arrived.
const ARRIVED: [&str; 3] = ["arrived", "checked-in", "fulfilled"];

/// The most update conflicts of one registration that are asked for.
const CONFLICTS: usize = 12;

impl Facts {
    /// Reads the database of an embedded central.
    pub fn of_database(path: &Path) -> Result<Self, rusqlite::Error> {
        let database = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let mut facts = Self::default();

        let mut identifiers = database.prepare(
            "SELECT i.value, COUNT(DISTINCT r.key) FROM search_index i JOIN resource r ON r.key = i.key
             WHERE i.system = ?1 AND i.parameter LIKE '%.identifier' AND r.deleted = 0 GROUP BY i.value",
        )?;
        let mut rows = identifiers.query([REGISTRATION])?;
        while let Some(row) = rows.next()? {
            facts.held.insert(row.get(0)?, row.get::<_, u32>(1)? as usize);
        }

        let mut encounters = database.prepare(
            "SELECT e.value ->> '$.reference', COUNT(*) FROM resource r, json_each(r.body, '$.appointment') e
             WHERE r.type = 'Encounter' AND r.deleted = 0 GROUP BY 1",
        )?;
        let mut rows = encounters.query([])?;
        while let Some(row) = rows.next()? {
            facts.encounters.insert(row.get(0)?, row.get::<_, u32>(1)? as usize);
        }

        let mut appointments = database
            .prepare("SELECT id, body ->> '$.status' FROM resource WHERE type = 'Appointment' AND deleted = 0")?;
        let mut rows = appointments.query([])?;
        while let Some(row) = rows.next()? {
            let (id, status): (String, String) = (row.get(0)?, row.get(1)?);
            if ARRIVED.contains(&status.as_str()) {
                facts.arrived.insert(format!("Appointment/{id}"));
            }
        }

        let mut acts = database.prepare(
            "SELECT body ->> '$.entity[0].what.identifier.value', COUNT(*) FROM resource
             WHERE type = 'AuditEvent' AND deleted = 0 GROUP BY 1",
        )?;
        let mut rows = acts.query([])?;
        while let Some(row) = rows.next()? {
            let session: Option<String> = row.get(0)?;
            if let Some(session) = session.and_then(|session| session.parse().ok()) {
                facts.acts.entry(session).or_default().1 += row.get::<_, u32>(1)? as usize;
            }
        }

        Ok(facts)
    }

    /// Asks a central for everything that these sessions are about.
    pub async fn of_server(client: &FhirClient, claims: &[Claim]) -> Result<Self, ClientError> {
        let mut facts = Self::default();
        for claim in claims {
            let kinds: BTreeSet<&str> = claim
                .parts
                .iter()
                .map(|part| part.kind.as_str())
                .chain(["Task"])
                .collect();
            for kind in kinds {
                let parts = claim.parts.iter().filter(|part| part.kind == kind);
                let mut wanted: Vec<String> = parts.map(|part| part.identifier.clone()).collect();
                if kind == "Task" {
                    wanted.extend(tasks_for_the_desk(claim));
                }
                for identifier in wanted {
                    let asked = format!("{REGISTRATION}|{identifier}");
                    let found = client.search(kind, &[("identifier", &asked)]).await?;
                    facts.note(kind, &identifier, &found);
                }
            }
            if let Some(appointment) = &claim.appointment {
                let id = appointment.rsplit_once('/').map_or(appointment.as_str(), |(_, id)| id);
                let found = client.read("Appointment", id).await?;
                if found.resource["status"]
                    .as_str()
                    .is_some_and(|status| ARRIVED.contains(&status))
                {
                    facts.arrived.insert(appointment.clone());
                }
            }
        }

        Ok(facts)
    }

    fn note(&mut self, kind: &str, identifier: &str, found: &[Value]) {
        if !found.is_empty() {
            self.held.insert(identifier.to_owned(), found.len());
        }
        for encounter in found.iter().filter(|_| kind == "Encounter") {
            for appointment in encounter["appointment"].as_array().into_iter().flatten() {
                if let Some(reference) = appointment["reference"].as_str() {
                    *self.encounters.entry(reference.to_owned()).or_default() += 1;
                }
            }
        }
    }

    /// Adds what stands in an outbox.
    pub fn add_outbox(&mut self, outbox: &Outbox) -> Result<(), OutboxError> {
        for row in outbox.list()? {
            match row.state {
                State::SetAside => {
                    self.set_aside.insert(row.id);
                }
                State::Waiting | State::Sending => {
                    self.waiting.insert(row.id);
                }
                State::Acknowledged => {}
            }
        }

        Ok(())
    }

    /// Adds what staff did, as the kiosk wrote it down for itself.
    pub fn add_trail(&mut self, trail: &Trail) -> Result<(), TrailError> {
        for entry in trail.entries()? {
            self.acts.entry(entry.session).or_default().0 += 1;
        }

        Ok(())
    }
}

/// Whether central holds the arrival that a screen speaks of, asked now.
pub async fn holds_arrival(client: &FhirClient, claim: &Claim) -> Option<bool> {
    let asked = format!("{REGISTRATION}|{}/encounter", claim.session);
    let encounters = client.search("Encounter", &[("identifier", &asked)]).await.ok()?;
    let there = encounters.iter().any(|encounter| encounter["status"] == "arrived");
    let Some((_, id)) = claim
        .appointment
        .as_deref()
        .and_then(|reference| reference.split_once('/'))
    else {
        return Some(there);
    };
    let appointment = client.read("Appointment", id).await.ok()?.resource;
    let arrived = appointment["status"]
        .as_str()
        .is_some_and(|status| ARRIVED.contains(&status));

    Some(there && arrived)
}

/// Identifiers under which the desk may have been told that something of this session is missing.
fn tasks_for_the_desk(claim: &Claim) -> Vec<String> {
    let handed_over = registration::mapping::part_id(claim.session, "hand-over");
    let of = |id: Uuid| {
        let groups: BTreeSet<&str> = claim.parts.iter().map(|part| part.group.as_str()).collect();
        let left = groups.into_iter().map(move |group| format!("{id}/left-{group}"));
        let conflicts = (0..CONFLICTS).map(move |number| format!("{id}/update-conflict-{number}"));

        left.chain(conflicts)
            .chain([format!("{id}/set-aside")])
            .collect::<Vec<_>>()
    };

    [claim.session, handed_over].into_iter().flat_map(of).collect()
}
