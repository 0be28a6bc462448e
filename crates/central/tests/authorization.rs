//! Who may come in: SMART Backend Services as a kiosk lives it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Key, World, json_of, refusal};
use portico_central::Client;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

struct Door {
    world: World,
    key: Key,
}

impl Door {
    async fn new() -> Self {
        let world = World::new().await;
        let key = Key::new("key-1");
        world
            .central
            .register(Client {
                id: "kiosk".into(),
                jwks: key.jwks(),
            })
            .await
            .unwrap();

        Self { world, key }
    }

    fn claims(&self) -> Value {
        json!({
            "iss": "kiosk",
            "sub": "kiosk",
            "aud": self.world.central.token_url(),
            "exp": jiff::Timestamp::now().as_second() + 240,
            "jti": uuid::Uuid::new_v4().to_string(),
        })
    }

    async fn knock(&self, assertion: &str, scope: &str) -> (StatusCode, Value) {
        let response = self
            .world
            .http
            .post(self.world.central.token_url())
            .form(&[
                ("grant_type", "client_credentials"),
                ("scope", scope),
                (
                    "client_assertion_type",
                    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                ),
                ("client_assertion", assertion),
            ])
            .send()
            .await
            .unwrap();

        (response.status(), response.json().await.unwrap())
    }

    async fn refused(&self, claims: &Value) -> String {
        let (status, answer) = self.knock(&self.key.sign(claims), "system/*.cruds").await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{answer}");
        assert_eq!(answer["error"], "invalid_client");

        answer["error_description"].as_str().unwrap().to_owned()
    }
}

#[tokio::test]
async fn a_stranger_may_read_what_the_server_is_and_nothing_else() {
    let world = World::demo().await;
    let get = |path: &str| world.http.get(format!("{}/{path}", world.central.base)).send();
    let metadata: Value = get("metadata").await.unwrap().json().await.unwrap();
    let smart: Value = get(".well-known/smart-configuration")
        .await
        .unwrap()
        .json()
        .await
        .unwrap();

    assert_eq!(metadata["resourceType"], "CapabilityStatement");
    assert_eq!(metadata["fhirVersion"], "4.0.1");
    assert_eq!(smart["token_endpoint"], json!(world.central.token_url()));
    assert_eq!(
        get("Patient/maria").await.unwrap().headers()["www-authenticate"],
        "Bearer"
    );
    refusal(get("Patient/maria").await.unwrap(), 401).await;
    refusal(get("Patient?family=Kim").await.unwrap(), 401).await;
    let wrong = world
        .http
        .get(format!("{}/Patient/maria", world.central.base))
        .bearer_auth("guess");
    refusal(wrong.send().await.unwrap(), 401).await;
}

#[tokio::test]
async fn a_known_kiosk_gets_a_token_and_it_works() {
    let mut door = Door::new().await;
    let (status, answer) = door.knock(&door.key.sign(&door.claims()), "system/*.cruds").await;

    assert_eq!(status, StatusCode::OK, "{answer}");
    assert_eq!(answer["scope"], "system/*.cruds");
    assert_eq!(answer["token_type"], "bearer");
    assert!(answer["expires_in"].as_u64().unwrap() <= 300);
    door.world.token = answer["access_token"].as_str().unwrap().to_owned();
    assert_eq!(door.world.total("Patient").await, 0);
}

#[tokio::test]
async fn the_server_answers_by_the_name_it_is_called_and_by_no_other() {
    let world = World::new().await;
    let port = world.central.address().port();
    let found = async |name: &str| {
        let url = format!("https://{name}:{port}/fhir/.well-known/smart-configuration");
        let smart: Value = world.http.get(url).send().await.unwrap().json().await.unwrap();
        smart["token_endpoint"].as_str().unwrap().to_owned()
    };

    assert_eq!(found("localhost").await, format!("https://localhost:{port}/auth/token"));
    assert_eq!(found("127.0.0.1").await, format!("https://127.0.0.1:{port}/auth/token"));
    let forged = world
        .http
        .get(format!("{}/.well-known/smart-configuration", world.central.base))
        .header("host", "evil.example.org");
    let smart: Value = forged.send().await.unwrap().json().await.unwrap();
    assert!(
        smart["token_endpoint"]
            .as_str()
            .unwrap()
            .starts_with("https://127.0.0.1:")
    );
}

