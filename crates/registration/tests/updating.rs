//! An update changes what the person corrected, and nothing else.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use proptest::prelude::*;
use registration::mapping::{coverage, patient, record};
use registration::person::{Address, BirthDate, Email, Person, PersonName, Phone, Relationship};
use registration::private::Text;
use serde_json::{Value, json};
use support::{ID, contact, evergreen, maria};

fn before() -> Person {
    patient::read(&maria(), &[]).unwrap()
}

fn updated(change: impl FnOnce(&mut Person)) -> Value {
    let mut now = before();
    change(&mut now);
    patient::update(&maria(), &before(), &now).unwrap()
}

/// What differs between two resources, by place.
fn differences(left: &Value, right: &Value, place: &str) -> Vec<String> {
    match (left, right) {
        (Value::Object(left), Value::Object(right)) => {
            let mut keys: Vec<&String> = left.keys().chain(right.keys()).collect();
            keys.sort();
            keys.dedup();
            let null = Value::Null;
            keys.into_iter()
                .flat_map(|key| {
                    differences(
                        left.get(key).unwrap_or(&null),
                        right.get(key).unwrap_or(&null),
                        &format!("{place}/{key}"),
                    )
                })
                .collect()
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => left
            .iter()
            .zip(right)
            .enumerate()
            .flat_map(|(index, (left, right))| differences(left, right, &format!("{place}/{index}")))
            .collect(),
        _ if left == right => Vec::new(),
        _ => vec![place.to_owned()],
    }
}

#[test]
fn nothing_changed_nothing_written() {
    assert!(patient::update(&maria(), &before(), &before()).is_none());
}

#[test]
fn a_new_telephone_number_changes_one_element() {
    let now = updated(|person| person.phone = Some(Phone::on_file("+1 317 555 0199")));

    assert_eq!(differences(&maria(), &now, ""), ["/telecom/1/value"]);
    assert_eq!(now["telecom"][1]["value"], "+1 317 555 0199");
}

#[test]
fn each_correction_touches_its_own_elements() {
    type Change = fn(&mut Person);
    let cases: [(&[&str], Change); 6] = [
        (&["/name/1/family"], |person| {
            person.name.family = Text::from("García");
        }),
        (&["/name/1/given"], |person| {
            person.name.given = Some(Text::from("María José"));
        }),
        (&["/birthDate"], |person| {
            person.birth_date = BirthDate::from_fhir("1985-04-13").unwrap();
        }),
        (&["/telecom/2/value"], |person| {
            person.email = Some(Email::on_file("m@example.org"));
        }),
        (&["/address/1/city", "/address/1/line"], |person| {
            let address = person.address.as_mut().unwrap();
            address.city = Text::from("Chatham");
            address.unit = Some(Text::from("Apartment 3"));
        }),
        (&["/communication"], |person| {
            person.language = Some("en".to_owned());
        }),
    ];

    for (expected, change) in cases {
        assert_eq!(differences(&maria(), &updated(change), ""), expected);
    }
}

#[test]
fn what_is_taken_back_becomes_old_and_is_not_destroyed() {
    let now = updated(|person| (person.phone, person.email, person.address) = (None, None, None));

    assert_eq!(
        differences(&maria(), &now, ""),
        ["/address/1/use", "/telecom/1/use", "/telecom/2/use"]
    );
    assert_eq!(
        now["telecom"][1],
        json!({ "system": "phone", "value": "+1 317 555 0142", "use": "old" })
    );
}

#[test]
fn what_was_not_on_file_is_added() {
    let bare =
        json!({ "resourceType": "Patient", "id": "b", "birthDate": "1985-04-12", "name": [{ "text": "Sukarno" }] });
    let before = patient::read(&bare, &[]).unwrap();
    let mut now = before.clone();
    now.phone = Some(Phone::on_file("555 0142"));
    now.email = Some(Email::on_file("s@example.org"));
    now.language = Some("en".to_owned());
    now.address = Some(Address {
        street: Text::from("1 Elm"),
        city: Text::from("Springfield"),
        ..Address::default()
    });
    now.name.family = Text::from("Soekarno");
    let updated = patient::update(&bare, &before, &now).unwrap();

    assert!(patient::read(&updated, &[]).unwrap() == now);
    assert_eq!(updated["name"], json!([{ "text": "Soekarno", "family": "Soekarno" }]));
    assert_eq!(
        updated["telecom"][0],
        json!({ "system": "phone", "value": "555 0142", "use": "mobile" })
    );
}

#[test]
fn an_emergency_contact_in_the_patients_record_is_put_right_there() {
    let mut base = maria();
    base["contact"] = json!([
        { "name": { "text": "An employer" } },
        { "relationship": [{ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v2-0131", "code": "C" }] }],
          "name": { "family": "López", "given": ["Rosa"] }, "telecom": [{ "system": "phone", "value": "555 0100" }], "gender": "female" },
    ]);
    let before = patient::read(&base, &[]).unwrap();
    let mut now = before.clone();
    now.emergency_contact.as_mut().unwrap().phone = Some(Phone::on_file("555 0101"));
    let updated = patient::update(&base, &before, &now).unwrap();

    assert_eq!(differences(&base, &updated, ""), ["/contact/1/telecom/0/value"]);

    now.emergency_contact = Some(contact("Pedro García", "555 0102", Relationship::Parent));
    let updated = patient::update(&base, &before, &now).unwrap();
    assert!(patient::read(&updated, &[]).unwrap().emergency_contact == now.emergency_contact);
    assert_eq!(updated["contact"][0], base["contact"][0]);
}

#[test]
fn elements_of_a_strange_shape_are_carried_back() {
    let mut base = maria();
    base["contact"] = json!("see the paper file");
    base["maritalStatus"] = json!(3);
    base["link"] = json!([null, { "other": 1.50 }]);
    let before = patient::read(&base, &[]).unwrap();
    let mut now = before.clone();
    now.phone = Some(Phone::on_file("555 0102"));

    assert_eq!(
        differences(&base, &patient::update(&base, &before, &now).unwrap(), ""),
        ["/telecom/1/value"]
    );
}

#[test]
fn a_new_person_reads_back_as_they_said() {
    let mut person = before();
    person.emergency_contact = None;
    let created = patient::create(&person, ID);

    assert!(patient::read(&created, &[]).unwrap() == person);
    assert_eq!(
        created["identifier"],
        json!([{ "system": "urn:portico:registration", "value": format!("{ID}/patient") }])
    );
    let one_name = Person::new(
        PersonName {
            family: Text::from("Sukarno"),
            given: None,
        },
        person.birth_date,
    );
    assert_eq!(
        patient::create(&one_name, ID)["name"],
        json!([{ "use": "official", "family": "Sukarno" }])
    );
}

#[test]
fn a_card_that_says_the_same_in_other_signs_changes_nothing() {
    let on_file = coverage::read(&record(evergreen())).unwrap();
    let mut card = on_file.card.clone();
    card.group_number = Some(Text::from("00837745"));
    assert!(coverage::update(&evergreen(), &on_file.card, &card).is_none());

    card.rx_bin = Some("610014".to_owned());
    card.plan = None;
    let updated = coverage::update(&evergreen(), &on_file.card, &card).unwrap();
    assert_eq!(updated["class"].as_array().unwrap().len(), 3);
    assert_eq!(updated["class"][2]["value"], "610014");
    assert_eq!(updated["order"], 1);
}

/// JSON as a server might hold it under names that Portico does not know.
fn unknown() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[a-zé ]{1,8}".prop_map(Value::from),
        (1..9_999u32).prop_map(|cents| serde_json::from_str(&format!("{}.{:02}", cents / 100, cents % 100)).unwrap()),
    ];

    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..3).prop_map(Value::from),
            prop::collection::btree_map("[a-z]{1,5}", inner, 1..3).prop_map(|map| json!(map)),
        ]
    })
}

