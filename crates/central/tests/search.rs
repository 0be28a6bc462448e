//! Finding things: the searches a kiosk makes, and who `$match` takes a person for.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{World, json_of, patient, refusal};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

const EVERYONE: [(&str, &str, &str, &str); 11] = [
    ("maria", "García-López", "María", "1985-04-12"),
    ("james", "O'Connor", "James", "1951-09-03"),
    ("layla", "Haddad", "Layla", "1990-07-21"),
    ("layla", "حدّاد", "ليلى", "1990-07-21"),
    ("noah", "Williams", "Noah", "2019-05-30"),
    ("sukarno", "Sukarno", "", "1968-02-14"),
    ("robert", "Miller", "Robert", "1972-11-30"),
    ("thuy", "Nguyễn", "Thuy", "1995-01-08"),
    ("olga", "Ivanova", "Olga", "1980-06-17"),
    ("daniel", "Kim", "Daniel", "2000-03-25"),
    ("wei", "Chen", "Wei", "1944-12-05"),
];

fn ids(bundle: &Value) -> Vec<&str> {
    bundle["entry"]
        .as_array()
        .map(|entries| {
            entries
                .iter()
                .filter_map(|entry| entry["resource"]["id"].as_str())
                .collect()
        })
        .unwrap_or_default()
}

async fn post_search(world: &World, kind: &str, form: &[(&str, &str)]) -> Value {
    let request = world.request(Method::POST, &format!("{kind}/_search")).form(form);

    json_of(request.send().await.unwrap(), StatusCode::OK).await
}

async fn matched(world: &World, family: &str, given: &str, day: &str, only_certain: bool) -> Value {
    let mut name = json!({});
    if !family.is_empty() {
        name["family"] = json!(family);
    }
    if !given.is_empty() {
        name["given"] = json!([given]);
    }
    let parameters = json!({ "resourceType": "Parameters", "parameter": [
        { "name": "resource", "resource": { "resourceType": "Patient", "name": [name], "birthDate": day } },
        { "name": "onlyCertainMatches", "valueBoolean": only_certain },
        { "name": "count", "valueInteger": 2 },
    ] });

    json_of(world.post("Patient/$match", &parameters).await, StatusCode::OK).await
}

#[tokio::test]
async fn everyone_in_the_demonstration_is_found_and_has_a_visit() {
    let world = World::demo().await;
    for (id, family, given, day) in EVERYONE {
        let found = matched(&world, family, given, day, true).await;
        assert_eq!(ids(&found), [id], "{family}");
        assert_eq!(found["entry"][0]["search"]["extension"][0]["valueCode"], "certain");
        let folded = if id == "sukarno" {
            vec![("birthdate", day), ("family", family)]
        } else {
            vec![("birthdate", day), ("family", family), ("given", given)]
        };
        assert_eq!(ids(&post_search(&world, "Patient", &folded).await), [id], "{family}");
        let visits = post_search(&world, "Appointment", &[("patient", id), ("status", "booked")]).await;
        assert_eq!(visits["total"], 1, "{family}");
    }
    for code in [
        "K7P-2QX", "M4T-8HW", "R9C-5VN", "B3J-6KD", "T2Y-7FQ", "D8G-3XA", "H6N-4ZE", "W5P-9RU", "C7V-2LS", "F4K-8MB",
        "J3S-5TH", "J9S-6TH",
    ] {
        assert_eq!(
            world
                .total(&format!("Appointment?identifier=urn:portico:appointment-code|{code}"))
                .await,
            1,
            "{code}"
        );
    }
    assert_eq!(
        world
            .total("Questionnaire?status=active&context=urn:portico:form|kiosk")
            .await,
        1
    );
    assert_eq!(
        world
            .total("DocumentReference?status=current&type=urn:portico:consent-document|")
            .await,
        3
    );
    assert_eq!(world.total("Invoice?subject=Patient/wei&status=issued").await, 2);
    assert_eq!(world.total("Coverage?beneficiary=Patient/maria&status=active").await, 1);
}

#[tokio::test]
async fn the_seed_is_loaded_once() {
    let data = tempfile::tempdir().unwrap();
    for _ in 0..2 {
        let mut options = common::options(data.path());
        options.seed = Some(portico_central::demo_seed().to_vec());
        let central = portico_central::start(options).await.unwrap();
        let response = common::client(&central.ca_pem)
            .get(format!("{}/Patient?_summary=count", central.base))
            .bearer_auth(central.desk_token())
            .send()
            .await
            .unwrap();
        assert_eq!(json_of(response, StatusCode::OK).await["total"], 12);
        central.stop().await;
    }
}

#[tokio::test]
async fn two_people_alike_are_never_told_apart_by_guessing() {
    let world = World::demo().await;
    assert_eq!(matched(&world, "Smith", "John", "1988-08-08", true).await["total"], 0);
    let both = matched(&world, "Smith", "John", "1988-08-08", false).await;
    assert_eq!(both["total"], 2);
    for entry in both["entry"].as_array().unwrap() {
        assert_eq!(entry["search"]["extension"][0]["valueCode"], "probable");
        assert!(entry["search"]["score"].as_f64().unwrap() < 0.9);
    }
}

