//! Central is away, and people come all the same: today's visits are kept, and what is typed meanwhile is put onto
//! what central holds once it is back.

use portico::service::central::Unanswered;
use registration::Outcome;
use registration::identity::Guess;
use registration::person::{BirthDate, PersonName};
use registration::session::DeskNote;
use serde_json::json;

use crate::support::clinic::Clinic;
use crate::support::hands;

fn by_name(born: &str, given: &str, family: &str) -> Guess {
    Guess::Name {
        birth_date: BirthDate::from_fhir(born).unwrap(),
        name: PersonName {
            family: family.into(),
            given: Some(given.into()),
        },
    }
}

/// A clinic whose kiosk knows today's visits and whose line is cut.
fn cut_off(clinic: &Clinic) -> portico::kiosk::Kiosk {
    let kiosk = clinic.kiosk();
    let kept = clinic.now(kiosk.central.refresh(clinic.time())).unwrap();
    assert!(kept.visits >= 9, "{kept:?}");
    clinic.cut();

    kiosk
}

#[test]
fn a_whole_journey_without_central_arrives_once_and_loses_nothing() {
    let clinic = Clinic::open();
    let mut maria = clinic.patient("García-López");
    maria["extension"] = json!([{ "url": "urn:unknown:eye-colour", "valueString": "brown" }]);
    maria["maritalStatus"] = json!({ "text": "married" });
    clinic.change(&maria);
    let kiosk = cut_off(&clinic);
    let mut lobby = clinic.lobby(&kiosk);

    lobby.start("en");
    lobby.go_to("visit");
    assert!(lobby.says("Dr. Amara Osei"), "the visit of today: {:?}", lobby.words());
    assert!(lobby.says("does not answer"), "it says so: {:?}", lobby.words());
    lobby.go_to("details");
    assert!(lobby.says("María García-López"));
    assert!(lobby.says("Nothing is lost"), "{:?}", lobby.words());
    assert!(lobby.says("Not shown right now"));
    assert!(
        !lobby.says("We still need this"),
        "nothing is asked for that is on file"
    );
    lobby.touch("change-phone");
    hands::type_words(&mut lobby.stage, "3175550170");
    lobby.touch("primary");
    lobby.touch("primary");
    lobby.stage.settle();
    let mut seen = Vec::new();
    lobby.walk(|lobby| lobby.showing() == "done", &mut |lobby| {
        seen.push(lobby.showing());
    });
    assert!(seen.contains(&"forms") && seen.contains(&"consent"), "{seen:?}");
    assert!(!seen.contains(&"bill"), "what is owed is not known: {seen:?}");

    assert_eq!(lobby.outcome(), Some(Outcome::DeskWillConfirm));
    let session = lobby.stage.app.core.session.clone();
    for note in [
        DeskNote::FoundOffline,
        DeskNote::BillUnavailable,
        DeskNote::InsuranceMissing,
    ] {
        assert!(session.notes().contains(&note), "{note:?}");
    }
    assert!(
        clinic.part("Encounter", session.id, "encounter").is_empty(),
        "central knows nothing yet"
    );

    clinic.mend();
    let report = clinic.now(kiosk.sender.drain()).unwrap();
    assert_eq!(report.set_aside, 0, "{report:?}");
    clinic.now(kiosk.sender.drain()).unwrap();

    assert_eq!(
        clinic.part("Encounter", session.id, "encounter").len(),
        1,
        "arrived, once"
    );
    let now = clinic.patient("García-López");
    for untouched in [
        "extension",
        "maritalStatus",
        "identifier",
        "address",
        "name",
        "gender",
        "communication",
    ] {
        assert_eq!(now[untouched], maria[untouched], "{untouched}");
    }
    let telecom = now["telecom"].as_array().unwrap();
    assert!(
        telecom
            .iter()
            .any(|entry| entry["value"].as_str().is_some_and(|value| value.ends_with("0170")))
    );
    for kept in maria["telecom"].as_array().unwrap() {
        assert!(telecom.contains(kept), "{kept} is still there");
    }
    let id = session_appointment(&session);
    let appointment = &clinic.holds("Appointment", &[("_id", &id)])[0];
    assert_eq!(appointment["status"], "arrived");
    assert!(appointment["participant"].as_array().unwrap().len() >= 3);
    let desk = &clinic.part("Task", session.id, "desk")[0];
    assert!(
        desk["description"].as_str().unwrap().contains("while central was away"),
        "{desk}"
    );
}

