//! One function for every reader here of what came from outside: bytes in, nothing out, and a panic where a promise is
//! broken. The fuzz targets and the tests of their seeds call the same functions, so they cannot drift.

// A panic is what the fuzzer looks for.
#![allow(clippy::missing_panics_doc)]

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use uuid::Uuid;

use crate::bill::Money;
use crate::code::AppointmentCode;
use crate::insurance::{InsuranceAnswer, estimate};
use crate::journey::{self, Rules, Step};
use crate::mapping::transaction::{Context, groups};
use crate::mapping::{
    consent, coverage, eligibility, invoice, patient, questionnaire, record, related, task, version_of, visit,
};
use crate::person::{self, BirthDate, Email, Person, PersonName, Phone};
use crate::private::Text;
use crate::visit::{VisitChoice, Window, choose, timeliness};
use crate::{Session, identity, mask};

/// A parser's name, which is also its fuzz target's and its corpus's, and the function.
pub type Parser = (&'static str, fn(&[u8]));

/// Every parser.
pub const PARSERS: &[Parser] = &[
    ("registration_appointment", appointment),
    ("registration_consent_document", consent_document),
    ("registration_coverage", coverage),
    ("registration_eligibility", eligibility),
    ("registration_invoice", invoice),
    ("registration_patient", patient),
    ("registration_questionnaire", questionnaire),
    ("registration_related_person", related_person),
    ("registration_session", session),
    ("registration_task", task),
    ("registration_typed", typed),
];

const ID: Uuid = Uuid::from_u128(0x6f1d_2f3a_55aa_4c1e_9d10_0a0b_0c0d_0e0f);
/// 2026-03-04 15:00 UTC.
const NOW: i64 = 1_772_636_400;

fn json(bytes: &[u8]) -> Option<Value> {
    serde_json::from_slice(bytes).ok()
}

fn now() -> Timestamp {
    Timestamp::from_second(NOW).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn context() -> Context {
    Context {
        device: "kiosk-1".to_owned(),
        location: Some("Location/lobby".to_owned()),
        organization: Some("St. Brigid Clinic".to_owned()),
        now: now(),
        time_zone: TimeZone::get("America/Chicago").unwrap_or(TimeZone::UTC),
    }
}

/// Somebody who has just touched the screen and said who they are.
fn begun() -> Session {
    let mut session = Session::new(ID, now(), "es");
    session.person = BirthDate::from_fhir("1985-04-12").map(|birth_date| {
        Person::new(
            PersonName {
                family: Text::from("García-López"),
                given: Some(Text::from("María")),
            },
            birth_date,
        )
    });
    session
}

/// Writes the registration and walks the rest of the journey.
fn write(session: &Session) {
    let context = context();
    let written = groups(session, &context);
    assert!(
        written == groups(session, &context),
        "the same session was written twice differently"
    );
    for entry in written.iter().flat_map(|group| &group.entries) {
        assert!(
            entry["resource"]["resourceType"].is_string(),
            "something is no resource"
        );
        assert!(entry["request"]["method"].is_string(), "an entry has no request");
        // An update carries back what central holds, good or bad; what is new is ours alone.
        if entry["request"]["method"] == "POST" {
            assert!(is_whole(&entry["resource"]), "something empty is written");
        }
    }
    let _ = (
        task::payment_link(session, 1, &context),
        eligibility::request(session, &context),
        session.notes(),
    );
    for emergency_department in [false, true] {
        let rules = Rules {
            today: context.now.to_zoned(context.time_zone.clone()).date(),
            adult_age: 18,
            emergency_department,
        };
        let step = journey::next(session, &rules);
        for step in [step, Step::Review] {
            let (here, of) = journey::progress(step, session, &rules);
            assert!((1..=of).contains(&here), "a step is not on the way");
            let _ = journey::previous(step, session, &rules);
        }
    }
}

/// Whether nothing in it is null or empty (FHIR R4, 2.6.2).
fn is_whole(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(values) => !values.is_empty() && values.iter().all(is_whole),
        Value::Object(members) => !members.is_empty() && members.values().all(is_whole),
        Value::Bool(_) | Value::Number(_) => true,
    }
}

/// A `Patient`: read, shown masked, changed and written back with every element that is not ours.
pub fn patient(bytes: &[u8]) {
    let Some(resource) = json(bytes) else {
        return;
    };
    let held = record(resource.clone());
    let _ = (version_of(&resource), held.id(), held.reference());
    let mut session = begun();
    let Some(typed) = session.person.clone() else {
        return;
    };
    let _ = patient::is_called(&resource, &typed.name);
    let Some(read) = patient::read(&resource, std::slice::from_ref(&held)) else {
        return;
    };
    let _ = (read.name.full(), mask::name(read.name.family.reveal()));
    let _ = read.phone.as_ref().map(mask::phone);
    let _ = read.email.as_ref().map(mask::email);
    let _ = read.address.as_ref().map(mask::address);
    let _ = identity::same_name(&typed.name, &read.name);
    assert!(
        patient::update(&resource, &read, &read).is_none(),
        "nothing was changed and something is to be written"
    );
    if let Some(updated) = patient::update(&resource, &read, &typed)
        && resource["id"].is_string()
    {
        assert_eq!(updated.get("id"), resource.get("id"), "the id was lost");
    }
    session.patient = Some(held);
    session.person_on_file = Some(read.clone());
    write(&session);
    session.person = Some(read);
    write(&session);
}

/// A `RelatedPerson`.
pub fn related_person(bytes: &[u8]) {
    let Some(resource) = json(bytes) else {
        return;
    };
    let held = record(resource.clone());
    let mut session = begun();
    session.guardian = related::read(&resource);
    if let Some(person) = &mut session.person {
        person.emergency_contact.clone_from(&session.guardian);
    }
    let _ = related::guardians(std::slice::from_ref(&held));
    session.dossier.related.push(held);
    write(&session);
}

/// `Appointment`s with the `Location`s they name, one resource or an array of them.
pub fn appointment(bytes: &[u8]) {
    let resources = match json(bytes) {
        Some(Value::Array(resources)) => resources,
        Some(resource) => vec![resource],
        None => return,
    };
    for resource in &resources {
        let _ = visit::patient_of(resource);
    }
    let zone = context().time_zone;
    let window = Window {
        early: SignedDuration::from_hours(1),
        late: SignedDuration::from_hours(1),
    };
    let visits = visit::read(&resources);
    assert!(visits.len() <= resources.len(), "a visit was invented");
    for visit in &visits {
        let _ = (timeliness(visit, now(), &zone, window), visit.directions_in("es"));
    }
    let mut session = begun();
    session.visit = choose(visits, now(), &zone, window).map(|visit| VisitChoice::Appointment(Box::new(visit)));
    session.visit_confirmed = session.visit.is_some();
    write(&session);
}

/// A `Coverage`.
pub fn coverage(bytes: &[u8]) {
    let Some(resource) = json(bytes) else {
        return;
    };
    let mut session = begun();
    let Some(read) = coverage::read(&record(resource.clone())) else {
        return;
    };
    assert!(
        coverage::update(&resource, &read.card, &read.card).is_none(),
        "nothing was changed and something is to be written"
    );
    let _ = coverage::create(&read.card, "Patient/1", ID);
    session.dossier.coverages.push(read.clone());
    session.insurance = Some(InsuranceAnswer::Keep(Box::new(read.clone())));
    write(&session);
    session.insurance = Some(InsuranceAnswer::Card {
        card: read.card,
        pictures: Vec::new(),
    });
    write(&session);
}

/// A `Questionnaire`.
pub fn questionnaire(bytes: &[u8]) {
    let Some(resource) = json(bytes) else {
        return;
    };
    let Some(form) = questionnaire::read(&record(resource)) else {
        return;
    };
    let mut session = begun();
    let answers = crate::form::Answers::default();
    let _ = form.complete(&answers);
    for question in form.enabled(&answers) {
        let _ = (question.text.get("es"), question.text.get(""));
    }
    session.answers = vec![answers];
    session.forms_finished = 1;
    session.dossier.forms = vec![form];
    write(&session);
}

/// An `Invoice`.
pub fn invoice(bytes: &[u8]) {
    let Some(resource) = json(bytes) else {
        return;
    };
    let Some(read) = invoice::read(&record(resource), "urn:portico:invoice-due-date") else {
        return;
    };
    let mut session = begun();
    session.dossier.invoices = vec![read.clone(), read];
    let _ = Money::total(session.dossier.invoices.iter().map(|invoice| &invoice.total));
    write(&session);
}

/// A consent document: a `DocumentReference` with its texts.
pub fn consent_document(bytes: &[u8]) {
    let Some(resource) = json(bytes) else {
        return;
    };
    let Some(document) = consent::read(&record(resource)) else {
        return;
    };
    let _ = (document.text_in("es").is_some(), document.text_in("").is_some());
    let mut session = begun();
    session.dossier.consents = vec![document];
    write(&session);
}

/// A `CoverageEligibilityResponse`.
pub fn eligibility(bytes: &[u8]) {
    let Some(resource) = json(bytes) else {
        return;
    };
    let mut session = begun();
    session.eligibility = eligibility::read(&resource);
    let _ = estimate(&session.eligibility);
    write(&session);
}

/// A `Task`: a payment link, a call for help.
pub fn task(bytes: &[u8]) {
    let Some(resource) = json(bytes) else {
        return;
    };
    let _ = (task::payment_state(&resource), task::help_state(&resource));
    if let Some(link) = task::link(&resource) {
        assert!(link.url.starts_with("https://"), "a phone is sent to an open line");
    }
}

/// What a person types or a scanner reads: names, codes, dates, telephone numbers, addresses of mail.
pub fn typed(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    if let Some(code) = AppointmentCode::parse(text) {
        assert!(
            AppointmentCode::parse(code.as_str()).as_ref() == Some(&code),
            "a code is not read as it is written"
        );
    }
    if let Some(birth_date) = BirthDate::from_fhir(text) {
        let _ = birth_date.age(birth_date.date());
    }
    if let Ok(phone) = Phone::new(text) {
        let _ = mask::phone(&phone);
    }
    if let Ok(email) = Email::new(text) {
        let _ = mask::email(&email);
    }
    let _ = (mask::number(text), mask::name(text));
    let folded = identity::fold(text);
    assert_eq!(identity::fold(&folded), folded, "folding twice is folding once");
    let _ = identity::given_forms(text);
    let Ok(family) = person::name(text) else {
        return;
    };
    let given = Text::trimmed(text);
    let name = PersonName { family, given };
    let _ = identity::same_name(&name, &name);
    if let Some(birth_date) = BirthDate::from_fhir("1985-04-12") {
        let _ = patient::match_parameters(birth_date, &name);
        let _ = patient::search_parameters(&identity::Guess::Name { birth_date, name });
    }
}

/// An unfinished session as it was kept: another version of the program may have written it.
pub fn session(bytes: &[u8]) {
    let Ok(session) = serde_json::from_slice::<Session>(bytes) else {
        return;
    };
    write(&session);
    let Ok(kept) = serde_json::to_vec(&session) else {
        return;
    };
    let again = serde_json::from_slice::<Session>(&kept).ok();
    assert!(
        again.and_then(|again| serde_json::to_vec(&again).ok()) == Some(kept),
        "a session that is kept comes back as it was"
    );
}