#[tokio::test]
async fn nobody_is_named_without_the_right_birth_date_and_name() {
    let world = World::demo().await;
    for (family, given, day) in [
        ("García-López", "María", "1985-04-13"),
        ("García-López", "María", "1985"),
        ("Miller", "María", "1985-04-12"),
        ("", "", "1985-04-12"),
        ("'", "-", "1985-04-12"),
        ("García-López", "Lucía", "1985-04-12"),
    ] {
        assert_eq!(
            matched(&world, family, given, day, true).await["total"],
            0,
            "{family} {given} {day}"
        );
    }
    refusal(
        world
            .post("Patient/$match", &json!({ "resourceType": "Parameters" }))
            .await,
        400,
    )
    .await;
    refusal(
        world.post("Patient/$match", &patient("A", "B", "2000-01-01")).await,
        400,
    )
    .await;
}

#[tokio::test]
async fn names_are_found_by_their_beginning_without_accents() {
    let world = World::demo().await;
    for family in ["García-López", "garcia lopez", "GARC", "García"] {
        assert_eq!(
            ids(&post_search(&world, "Patient", &[("family", family)]).await),
            ["maria"],
            "{family}"
        );
    }
    assert_eq!(post_search(&world, "Patient", &[("family", "lopez")]).await["total"], 0);
    assert_eq!(
        post_search(&world, "Patient", &[("family:contains", "lopez")]).await["total"],
        1
    );
    assert_eq!(
        post_search(&world, "Patient", &[("family:exact", "García-López")]).await["total"],
        1
    );
    assert_eq!(
        post_search(&world, "Patient", &[("family:exact", "garcia-lopez")]).await["total"],
        0
    );
    assert_eq!(post_search(&world, "Patient", &[("family", "%")]).await["total"], 0);
    assert_eq!(
        post_search(&world, "Patient", &[("family", "' OR 1=1 --")]).await["total"],
        0
    );
    assert_eq!(
        post_search(&world, "Patient", &[("family", "Kim,Chen")]).await["total"],
        2
    );
}

#[tokio::test]
async fn dates_compare_as_spans() {
    let world = World::new().await;
    for day in ["1985-04-12", "1985-04-13", "1986-01-01"] {
        world.create(&patient("Kim", "Daniel", day)).await;
    }
    for (value, expected) in [
        ("1985-04-12", 1),
        ("eq1985-04-12", 1),
        ("1985-04", 2),
        ("1985", 2),
        ("ne1985-04-12", 2),
        ("gt1985-04-12", 2),
        ("ge1985-04-13", 2),
        ("lt1985-04-13", 1),
        ("le1985-04-13", 2),
        ("ge1985&birthdate=lt1986", 2),
        ("1985-04-12,1986-01-01", 2),
        ("gt1986", 0),
    ] {
        assert_eq!(
            world.total(&format!("Patient?birthdate={value}")).await,
            expected,
            "{value}"
        );
    }
    refusal(
        world
            .request(Method::GET, "Patient?birthdate=yesterday")
            .send()
            .await
            .unwrap(),
        400,
    )
    .await;
    assert_eq!(world.total("Patient?_lastUpdated=ge2020-01-01").await, 3);
    assert_eq!(world.total("Patient?_lastUpdated=lt2020-01-01").await, 0);
}

#[tokio::test]
async fn todays_appointments_are_found_by_the_sites_day() {
    let world = World::with(|options| {
        options.time_zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(-6));
    })
    .await;
    let visit = |start: &str, end: &str| {
        json!({ "resourceType": "Appointment", "status": "booked", "start": start, "end": end,
            "participant": [{ "status": "accepted", "actor": { "display": "Somebody" } }] })
    };
    // Half past eleven in the evening of the 23rd here is already the 24th in Greenwich.
    world
        .create(&visit("2026-11-24T05:30:00Z", "2026-11-24T05:45:00Z"))
        .await;
    world
        .create(&visit("2026-11-24T09:00:00-06:00", "2026-11-24T09:30:00-06:00"))
        .await;

    assert_eq!(world.total("Appointment?date=2026-11-23").await, 1);
    assert_eq!(world.total("Appointment?date=2026-11-24").await, 1);
    assert_eq!(world.total("Appointment?date=ge2026-11-23&date=lt2026-11-24").await, 1);
    // A plus that nobody escaped arrives as a space.
    assert_eq!(world.total("Appointment?date=ge2026-11-24T05:30:00+00:00").await, 2);
    assert_eq!(world.total("Appointment?date=gt2026-11-24T05:30:00Z").await, 1);
}

