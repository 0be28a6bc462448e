//! HTTPS to one origin and nothing else.

use std::time::{Duration, Instant};

use serde_json::json;
use sync::{ClientError, ClientOptions, FhirClient};

use crate::authority::Authority;
use crate::scripted::{Fault, Scripted};

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_of_another_authority_is_refused() {
    let server = Scripted::start().await;
    let options = ClientOptions {
        ca_pem: Some(Authority::new().pem.into_bytes()),
        ..server.options()
    };

    let error = FhirClient::new(options)
        .unwrap()
        .read("Patient", "1")
        .await
        .err()
        .unwrap();

    assert_eq!(error, ClientError::Tls("its issuer is not trusted".to_owned()));
    assert!(error.is_transient() && error.needs_staff());
    assert!(
        server.log().is_empty(),
        "nothing was said before the certificate was checked"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_systems_authorities_do_not_trust_a_private_one() {
    let server = Scripted::start().await;

    let error = FhirClient::new(ClientOptions {
        ca_pem: None,
        ..server.options()
    })
    .unwrap()
    .metadata()
    .await;

    assert!(matches!(error, Err(ClientError::Tls(_))), "{error:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_certificate_or_one_for_another_name_is_refused_with_the_reason() {
    let authority = Authority::new();
    for (tls, reason) in [
        (authority.server_until(&["127.0.0.1"], 2021), "expired"),
        (authority.server(&["central.example.org"]), "another name"),
    ] {
        let server = Scripted::start_with(authority.pem.clone(), tls).await;

        let error = server.client().metadata().await.err().unwrap();

        assert!(
            matches!(&error, ClientError::Tls(text) if text.contains(reason)),
            "{error}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_redirect_within_the_origin_is_followed_and_any_other_is_refused() {
    let server = Scripted::start().await;
    server.put(json!({"resourceType": "Patient", "id": "2"}));
    let client = server.client();

    server.faults([Fault::Redirect(302, "/fhir/Patient/2".to_owned())]);
    assert_eq!(client.read("Patient", "1").await.ok().unwrap().resource["id"], "2");

    for target in [
        "https://evil.example.org/fhir/Patient/2",
        "http://127.0.0.1/fhir/Patient/2",
        "//evil.example.org/",
    ] {
        server.faults([Fault::Redirect(307, target.to_owned())]);
        assert_eq!(
            client.read("Patient", "1").await.err(),
            Some(ClientError::OtherHost),
            "{target}"
        );
    }

    // A 302 would turn the transaction into a GET, and a 200 to that GET into an acknowledgement.
    server.faults([Fault::Redirect(302, "/fhir/metadata".to_owned())]);
    assert!(matches!(client.transaction(&[]).await, Err(ClientError::Malformed(_))));

    server.faults(vec![Fault::Redirect(302, "/fhir/Patient/2".to_owned()); 9]);
    assert!(matches!(
        client.read("Patient", "1").await.err(),
        Some(ClientError::Malformed(_))
    ));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_answer_is_waited_for_without_end_or_read_without_end() {
    let server = Scripted::start().await;
    let client = server.client();
    server.faults([Fault::Hang]);
    let started = Instant::now();

    assert_eq!(client.read("Patient", "1").await.err(), Some(ClientError::Timeout));
    assert!(started.elapsed() < Duration::from_secs(10));

    server.faults([Fault::Flood]);
    assert_eq!(
        client.read("Patient", "1").await.err(),
        Some(ClientError::Malformed("it is larger than 16 MiB"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relay_can_stand_in_between_for_a_name_and_for_an_address() {
    let server = Scripted::start().await;
    server.put(json!({"resourceType": "Patient", "id": "1"}));
    for base in ["https://central.example.org/fhir", "https://127.0.0.1:9/fhir"] {
        let options = ClientOptions {
            base: base.to_owned(),
            connect_through: Some(server.address),
            ..server.options()
        };
        let client = FhirClient::new(options).unwrap();

        assert!(client.read("Patient", "1").await.is_ok(), "{base}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn names_and_dates_travel_in_the_body_and_never_in_an_address() {
    let server = Scripted::start().await;
    let client = server.client();

    client
        .search("Patient", &[("family", "García-López"), ("birthdate", "1985-04-12")])
        .await
        .unwrap();

    assert_eq!(server.log(), ["POST /fhir/Patient/_search"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_followed_but_not_to_another_host_and_not_for_ever() {
    let server = Scripted::start().await;
    server.habits(|habits| habits.page = 2);
    for number in 0..7 {
        server.put(json!({"resourceType": "Appointment", "id": number.to_string()}));
    }
    let client = server.client();

    assert_eq!(
        client
            .search("Appointment", &[("status", "booked")])
            .await
            .unwrap()
            .len(),
        7
    );

    server.habits(|habits| habits.next_page_elsewhere = true);
    assert_eq!(
        client.search("Appointment", &[("status", "booked")]).await.err(),
        Some(ClientError::OtherHost)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_without_search_by_post_is_searched_by_get() {
    let server = Scripted::start().await;
    server.habits(|habits| habits.post_search = false);
    server.put(json!({"resourceType": "Task", "id": "1", "identifier": [{"system": "urn:x", "value": "a/b"}]}));

    let found = server
        .client()
        .search("Task", &[("identifier", "urn:x|a/b")])
        .await
        .unwrap();

    assert_eq!(found.len(), 1);
    assert_eq!(
        server.log().last().unwrap(),
        "GET /fhir/Task?identifier=urn%3Ax%7Ca%2Fb"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_match_comes_with_its_grade() {
    let server = Scripted::start().await;
    server.put(json!({"resourceType": "Patient", "id": "1", "birthDate": "1985-04-12"}));

    let matches = server
        .client()
        .match_patient(&json!({"resourceType": "Patient", "birthDate": "1985-04-12"}))
        .await
        .ok()
        .unwrap();

    assert_eq!(matches.len(), 1);
    assert_eq!(matches[0].grade.as_deref(), Some("certain"));
}

#[tokio::test(flavor = "multi_thread")]
async fn reading_creating_and_updating_carry_the_version() {
    let server = Scripted::start().await;
    let client = server.client();
    let created = client
        .create(&json!({"resourceType": "Task", "status": "requested"}))
        .await
        .ok()
        .unwrap();
    assert!(created.created);
    let id = created.location.unwrap().strip_prefix("Task/").unwrap().to_owned();

    let mut task = client.read("Task", &id).await.ok().unwrap();
    assert_eq!(task.version.as_deref(), Some("W/\"1\""));
    task.resource["status"] = json!("accepted");
    let version = task.version.clone();
    let updated = client.update(&task.resource, version.as_deref()).await.ok().unwrap();
    assert_eq!(updated.version.as_deref(), Some("W/\"2\""));

    assert_eq!(
        client.update(&task.resource, version.as_deref()).await.err(),
        Some(ClientError::Conflict)
    );
    assert_eq!(client.read("Task", "missing").await.err(), Some(ClientError::NotFound));
    assert!(client.read("Task", "../metadata").await.is_err());
    assert_eq!(server.count("GET /fhir/metadata"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_an_entity_tag_the_version_is_taken_from_the_resource() {
    let server = Scripted::start().await;
    server.habits(|habits| habits.etags = false);
    server.put(json!({"resourceType": "Patient", "id": "1"}));

    assert_eq!(
        server
            .client()
            .read("Patient", "1")
            .await
            .ok()
            .unwrap()
            .version
            .as_deref(),
        Some("W/\"1\"")
    );
}
