//! SMART Backend Services against a server that checks every assertion.

use std::time::Duration;

use serde_json::json;
use sync::{Auth, ClientError, MemoryVault, Secret, SigningKey, Vault};

use crate::scripted::{Door, Scripted};

async fn enrolled() -> (Scripted, Auth) {
    let server = Scripted::start().await;
    let key = SigningKey::generate().unwrap();
    server.put(json!({"resourceType": "Patient", "id": "1"}));
    server.door(Door {
        client_id: "kiosk-1".to_owned(),
        jwks: key.jwks(),
        scope: "system/*.cruds".to_owned(),
        expires_in: 300,
        clock: 0,
        algorithms: vec!["ES384", "RS384"],
    });

    (
        server,
        Auth::Smart {
            client_id: "kiosk-1".to_owned(),
            key,
        },
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_fetched_once_and_used_until_it_runs_out() {
    let (server, auth) = enrolled().await;
    let client = server.client_with(auth);

    let reads = futures::future::join_all((0..8).map(|_| client.read("Patient", "1"))).await;

    assert!(reads.iter().all(Result::is_ok));
    assert_eq!(server.count("POST /token"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_renewed_before_it_expires() {
    let (server, auth) = enrolled().await;
    server.change_door(|door| door.expires_in = 1);
    let client = server.client_with(auth);

    client.read("Patient", "1").await.ok().unwrap();
    tokio::time::sleep(Duration::from_millis(900)).await;
    client.read("Patient", "1").await.ok().unwrap();

    assert_eq!(server.count("POST /token"), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_token_is_replaced_once_and_the_request_goes_again() {
    let (server, auth) = enrolled().await;
    let client = server.client_with(auth);
    client.read("Patient", "1").await.ok().unwrap();
    server.forget_tokens();

    assert!(client.read("Patient", "1").await.is_ok());

    assert_eq!(server.count("POST /token"), 2);
    assert_eq!(server.count("GET /fhir/Patient/1"), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kiosk_that_is_not_registered_is_told_so_and_does_not_hammer() {
    let (server, _) = enrolled().await;
    let stranger = Auth::Smart {
        client_id: "kiosk-1".to_owned(),
        key: SigningKey::generate().unwrap(),
    };
    let client = server.client_with(stranger);

    let error = client.read("Patient", "1").await.err().unwrap();

    assert_eq!(error, ClientError::Unauthorized);
    assert!(error.needs_staff() && !error.is_transient());
    assert_eq!(server.count("POST /token"), 1);
    assert_eq!(server.count("GET /fhir/Patient/1"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kiosk_with_a_wrong_clock_signs_in_by_centrals() {
    for clock in [-7200, 7200] {
        let (server, auth) = enrolled().await;
        server.change_door(|door| door.clock = clock);

        assert!(server.client_with(auth).read("Patient", "1").await.is_ok(), "{clock}");
        assert_eq!(server.count("POST /token"), 2, "{clock}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scope_that_was_not_granted_is_named() {
    let (server, auth) = enrolled().await;
    server.change_door(|door| door.scope = "system/*.rs".to_owned());

    let error = server.client_with(auth).read("Patient", "1").await.err().unwrap();

    assert!(error.to_string().contains("system/Encounter.cs"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_central_that_does_not_take_our_signatures_is_a_configuration_error() {
    let (server, auth) = enrolled().await;
    server.change_door(|door| door.algorithms = vec!["RS384"]);

    let error = server.client_with(auth).read("Patient", "1").await.err().unwrap();

    assert!(
        matches!(&error, ClientError::Configuration(text) if text.contains("ES384")),
        "{error}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fixed_token_that_is_refused_is_not_tried_twice() {
    let (server, _) = enrolled().await;
    let client = server.client_with(Auth::Token(Secret::from_text("desk")));

    assert_eq!(client.read("Patient", "1").await.err(), Some(ClientError::Unauthorized));
    assert_eq!(server.count("GET /fhir/Patient/1"), 1);
}

#[test]
fn a_key_kept_in_the_vault_is_the_same_key() {
    let vault = MemoryVault::default();
    let key = SigningKey::generate().unwrap();
    vault.store(SigningKey::NAME, key.to_pem().expose()).unwrap();

    let kept = SigningKey::from_pem(vault.secret(SigningKey::NAME).unwrap().unwrap().expose()).unwrap();

    assert_eq!(kept.jwks(), key.jwks());
    let public = &key.jwks()["keys"][0];
    assert_eq!(
        (&public["crv"], &public["alg"], &public["kty"]),
        (&json!("P-384"), &json!("ES384"), &json!("EC"))
    );
    assert!(public.get("d").is_none(), "the private half stays");
    assert!(SigningKey::from_pem(b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n").is_err());
    assert!(SigningKey::from_pem(b"").is_err());
}