#[tokio::test]
async fn tokens_and_references_are_compared_as_fhir_says() {
    let world = World::demo().await;
    for (query, expected) in [
        ("Patient?identifier=urn:portico:demo:mrn|SB-100101", 1),
        ("Patient?identifier=SB-100101", 1),
        ("Patient?identifier=|SB-100101", 0),
        ("Patient?identifier=urn:portico:demo:mrn|", 12),
        ("Patient?identifier=urn:other|SB-100101", 0),
        ("Patient?gender=female", 4),
        ("Patient?gender:not=female", 8),
        ("Patient?_id=maria,wei,nobody", 2),
        ("Appointment?status=booked", 12),
        ("Appointment?patient=maria", 1),
        ("Appointment?patient=Patient/maria", 1),
        ("Appointment?actor=Patient/maria", 1),
        ("Appointment?actor:Patient=maria", 1),
        ("Appointment?actor=Practitioner/amara-osei", 3),
        ("Appointment?location=cardiology", 3),
        ("Appointment?location=Location/cardiology&patient=wei", 1),
        (
            "Appointment?appointment-type=http://terminology.hl7.org/CodeSystem/v3-ActCode|VR",
            1,
        ),
        ("RelatedPerson?patient=Patient/noah", 1),
        ("RelatedPerson?identifier:missing=true", 3),
        ("Invoice?patient=james", 0),
    ] {
        assert_eq!(world.total(query).await, expected, "{query}");
    }
    let absolute = format!("Appointment?patient={}/Patient/maria", world.central.base);
    assert_eq!(world.total(&absolute).await, 1);
}

#[tokio::test]
async fn an_unknown_parameter_is_refused_unless_leniency_is_asked_for() {
    let world = World::demo().await;
    for query in [
        "Patient?favourite=blue",
        "Patient?family:near=x",
        "Patient?_has:x=1",
        "Appointment?_include=Patient:link",
        "Patient?_sort=shoe",
        "Patient?family=",
    ] {
        refusal(world.request(Method::GET, query).send().await.unwrap(), 400).await;
    }
    let lenient = world
        .request(Method::GET, "Patient?favourite=blue&family=kim")
        .header("prefer", "handling=lenient");
    assert_eq!(json_of(lenient.send().await.unwrap(), StatusCode::OK).await["total"], 1);
}

#[tokio::test]
async fn pages_follow_each_other_and_hold_nothing_private() {
    let world = World::new().await;
    for number in 0..25 {
        world
            .create(&patient("Kim", &format!("Number {number:02}"), "2000-03-25"))
            .await;
    }
    let mut page = post_search(
        &world,
        "Patient",
        &[("family", "Kim"), ("_count", "10"), ("_sort", "-given")],
    )
    .await;
    let mut given = Vec::new();
    let mut pages = 0;
    loop {
        pages += 1;
        assert_eq!(page["total"], 25);
        given.extend(
            page["entry"]
                .as_array()
                .unwrap()
                .iter()
                .map(|entry| entry["resource"]["name"][0]["given"][0].as_str().unwrap().to_owned()),
        );
        assert!(!page["link"].to_string().to_lowercase().contains("kim"));
        if pages == 1 {
            // Somebody new in the middle of it neither repeats nor hides anyone.
            world.create(&patient("Kim", "Number 99", "2000-03-25")).await;
        }
        let next = page["link"]
            .as_array()
            .unwrap()
            .iter()
            .find(|link| link["relation"] == "next");
        let Some(next) = next else { break };
        let request = world.http.get(next["url"].as_str().unwrap()).bearer_auth(&world.token);
        page = json_of(request.send().await.unwrap(), StatusCode::OK).await;
    }
    assert_eq!(pages, 3);
    let mut expected: Vec<String> = (0..25).map(|number| format!("Number {number:02}")).collect();
    expected.reverse();
    assert_eq!(given, expected);
    refusal(
        world
            .request(Method::GET, "Patient?_page=nonsense")
            .send()
            .await
            .unwrap(),
        410,
    )
    .await;
}

#[tokio::test]
async fn what_belongs_together_comes_along() {
    let world = World::demo().await;
    let bundle = world
        .get("Appointment?patient=maria&_include=Appointment:actor&_include=Appointment:location")
        .await;
    let modes: Vec<_> = bundle["entry"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["search"]["mode"].clone())
        .collect();
    assert_eq!(bundle["total"], 1);
    assert_eq!(modes, ["match", "include", "include", "include"]);
    let found = ids(&bundle);
    for id in ["appt-maria", "maria", "amara-osei", "cardiology"] {
        assert!(found.contains(&id), "{id}");
    }
    let bundle = world
        .get("Patient?_id=maria&_revinclude=Coverage:beneficiary&_revinclude=RelatedPerson:patient")
        .await;
    assert_eq!(ids(&bundle), ["maria", "coverage-maria", "lucia"]);
    let bundle = world.get("Patient?_count=0").await;
    assert_eq!((bundle["total"].as_u64(), bundle.get("entry")), (Some(12), None));
}