#[tokio::test]
async fn a_client_may_sign_with_an_rsa_key() {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
    use rsa::{RsaPrivateKey, pkcs1::EncodeRsaPrivateKey, traits::PublicKeyParts};

    let door = Door::new().await;
    let secret = RsaPrivateKey::new(&mut rsa::rand_core::OsRng, 2048).unwrap();
    let part = |number: &rsa::BigUint| URL_SAFE_NO_PAD.encode(number.to_bytes_be());
    let jwks = json!({ "keys": [{
        "kty": "RSA", "alg": "RS384", "kid": "rsa-1", "n": part(secret.n()), "e": part(secret.e()),
    }] });
    door.world
        .central
        .register(Client {
            id: "kiosk".into(),
            jwks,
        })
        .await
        .unwrap();
    let mut header = Header::new(Algorithm::RS384);
    header.kid = Some("rsa-1".into());
    let der = secret.to_pkcs1_der().unwrap();
    let sign = |header: &Header| encode(header, &door.claims(), &EncodingKey::from_rsa_der(der.as_bytes())).unwrap();

    assert_eq!(door.knock(&sign(&header), "system/*.cruds").await.0, StatusCode::OK);
    // RS256 is not among those of SMART Backend Services.
    header.alg = Algorithm::RS256;
    assert_eq!(
        door.knock(&sign(&header), "system/*.cruds").await.0,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn an_assertion_works_once() {
    let door = Door::new().await;
    let assertion = door.key.sign(&door.claims());

    assert_eq!(door.knock(&assertion, "system/*.cruds").await.0, StatusCode::OK);
    assert_eq!(
        door.knock(&assertion, "system/*.cruds").await.0,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn whatever_is_wrong_with_an_assertion_it_is_refused() {
    let door = Door::new().await;
    let now = jiff::Timestamp::now().as_second();
    let wrong = |name: &str, value: Value| {
        let mut claims = door.claims();
        claims[name] = value;
        claims
    };

    assert!(
        door.refused(&wrong("exp", json!(now + 3600)))
            .await
            .contains("five minutes")
    );
    door.refused(&wrong("exp", json!(now - 60))).await;
    door.refused(&wrong("aud", json!("https://elsewhere.example.org/token")))
        .await;
    door.refused(&wrong("sub", json!("somebody"))).await;
    door.refused(&wrong("iss", json!("somebody"))).await;
    door.refused(&wrong("jti", json!(""))).await;
    // Another key under the same name.
    let (status, _) = door
        .knock(&Key::new("key-1").sign(&door.claims()), "system/*.cruds")
        .await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    // A key that was never registered.
    let (status, _) = door
        .knock(&Key::new("key-2").sign(&door.claims()), "system/*.cruds")
        .await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    for nonsense in ["", "a.b.c", "....", "\u{0}"] {
        assert_eq!(door.knock(nonsense, "system/*.cruds").await.0, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn a_scope_is_granted_as_far_as_it_is_understood_and_held_to() {
    let mut door = Door::new().await;
    let (status, _) = door.knock(&door.key.sign(&door.claims()), "openid launch").await;
    assert_eq!(status, StatusCode::BAD_REQUEST);

    let (_, answer) = door
        .knock(&door.key.sign(&door.claims()), "openid system/Patient.rs")
        .await;
    assert_eq!(answer["scope"], "system/Patient.rs");
    door.world.token = answer["access_token"].as_str().unwrap().to_owned();
    assert_eq!(door.world.total("Patient").await, 0);
    refusal(
        door.world
            .post("Patient", &common::patient("A", "B", "2000-01-01"))
            .await,
        403,
    )
    .await;
    refusal(door.world.request(Method::GET, "Invoice").send().await.unwrap(), 403).await;
    let bundle = common::transaction(&[common::part(
        "urn:uuid:1",
        "r",
        "p",
        common::patient("A", "B", "2000-01-01"),
    )]);
    refusal(door.world.post("", &bundle).await, 403).await;
}

#[tokio::test]
async fn a_kiosk_stays_known_after_a_restart() {
    let door = Door::new().await;
    let World { data, central, .. } = door.world;
    let old_ca = central.ca_pem.clone();
    central.stop().await;
    let central = portico_central::start(common::options(data.path())).await.unwrap();
    // The certificate authority is the same, so the kiosk's trust holds.
    assert_eq!(central.ca_pem, old_ca);
    let http = common::client(&old_ca);
    let token = central.desk_token().to_owned();
    let door = Door {
        world: World {
            data,
            central,
            http,
            token,
        },
        key: door.key,
    };

    assert_eq!(
        door.knock(&door.key.sign(&door.claims()), "system/*.cruds").await.0,
        StatusCode::OK
    );
}

#[cfg(unix)]
#[tokio::test]
async fn keys_and_data_are_readable_by_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;

    let world = World::demo().await;
    for name in ["ca.key", "desk-token", "central.sqlite", "central.sqlite-wal"] {
        let mode = std::fs::metadata(world.data.path().join(name))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[tokio::test]
async fn a_client_without_keys_is_not_registered() {
    let world = World::new().await;
    let nobody = Client {
        id: "kiosk".into(),
        jwks: json!({ "keys": [] }),
    };

    assert!(world.central.register(nobody).await.is_err());
    let _ = json_of(
        world
            .http
            .get(format!("{}/metadata", world.central.base))
            .send()
            .await
            .unwrap(),
        StatusCode::OK,
    )
    .await;
}
