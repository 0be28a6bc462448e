//! Who the person is, and the people around them.

use fhir::RelatedPerson;
use serde_json::json;

use super::entries::Entries;
use crate::identity::fold;
use crate::mapping::patient;
use crate::mapping::related::{self, Role};
use crate::person::{Contact, Guarantor, Person};
use crate::{Record, Session};

/// References to the people of a registration.
pub(super) struct People {
    /// The patient; none where nobody knows who it is.
    pub patient: Option<String>,
    /// Who signs for a child.
    pub guardian: Option<String>,
}

/// Writes the patient and the people around them, as far as something is new.
pub(super) fn write(session: &Session, entries: &mut Entries) -> People {
    let Some(person) = &session.person else {
        return People {
            patient: known(session).map(Record::reference),
            guardian: None,
        };
    };
    let related = &session.dossier.related;
    let on_file = known(session);
    let before = session
        .person_on_file
        .clone()
        .or_else(|| on_file.and_then(|record| patient::read(record.resource(), related)));
    let patient = match on_file {
        Some(record) => {
            if let Some(resource) = before
                .as_ref()
                .and_then(|before| patient::update(record.resource(), before, person))
            {
                entries.update(record, resource);
            }
            record.reference()
        }
        None => entries.create(patient::PART, patient::create(person, session.id)),
    };

    let mut circle = Circle::new(related);
    circle.settle_emergency_contact(person, before.as_ref(), on_file);
    circle.settle_guarantor(person, before.as_ref());
    if let Some(guardian) = &session.guardian {
        circle.settle(Role::Guardian, guardian);
    }
    let guardian = circle.write(session, &patient, entries);

    People {
        patient: Some(patient),
        guardian,
    }
}

fn known(session: &Session) -> Option<&Record> {
    session.patient.as_ref().filter(|record| !record.id().is_empty())
}

/// The related people as they are on file, with what is to change, and those who are to be created.
///
/// One person can be several things to the patient; each is one resource and is written at most once.
struct Circle<'a> {
    on_file: Vec<(&'a Record, RelatedPerson)>,
    new: Vec<(Contact, Vec<Role>)>,
}

impl<'a> Circle<'a> {
    fn new(related: &'a [Record]) -> Self {
        let on_file = related
            .iter()
            .filter(|record| !record.id().is_empty())
            .filter_map(|record| Some((record, RelatedPerson::read(record.resource())?)))
            .filter(|(_, person)| person.active != Some(false))
            .collect();

        Self {
            on_file,
            new: Vec::new(),
        }
    }

    fn settle_emergency_contact(&mut self, person: &Person, before: Option<&Person>, patient: Option<&Record>) {
        let before = before.and_then(|before| before.emergency_contact.as_ref());
        if before == person.emergency_contact.as_ref() {
            return;
        }
        // Some servers keep it in the patient's own record, where the update of the patient has put it right.
        if before
            .zip(patient)
            .is_some_and(|(before, patient)| patient::holds_contact(patient.resource(), before))
        {
            return;
        }
        match &person.emergency_contact {
            Some(contact) => {
                self.drop_others(Role::EmergencyContact, contact);
                self.settle(Role::EmergencyContact, contact);
            }
            None => self.drop_all(Role::EmergencyContact),
        }
    }

    fn settle_guarantor(&mut self, person: &Person, before: Option<&Person>) {
        let before = before.and_then(|before| before.guarantor.as_ref());
        if before == person.guarantor.as_ref() {
            return;
        }
        match &person.guarantor {
            Some(Guarantor::Other(contact)) => {
                self.drop_others(Role::Guarantor, contact);
                self.settle(Role::Guarantor, contact);
            }
            Some(Guarantor::Myself) => self.drop_all(Role::Guarantor),
            None => {}
        }
    }

    /// Gives somebody a role: on file where they are, else as somebody new. Somebody without a name is nobody.
    fn settle(&mut self, role: Role, contact: &Contact) {
        if contact.name.reveal().trim().is_empty() {
            return;
        }
        let known = self.on_file.iter_mut().find(|(_, person)| is(person, contact));
        if let Some((_, person)) = known {
            related::edit(person, contact);
            related::add_role(person, role);
        } else if let Some((known, roles)) = self
            .new
            .iter_mut()
            .find(|(known, _)| fold(known.name.reveal()) == fold(contact.name.reveal()))
        {
            known.phone = known.phone.take().or_else(|| contact.phone.clone());
            roles.push(role);
        } else {
            self.new.push((contact.clone(), vec![role]));
        }
    }

    fn drop_others(&mut self, role: Role, contact: &Contact) {
        let others = self
            .on_file
            .iter_mut()
            .filter(|(_, person)| !is(person, contact) && has(person, role));
        for (_, person) in others {
            related::drop_role(person, role);
        }
    }

    fn drop_all(&mut self, role: Role) {
        for (_, person) in self.on_file.iter_mut().filter(|(_, person)| has(person, role)) {
            related::drop_role(person, role);
        }
    }

    /// Writes what changed, and gives the reference to the guardian.
    fn write(self, session: &Session, patient: &str, entries: &mut Entries) -> Option<String> {
        let mut guardian = None;
        let is_guardian = |person: &RelatedPerson| session.guardian.as_ref().is_some_and(|contact| is(person, contact));
        for (record, person) in self.on_file {
            if is_guardian(&person) {
                guardian = Some(record.reference());
            }
            if RelatedPerson::read(record.resource()).as_ref() != Some(&person) {
                entries.update(record, json!(person));
            }
        }
        for (contact, roles) in self.new {
            let part = roles.first().map_or("related", |role| role.part());
            let reference = entries.create(part, related::create(&contact, &roles, patient, session.id, part));
            if roles.contains(&Role::Guardian) {
                guardian = Some(reference);
            }
        }

        guardian
    }
}

fn is(person: &RelatedPerson, contact: &Contact) -> bool {
    related::read(&json!(person)).is_some_and(|known| fold(known.name.reveal()) == fold(contact.name.reveal()))
}

fn has(person: &RelatedPerson, role: Role) -> bool {
    person
        .relationship
        .iter()
        .any(|concept| related::has_role(concept, role))
}
