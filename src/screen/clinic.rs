//! A small clinic for the tests of screens: a kiosk whose services do as they are told, and two invented people.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;

use iced::Size;
use jiff::{SignedDuration, Timestamp};
use registration::Record;
use registration::identity::Proof;
use registration::person::{Address, BirthDate, Contact, Email, Person, PersonName, Phone, Relationship};
use registration::visit::Visit;
use serde_json::json;

use crate::answer::Answer;
use crate::config::Config;
use crate::core::Core;
use crate::service::central::Found;
use crate::service::clock::SystemClock;
use crate::service::scripted::{self, ScriptedCentral};

/// A kiosk on the stage of a test.
pub struct Clinic {
    /// What every screen sees.
    pub core: Core,
    /// The central that it asks.
    pub central: Arc<ScriptedCentral>,
    _directory: tempfile::TempDir,
}

impl Clinic {
    /// A kiosk with this central behind it.
    pub fn with(central: ScriptedCentral) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let central = Arc::new(central);
        let services = scripted::services(central.clone(), Arc::new(SystemClock), directory.path()).unwrap();
        let mut config = Config::default();
        config.site.time_zone = Some("America/Chicago".to_owned());
        let core = Core::new(Arc::new(config), services, Size::new(1080.0, 1920.0));

        Self {
            core,
            central,
            _directory: directory,
        }
    }

    /// A kiosk at which somebody was found who has a visit that starts after `start`.
    pub fn with_patient(found: Found) -> Self {
        let mut clinic = Self::with(ScriptedCentral::default());
        Answer::Found(Box::new(found)).apply(&mut clinic.core.session);

        clinic
    }
}

/// María García-López, who is on file with everything.
pub fn maria() -> Person {
    let name = PersonName {
        family: "García-López".into(),
        given: Some("María".into()),
    };
    let mut person = Person::new(name, BirthDate::from_fhir("1985-04-12").unwrap());
    person.address = Some(Address {
        street: "1402 Maple Street".into(),
        unit: None,
        city: "Springfield".into(),
        state: Some("IL".into()),
        postal_code: Some("62704".into()),
    });
    person.phone = Some(Phone::on_file("+1 317 555 0142"));
    person.email = Some(Email::on_file("maria@example.org"));
    person.emergency_contact = Some(Contact {
        name: "Lucía García".into(),
        phone: Some(Phone::on_file("+1 317 555 0143")),
        relationship: Relationship::Sibling,
    });

    person
}

/// Noah Williams, a child.
pub fn noah() -> Person {
    let name = PersonName {
        family: "Williams".into(),
        given: Some("Noah".into()),
    };

    Person {
        address: maria().address,
        ..Person::new(name, BirthDate::from_fhir("2019-05-30").unwrap())
    }
}

/// Grace Williams, Noah's mother, as central holds her.
pub fn grace() -> Record {
    let code = |code: &str| json!({ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v3-RoleCode", "code": code }] });

    Record::new(
        json!({
            "resourceType": "RelatedPerson",
            "id": "grace",
            "active": true,
            "name": [{ "given": ["Grace"], "family": "Williams" }],
            "telecom": [{ "system": "phone", "value": "+1 317 555 0161" }],
            "relationship": [code("MTH"), code("GUARD")],
        }),
        None,
    )
}

/// A visit that starts so long from now.
pub fn visit(start: SignedDuration) -> Visit {
    Visit {
        appointment: Record::new(json!({ "resourceType": "Appointment", "id": "1" }), None),
        start: Timestamp::now() + start,
        provider: Some("Dr. Amara Osei".to_owned()),
        service: Some("Cardiology".to_owned()),
        reason: Some("Follow-up visit".to_owned()),
        place: Some("Second floor, east wing".to_owned()),
        directions: Vec::new(),
        remote: false,
        closed: false,
        arrived: false,
    }
}

/// Somebody who was found.
pub fn found(person: Person, visit: Option<Visit>, proof: Proof) -> Found {
    Found {
        patient: Record::new(json!({ "resourceType": "Patient", "id": "1" }), None),
        related: Vec::new(),
        person,
        proof,
        visit,
    }
}
