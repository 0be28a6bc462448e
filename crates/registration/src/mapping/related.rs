//! `RelatedPerson`: whom to call, who pays, who came with a child.

use fhir::{CodeableConcept, ContactPoint, HumanName, PatientContact, RelatedPerson};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::Record;
use crate::mapping::elements::{identifier, typed_concept};
use crate::mapping::in_use::{name_in_use, phone_in_use, set_telecom, whole_name};
use crate::mapping::systems;
use crate::person::{Contact, Phone, Relationship};
use crate::private::Text;

/// What a related person is to the registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Whom to call in an emergency (v2-0131 `C`).
    EmergencyContact,
    /// Who answers for the bill (v3 `RoleClass` `GUAR`).
    Guarantor,
    /// Who answers for a child (v3 `RoleCode` `GUARD`).
    Guardian,
}

impl Role {
    /// The part of a registration that a person in this role is.
    pub(super) fn part(self) -> &'static str {
        match self {
            Self::EmergencyContact => "emergency-contact",
            Self::Guarantor => "guarantor",
            Self::Guardian => "guardian",
        }
    }

    fn coding(self) -> (&'static str, &'static str) {
        match self {
            Self::EmergencyContact => (systems::CONTACT_ROLE, "C"),
            Self::Guarantor => (systems::ROLE_CLASS, "GUAR"),
            Self::Guardian => (systems::ROLE_CODE, "GUARD"),
        }
    }
}

const PARTNER: &[&str] = &["SPS", "SPOUSE", "HUSB", "WIFE", "DOMPART", "SIGOTHR", "FMRSPS"];
const PARENT: &[&str] = &[
    "PRN", "MTH", "FTH", "NMTH", "NFTH", "NPRN", "ADOPTP", "ADOPTM", "ADOPTF", "STPPRN", "STPMTH", "STPFTH", "GESTM",
    "PRNFOST", "MTHFOST", "FTHFOST",
];
const CHILD: &[&str] = &[
    "CHILD",
    "SON",
    "DAU",
    "NCHILD",
    "DAUC",
    "SONC",
    "CHLDADOPT",
    "CHLDFOST",
    "STPCHLD",
    "STPDAU",
    "STPSON",
];
const SIBLING: &[&str] = &[
    "SIB", "SIS", "BRO", "NSIB", "NSIS", "NBRO", "HSIB", "HSIS", "HBRO", "STPSIB", "STPSIS", "STPBRO",
];
const GUARDIAN: &[&str] = &["GUARD", "RESPRSN"];
const FRIEND: &[&str] = &["FRND", "NBOR", "ROOM"];

/// The contact that a `RelatedPerson` describes; none where it has no name.
pub fn read(resource: &Value) -> Option<Contact> {
    let person = RelatedPerson::read(resource)?;

    contact(
        person.name.get(name_in_use(&person.name)?)?,
        &person.telecom,
        &person.relationship,
    )
}

/// The first of the related people who has a role.
pub fn with_role(related: &[Record], role: Role) -> Option<&Record> {
    related.iter().find(|record| {
        let person = RelatedPerson::read(record.resource()).filter(|person| person.active != Some(false));

        person.is_some_and(|person| person.relationship.iter().any(|concept| has_role(concept, role)))
    })
}

/// The related people who may register a child: guardians and parents, those on file as guardians first.
pub fn guardians(related: &[Record]) -> Vec<Contact> {
    let mut found: Vec<(bool, Contact)> = related
        .iter()
        .filter_map(|record| {
            let person = RelatedPerson::read(record.resource()).filter(|person| person.active != Some(false))?;
            let guardian = person
                .relationship
                .iter()
                .any(|concept| has_role(concept, Role::Guardian));
            let parent = relationship(&person.relationship) == Relationship::Parent;

            (guardian || parent).then(|| Some((!guardian, read(record.resource())?)))?
        })
        .collect();
    found.sort_by_key(|(later, _)| *later);

    found.into_iter().map(|(_, contact)| contact).collect()
}

/// A new related person in some roles; `patient` is a reference.
pub(super) fn create(contact: &Contact, roles: &[Role], patient: &str, registration: Uuid, part: &str) -> Value {
    let mut person = RelatedPerson {
        active: Some(true),
        ..RelatedPerson::default()
    };
    edit(&mut person, contact);
    for role in roles {
        add_role(&mut person, *role);
    }
    let mut resource = json!(person);
    resource["identifier"] = json!([identifier(registration, part)]);
    resource["patient"] = json!({ "reference": patient });

    fhir::prune(resource)
}

/// Puts what was said into a related person on file; what has not changed stays untouched.
pub(super) fn edit(person: &mut RelatedPerson, now: &Contact) {
    let place = name_in_use(&person.name);
    let added = set_name(place.and_then(|place| person.name.get_mut(place)), now);
    person.name.extend(added);
    set_phone(&mut person.telecom, now.phone.as_ref());
    set_relationship(&mut person.relationship, now.relationship);
}

/// Gives a role, once.
pub(super) fn add_role(person: &mut RelatedPerson, role: Role) {
    if !person.relationship.iter().any(|concept| has_role(concept, role)) {
        let (system, code) = role.coding();
        person.relationship.push(typed_concept(system, code));
    }
}