fn session_appointment(session: &registration::Session) -> String {
    match &session.visit {
        Some(registration::visit::VisitChoice::Appointment(visit)) => visit.appointment.id().to_owned(),
        _ => panic!("an appointment"),
    }
}

#[test]
fn the_same_people_are_found_and_the_same_are_not() {
    let clinic = Clinic::open();
    let kiosk = cut_off(&clinic);
    let find = |guess: Guess| clinic.now(kiosk.services.central.find(guess, clinic.time()));
    let name_of = |guess| find(guess).ok().flatten().map(|found| found.person.name.full());

    assert_eq!(
        name_of(by_name("1985-04-12", "maria", "garcia lopez")).as_deref(),
        Some("María García-López")
    );
    assert_eq!(
        name_of(by_name("1990-07-21", "ليلى", "حدّاد")).as_deref(),
        Some("Layla Haddad")
    );
    assert_eq!(
        name_of(by_name("1972-11-30", "Bob", "Miller")).as_deref(),
        Some("Robert Miller")
    );
    for miss in [
        by_name("1985-04-13", "maria", "garcia"),
        by_name("1988-08-08", "John", "Smith"),
        by_name("1980-06-17", "Olga", "Ivanova"),
    ] {
        // Not "there is no such person": central is away, and nobody can know.
        assert!(matches!(find(miss), Err(Unanswered)));
    }
}

#[test]
fn central_is_believed_before_what_is_kept() {
    let clinic = Clinic::open();
    let kiosk = cut_off(&clinic);
    clinic.mend();
    let mut maria = clinic.patient("García-López");
    maria["name"][0]["family"] = json!("Ruiz");
    clinic.change(&maria);
    let find = |family: &str| {
        let guess = by_name("1985-04-12", "María", family);
        clinic.now(kiosk.services.central.find(guess, clinic.time()))
    };

    assert!(
        find("García-López").ok().flatten().is_none(),
        "central says that she has another name"
    );
    let found = find("Ruiz").ok().flatten().unwrap();
    assert!(!found.patient.is_partial());
}

#[test]
fn what_is_kept_is_sealed_and_over_when_the_day_is() {
    let clinic = Clinic::open();
    let kiosk = cut_off(&clinic);

    assert!(kiosk.central.kept().is_some());
    for file in std::fs::read_dir(&clinic.config.kiosk.data).unwrap().flatten() {
        let bytes = std::fs::read(file.path()).unwrap();
        for secret in ["García", "Haddad", "K7P-2QX", "1985-04-12"] {
            let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!found, "{secret} stands in {:?}", file.file_name());
        }
    }

    drop(kiosk);
    let again = clinic.kiosk();
    assert!(again.central.kept().is_some(), "a restart does not lose them");
}

#[test]
fn a_visit_that_was_cancelled_meanwhile_is_left_to_the_desk() {
    let clinic = Clinic::open();
    let kiosk = cut_off(&clinic);
    let mut lobby = clinic.lobby(&kiosk);
    lobby.start("en");
    lobby.go_to("done");
    let session = lobby.stage.app.core.session.clone();
    let id = session_appointment(&session);
    let mut appointment = clinic.holds("Appointment", &[("_id", &id)]).remove(0);
    appointment["status"] = json!("cancelled");
    clinic.change(&appointment);

    clinic.mend();
    clinic.now(kiosk.sender.drain()).unwrap();

    let appointment = clinic.holds("Appointment", &[("_id", &id)]).remove(0);
    assert_eq!(appointment["status"], "cancelled", "never overwritten");
    let stored = kiosk.sender.stored(session.id);
    let acknowledged = stored
        .as_ref()
        .and_then(sync::Delivery::acknowledged)
        .expect("delivered");
    assert!(acknowledged.is_left_to_desk("Appointment"));
}
