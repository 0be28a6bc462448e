//! SMART Backend Services against a server that checks every assertion.

use std::time::Duration;

use rsa::pkcs8::{EncodePrivateKey, LineEnding};
use serde_json::json;
use sync::{Auth, ClientError, KeyError, MemoryVault, Secret, SigningKey, Vault};

use crate::scripted::{Door, Scripted};

async fn enrolled() -> (Scripted, Auth) {
    enrolled_with(SigningKey::generate().unwrap()).await
}

/// A key of the kind that a hospital may have already.
fn hospital_key(bits: usize) -> Result<SigningKey, KeyError> {
    let key = rsa::RsaPrivateKey::new(&mut rsa::rand_core::OsRng, bits).unwrap();

    SigningKey::from_pem(key.to_pkcs8_pem(LineEnding::LF).unwrap().as_bytes())
}

async fn enrolled_with(key: SigningKey) -> (Scripted, Auth) {
    let server = Scripted::start().await;
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
async fn a_central_that_does_not_take_our_signatures_is_named_with_what_it_takes() {
    let (server, auth) = enrolled().await;
    server.change_door(|door| door.algorithms = vec!["RS384"]);

    let error = server.client_with(auth).read("Patient", "1").await.err().unwrap();

    assert_eq!(
        error,
        ClientError::Algorithm {
            ours: "ES384",
            accepted: vec!["RS384".to_owned()]
        }
    );
    assert!(error.needs_staff() && error.to_string().contains("a key of that kind"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hospitals_own_rsa_key_signs_where_it_is_accepted() {
    let key = hospital_key(2048).unwrap();
    let public = key.jwks()["keys"][0].clone();
    assert_eq!((&public["kty"], &public["alg"]), (&json!("RSA"), &json!("RS384")));
    assert!(
        public.get("d").is_none() && public.get("p").is_none(),
        "the private half stays"
    );
    let (server, auth) = enrolled_with(key).await;

    server.change_door(|door| door.algorithms = vec!["RS384"]);
    assert!(server.client_with(auth.clone()).read("Patient", "1").await.is_ok());
    server.change_door(|door| door.algorithms = vec!["ES384", "RS384"]);
    assert!(server.client_with(auth.clone()).read("Patient", "1").await.is_ok());
    for accepted in [vec!["ES384"], vec!["RS256", "PS256"], vec![]] {
        server.change_door(|door| door.algorithms.clone_from(&accepted));
        let error = server
            .client_with(auth.clone())
            .read("Patient", "1")
            .await
            .err()
            .unwrap();
        assert!(
            matches!(&error, ClientError::Algorithm { ours: "RS384", accepted: listed } if *listed == accepted),
            "{error}"
        );
    }
}

#[test]
fn keys_that_are_too_weak_or_of_another_kind_are_refused() {
    assert!(hospital_key(1024).is_err());
    let other_curve = rcgen::KeyPair::generate().unwrap().serialize_pem();
    assert!(
        SigningKey::from_pem(other_curve.as_bytes()).is_err(),
        "P-256 is not asked for"
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