/// Takes a role away; somebody without any role is no longer active.
pub(super) fn drop_role(person: &mut RelatedPerson, role: Role) {
    for concept in &mut person.relationship {
        concept.coding.retain(|coding| !is_role(coding, role));
    }
    person
        .relationship
        .retain(|concept| !concept.coding.is_empty() || concept.text.is_some() || !concept.rest.is_empty());
    let roles = [Role::EmergencyContact, Role::Guarantor, Role::Guardian];
    if !roles
        .iter()
        .any(|role| person.relationship.iter().any(|concept| has_role(concept, *role)))
    {
        person.active = Some(false);
    }
}

/// The contact in `Patient.contact`.
pub(super) fn read_contact(on_file: &PatientContact) -> Option<Contact> {
    contact(on_file.name.as_ref()?, &on_file.telecom, &on_file.relationship)
}

/// Puts what was said into `Patient.contact`.
pub(super) fn edit_contact(on_file: &mut PatientContact, now: &Contact) {
    if let Some(name) = set_name(on_file.name.as_mut(), now) {
        on_file.name = Some(name);
    }
    set_phone(&mut on_file.telecom, now.phone.as_ref());
    set_relationship(&mut on_file.relationship, now.relationship);
}

/// Whether a concept says that somebody has a role.
pub(super) fn has_role(concept: &CodeableConcept, role: Role) -> bool {
    concept.coding.iter().any(|coding| is_role(coding, role))
}

fn is_role(coding: &fhir::Coding, role: Role) -> bool {
    let (system, code) = role.coding();
    // Emergency contacts have two codes in v2-0131.
    let other = role == Role::EmergencyContact && coding.is(systems::CONTACT_ROLE, "EP");

    coding.is(system, code) || other
}

fn contact(name: &HumanName, telecom: &[ContactPoint], relationships: &[CodeableConcept]) -> Option<Contact> {
    let phone = phone_in_use(telecom).and_then(|place| telecom.get(place)?.value.as_deref().map(str::trim));

    Some(Contact {
        name: Text::trimmed(&whole_name(name)?)?,
        phone: phone.map(Phone::on_file),
        relationship: relationship(relationships),
    })
}

fn relationship(concepts: &[CodeableConcept]) -> Relationship {
    let codes = || concepts.iter().flat_map(|concept| &concept.coding);
    let known = codes().filter_map(relationship_of);
    let (guardian, kin): (Vec<_>, Vec<_>) = known.partition(|known| *known == Relationship::LegalGuardian);

    // A mother who is the guardian is a mother first.
    kin.into_iter().chain(guardian).next().unwrap_or(Relationship::Other)
}

fn relationship_of(coding: &fhir::Coding) -> Option<Relationship> {
    let code = coding.code.as_deref()?;
    let kinds = [
        (PARTNER, Relationship::Partner),
        (PARENT, Relationship::Parent),
        (CHILD, Relationship::Child),
        (SIBLING, Relationship::Sibling),
        (GUARDIAN, Relationship::LegalGuardian),
        (FRIEND, Relationship::Friend),
    ];
    let known = kinds
        .into_iter()
        .find(|(codes, _)| codes.contains(&code))
        .map(|(_, kind)| kind);

    known.filter(|_| {
        coding
            .system
            .as_deref()
            .is_none_or(|system| system == systems::ROLE_CODE)
    })
}

/// Edits the name in place, or gives back the one to add.
fn set_name(on_file: Option<&mut HumanName>, now: &Contact) -> Option<HumanName> {
    let text = Some(now.name.reveal().clone());
    match on_file {
        Some(name) if whole_name(name).as_deref() == Some(now.name.reveal()) => None,
        Some(name) => {
            // How a whole name divides is not known: it is written as one text.
            name.text = text;
            name.family = None;
            name.given.clear();
            for stale in ["_text", "_family", "_given"] {
                name.rest.remove(stale);
            }

            None
        }
        None => Some(HumanName {
            text,
            ..HumanName::default()
        }),
    }
}

fn set_phone(telecom: &mut Vec<ContactPoint>, now: Option<&Phone>) {
    let place = phone_in_use(telecom);
    let before = place.and_then(|place| telecom.get(place)?.value.as_deref().map(str::trim));
    let now = now.map(|phone| phone.reveal().trim()).filter(|phone| !phone.is_empty());
    if before != now {
        set_telecom(telecom, place, now.map(ToOwned::to_owned).as_deref(), "phone", "mobile");
    }
}

fn set_relationship(concepts: &mut Vec<CodeableConcept>, now: Relationship) {
    if !concepts.is_empty() && relationship(concepts) == now {
        return;
    }
    for concept in concepts.iter_mut() {
        // The guardian's code is a role too, and stays.
        concept
            .coding
            .retain(|coding| relationship_of(coding).is_none_or(|known| known == Relationship::LegalGuardian));
    }
    concepts.retain(|concept| !concept.coding.is_empty());
    if now == Relationship::Other {
        if concepts.is_empty() {
            concepts.push(typed_concept(systems::CONTACT_ROLE, now.code()));
        }
    } else if !concepts
        .iter()
        .any(|concept| concept.has(systems::ROLE_CODE, now.code()))
    {
        concepts.push(typed_concept(systems::ROLE_CODE, now.code()));
    }
}