/// What somebody types; the model itself has no `Debug`.
#[derive(Debug, Clone)]
struct Typed {
    family: String,
    given: Option<String>,
    day: i8,
    phone: Option<String>,
    email: Option<String>,
    address: Option<(String, Option<String>, String, Option<String>)>,
    language: &'static str,
}

impl Typed {
    fn person(self) -> Person {
        let text = |words: &String| Text::from(words.as_str());
        let name = PersonName {
            family: text(&self.family),
            given: self.given.as_ref().map(text),
        };

        Person {
            phone: self.phone.as_deref().map(Phone::on_file),
            email: self.email.as_deref().map(Email::on_file),
            address: self.address.as_ref().map(|(street, unit, city, state)| Address {
                street: text(street),
                unit: unit.as_ref().map(text),
                city: text(city),
                state: state.as_ref().map(text),
                postal_code: None,
            }),
            language: Some(self.language.to_owned()),
            ..Person::new(name, BirthDate::from_fhir(&format!("1985-04-{:02}", self.day)).unwrap())
        }
    }
}

fn words() -> &'static str {
    "[A-Za-zéñ'-]{1,12}( [A-Za-zéñ]{1,8})?"
}

prop_compose! {
    fn corrected()(
        family in words(),
        given in prop::option::of(words()),
        day in 1..29i8,
        phone in prop::option::of("\\+1 317 555 01[0-9]{2}"),
        email in prop::option::of("[a-z]{1,8}@example\\.org"),
        address in prop::option::of((words(), prop::option::of(words()), words(), prop::option::of(words()))),
        language in prop::sample::select(vec!["en", "es", "ar"]),
    ) -> Typed {
        Typed { family, given, day, phone, email, address, language }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_update_keeps_everything_it_does_not_know(typed in corrected(), strange in prop::collection::vec(unknown(), 6)) {
        let now = typed.person();
        let places = ["/x-unknown", "/name/1/x-unknown", "/telecom/1/x-unknown", "/address/1/x-unknown", "/communication/0/x-unknown", "/name/0/x-unknown"];
        let mut base = maria();
        for (place, value) in places.iter().zip(&strange) {
            let (parent, key) = place.rsplit_once('/').unwrap();
            base.pointer_mut(parent).unwrap()[key] = value.clone();
        }
        let before = patient::read(&base, &[]).unwrap();
        let updated = patient::update(&base, &before, &now).unwrap_or_else(|| base.clone());

        for (place, value) in places.iter().zip(&strange) {
            prop_assert_eq!(updated.pointer(place), Some(value), "{}", place);
        }
        for untouched in ["/id", "/meta", "/identifier", "/gender", "/maritalStatus", "/multipleBirthBoolean", "/name/0", "/name/2", "/telecom/0", "/address/0", "/address/1/country"] {
            prop_assert_eq!(updated.pointer(untouched), base.pointer(untouched), "{}", untouched);
        }
        // Nothing of what is on file goes away.
        for list in ["name", "telecom", "address", "communication"] {
            prop_assert!(updated[list].as_array().unwrap().len() >= base[list].as_array().unwrap().len());
        }
        let read = patient::read(&updated, &[]).unwrap();
        prop_assert!(read.name == now.name && read.birth_date == now.birth_date && read.language == now.language);
        if now.phone.is_some() {
            prop_assert!(read.phone == now.phone);
        }
        prop_assert!(read.email == now.email && read.address == now.address);
        prop_assert!(patient::update(&updated, &read, &read).is_none());
    }
}
