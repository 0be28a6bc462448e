//! The real keyring, on a session bus of its own.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use sync::{KeyringVault, MasterKey, Outbox, SigningKey, Vault, VaultError};
use uuid::Uuid;

use crate::people::registration;

const ROLE: &str = "PORTICO_KEYRING_ROLE";
const DIRECTORY: &str = "PORTICO_KEYRING_DIRECTORY";

/// Not stories of their own: what the child processes do.
#[test]
fn child() {
    let Ok(role) = std::env::var(ROLE) else {
        return;
    };
    let directory = std::path::PathBuf::from(std::env::var_os(DIRECTORY).unwrap());
    let id = Uuid::from_u128(7);
    match role.as_str() {
        "first" => {
            let vault = KeyringVault::open().unwrap();
            Outbox::open(&directory.join("outbox.db"), &vault)
                .unwrap()
                .enqueue(&registration(id))
                .unwrap();
            vault
                .store(SigningKey::NAME, SigningKey::generate().unwrap().to_pem().expose())
                .unwrap();
            vault.store("passing", b"x").unwrap();
            vault.remove("passing").unwrap();
            vault.remove("passing").unwrap();
            assert!(vault.secret("passing").unwrap().is_none());
            assert!(vault.describe().contains("keyring"));
        }
        "again" => {
            let vault = KeyringVault::open().unwrap();
            let outbox = Outbox::open(&directory.join("outbox.db"), &vault).unwrap();
            assert!(outbox.reveal(id).unwrap().is_some(), "the key outlived the process");
            SigningKey::from_pem(vault.secret(SigningKey::NAME).unwrap().unwrap().expose()).unwrap();
            // Also from within the kiosk's runtime.
            let key = tokio::runtime::Runtime::new()
                .unwrap()
                .block_on(async { vault.master_key() });
            assert_eq!(key.unwrap().subkey("x"), vault.master_key().unwrap().subkey("x"));
        }
        "without" => {
            let error = KeyringVault::open().err().expect("there is no keyring here");
            assert!(matches!(error, VaultError::NoKeyring { .. }), "{error}");
            assert!(error.to_string().contains("install gnome-keyring"), "{error}");
        }
        other => panic!("unknown role {other}"),
    }
    println!("the child did {role} wholly");
}

fn assert_tool(name: &str, package: &str) {
    let found = Command::new(name)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    assert!(
        found.is_ok_and(|status| status.success()),
        "{name} is missing, and the keyring cannot be tested without it: install the package {package}"
    );
}

fn tell(line: &str) -> String {
    let quoted = std::env::current_exe().unwrap().display().to_string();

    format!("{ROLE}={line} '{quoted}' --exact keyring::child --nocapture")
}

#[cfg(target_os = "linux")]
#[test]
fn a_sealed_outbox_opens_again_with_the_key_from_the_keyring() {
    assert_tool("dbus-run-session", "dbus");
    assert_tool("gnome-keyring-daemon", "gnome-keyring");
    let home = tempfile::tempdir().unwrap();
    let script = format!(
        "gnome-keyring-daemon --unlock --components=secrets >/dev/null && {} && {}",
        tell("first"),
        tell("again")
    );
    let mut session = Command::new("dbus-run-session")
        .args(["--", "sh", "-c", &script])
        .env("HOME", home.path())
        .env("XDG_DATA_HOME", home.path().join("data"))
        .env("XDG_RUNTIME_DIR", home.path())
        .env(DIRECTORY, home.path())
        .env_remove("GNOME_KEYRING_CONTROL")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    session
        .stdin
        .take()
        .unwrap()
        .write_all(b"a password for this test only")
        .unwrap();
    let said: Vec<String> = BufReader::new(session.stdout.take().unwrap())
        .lines()
        .map_while(Result::ok)
        .collect();

    assert!(session.wait().unwrap().success(), "{said:#?}");
    for role in ["first", "again"] {
        let done = format!("the child did {role} wholly");
        assert!(said.iter().any(|line| line.contains(&done)), "{said:#?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_keyring_the_error_says_how_to_get_one() {
    let home = tempfile::tempdir().unwrap();
    let output = Command::new("sh")
        .args(["-c", &tell("without")])
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
        .env("XDG_RUNTIME_DIR", home.path())
        .env(DIRECTORY, home.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();

    assert!(
        output.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(said.contains("the child did without wholly"), "{said}");
}

#[test]
fn a_master_key_has_32_bytes() {
    assert!(MasterKey::from_bytes(&[0; 31]).is_none());
    assert!(MasterKey::from_bytes(&[0; 32]).is_some());
}
