//! HTTPS to one origin and nothing else.

use std::time::{Duration, Instant};

use serde_json::json;
use sync::{ClientError, ClientOptions, FhirClient, Sender};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use uuid::Uuid;

use crate::arrivals::Kiosk;
use crate::authority::Authority;
use crate::people::{exactly_once, held, registration};
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

    assert!(
        matches!(&error, ClientError::Tls(why) if why.contains("its issuer is not trusted: give this kiosk")),
        "{error}"
    );
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
async fn a_certificate_that_is_not_good_is_refused_with_the_reason_and_the_remedy() {
    let authority = Authority::new();
    for (tls, reason, remedy) in [
        (
            authority.server_until(&["127.0.0.1"], 2021),
            "it has expired",
            "renew central's certificate",
        ),
        (
            authority.server_between(&["127.0.0.1"], 2090, 2096),
            "it is not valid yet",
            "check the date of this kiosk",
        ),
        (
            authority.server(&["central.example.org"]),
            "it is for another name",
            "check the address of central",
        ),
        (
            Authority::new().server(&["127.0.0.1"]),
            "its issuer is not trusted",
            "the certificate of the authority",
        ),
    ] {
        let server = Scripted::start_with(authority.pem.clone(), tls).await;

        let error = server.client().metadata().await.err().unwrap();

        let told = error.to_string();
        assert!(matches!(error, ClientError::Tls(_)), "{told}");
        assert!(told.contains(reason) && told.contains(remedy), "{told}");
        assert!(error.needs_staff() && error.is_transient(), "{told}");
        assert!(server.log().is_empty(), "nothing was said to it");
    }
}

/// Something that answers every connection with these bytes.
async fn answering(bytes: &'static [u8]) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("https://{}/fhir", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut hello = [0; 1024];
            let _ = stream.read(&mut hello).await;
            let _ = stream.write_all(bytes).await;
            let _ = stream.read(&mut hello).await;
        }
    });

    base
}

#[tokio::test(flavor = "multi_thread")]
async fn a_downgrade_is_refused_whatever_it_is_to() {
    for (bytes, remedy) in [
        (
            b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".as_slice(),
            "check the address and the port",
        ),
        // A TLS alert: fatal, protocol version.
        (
            &[0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46],
            "it must speak TLS 1.2 or 1.3",
        ),
    ] {
        let client = FhirClient::new(ClientOptions::new(answering(bytes).await)).unwrap();

        let error = client.metadata().await.err().unwrap();

        assert!(
            matches!(&error, ClientError::Tls(why) if why.contains(remedy)),
            "{error}"
        );
        assert!(error.needs_staff());
    }
    let plain = FhirClient::new(ClientOptions::new("http://127.0.0.1:8080/fhir")).err();
    assert!(
        matches!(&plain, Some(ClientError::Configuration(why)) if why.contains("https://")),
        "{plain:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registration_waits_for_a_certificate_to_be_mended_and_staff_are_told() {
    let server = Scripted::start().await;
    let kiosk = Kiosk::new(&server);
    let distrusting = ClientOptions {
        ca_pem: Some(Authority::new().pem.into_bytes()),
        ..server.options()
    };
    let maria = registration(Uuid::new_v4());
    kiosk.outbox.enqueue(&maria).unwrap();

    let report = Sender::new(kiosk.outbox.clone(), FhirClient::new(distrusting).unwrap())
        .drain()
        .await
        .unwrap();

    assert_eq!((report.waiting, report.acknowledged), (1, 0));
    let row = kiosk.outbox.row(maria.id).unwrap().unwrap();
    assert!(row.last_error.unwrap().contains("its issuer is not trusted"));
    assert_eq!(kiosk.sender.drain().await.unwrap().acknowledged, 1);
    assert_eq!(held(&server, maria.id), exactly_once());
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
        "https://127.0.0.1:1/fhir/Patient/2",
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
async fn a_server_without_search_by_post_is_searched_by_get_once_that_is_certain() {
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
async fn that_a_server_has_no_search_by_post_is_asked_once() {
    let server = Scripted::start().await;
    server.habits(|habits| habits.post_search = false);
    let client = server.client();
    for _ in 0..3 {
        client.search("Patient", &[("birthdate", "1985-04-12")]).await.unwrap();
    }

    assert_eq!(
        server.count("POST /fhir/Patient/_search"),
        4,
        "the question and the proof"
    );
    assert_eq!(server.count("GET /fhir/Patient?birthdate=1985-04-12"), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stray_refusal_never_puts_a_birth_date_into_an_address() {
    let private = [("family", "García-López"), ("birthdate", "1985-04-12")];
    for status in [404, 405, 415, 501] {
        // A new kiosk: the first search, or its proof, or the whole line has a bad moment.
        for bad_moments in [1, 2, 3, 5] {
            let server = Scripted::start().await;
            server.faults(vec![Fault::Status(status); bad_moments]);
            let client = server.client();

            assert!(client.search("Patient", &private).await.is_err(), "{status}");
            assert!(client.search("Patient", &private).await.is_ok(), "{status}");

            assert_never_in_an_address(&server);
        }
        // One that was answered before never asks by GET, however long the bad moment.
        let server = Scripted::start().await;
        let client = server.client();
        client.search("Patient", &private).await.unwrap();
        server.habits(|habits| habits.post_search = false);
        for _ in 0..3 {
            assert!(client.search("Patient", &private).await.is_err());
        }
        assert!(
            server.log().iter().all(|line| line.starts_with("POST")),
            "{:?}",
            server.log()
        );
    }
}

fn assert_never_in_an_address(server: &Scripted) {
    for line in server.log() {
        assert!(!line.contains("1985") && !line.contains("Garc"), "{line}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn references_to_this_server_are_read_as_its_own_and_others_are_not() {
    let server = Scripted::start().await;
    let own = format!("{}/Patient/1", server.base);
    let foreign = "https://other.example.org/fhir/Patient/1";
    server.put(json!({"resourceType": "Task", "id": "1", "for": {"reference": own}, "focus": {"reference": foreign}}));
    let client = server.client();

    let read = client.read("Task", "1").await.ok().unwrap().resource;
    let found = client.search("Task", &[("status", "requested")]).await.unwrap();

    for task in [&read, &found[0]] {
        assert_eq!(task["for"]["reference"], "Patient/1");
        assert_eq!(task["focus"]["reference"], foreign);
    }
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
