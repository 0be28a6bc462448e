//! The outbox's keys: a random data key, wrapped by the vault's master key.
//!
//! Because the data key lies wrapped in the same file as the rows, changing keys is one `SQLite` transaction. The new
//! master key waits in the vault under its own name until that transaction is through, and is put in force by the next
//! opening if the process died in between.

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use crate::outbox::OutboxError;
use crate::outbox::draft;
use crate::outbox::row::{self, Stored};
use crate::seal::{Broken, Place, Sealer};
use crate::secret::MasterKey;
use crate::vault::{MASTER_KEY, Vault};

/// The name of the master key that is about to be put in force.
const NEXT_MASTER_KEY: &str = "master-key-next";

pub(super) struct Keys {
    generation: i64,
    data: MasterKey,
    rows: Sealer,
}

impl Keys {
    /// Unwraps the data key, or makes it for a new file.
    pub(super) fn load(connection: &mut Connection, vault: &dyn Vault) -> Result<Self, OutboxError> {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let keys = match read_wrapped(&transaction)? {
            None => {
                let used: bool =
                    transaction.query_row("SELECT EXISTS (SELECT 1 FROM submission)", [], |row| row.get(0))?;
                if used {
                    return Err(OutboxError::Damaged {
                        what: "its key".to_owned(),
                    });
                }
                let keys = Self::new(1, MasterKey::generate());
                keys.wrap(&transaction, &vault.master_key()?)?;
                keys
            }
            Some((generation, wrapped)) => unwrap(generation, &wrapped, vault)?,
        };
        transaction.commit()?;

        Ok(keys)
    }

    pub(super) fn new(generation: i64, data: MasterKey) -> Self {
        let rows = Sealer::new(&data.subkey("rows"));

        Self { generation, data, rows }
    }

    pub(super) fn seal(&self, place: &Place, plain: &[u8]) -> Result<Vec<u8>, Broken> {
        self.rows.seal(place, plain)
    }

    pub(super) fn open(&self, place: &Place, sealed: &[u8]) -> Result<zeroize::Zeroizing<Vec<u8>>, Broken> {
        self.rows.open(place, sealed)
    }

    /// A keyed hash: without the key nobody can try patients' numbers against it.
    pub(super) fn order_key(&self, key: &str) -> String {
        let hash = self.data.subkey(&format!("order/{key}"));

        let half = hash.first_chunk().map_or(0, |half| u128::from_be_bytes(*half));

        format!("{half:032x}")
    }

    /// Fails when another process changed the keys: what this one would seal could not be opened any more.
    pub(super) fn check(&self, connection: &Connection) -> Result<(), OutboxError> {
        let generation: i64 = connection
            .prepare_cached("SELECT CAST(CAST(value AS TEXT) AS INTEGER) FROM meta WHERE name = 'generation'")?
            .query_row([], |row| row.get(0))?;

        if generation == self.generation {
            Ok(())
        } else {
            Err(OutboxError::Rotated)
        }
    }

    fn wrap(&self, transaction: &Transaction<'_>, master: &MasterKey) -> Result<(), OutboxError> {
        let wrapped = Sealer::new(&master.subkey("outbox")).seal(&key_place(self.generation), &self.data.bytes())?;
        let put = "INSERT INTO meta (name, value) VALUES (?1, ?2)
                   ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        transaction.execute(put, params!["generation", self.generation.to_string().into_bytes()])?;
        transaction.execute(put, params!["data-key", wrapped])?;

        Ok(())
    }
}

/// New keys for everything, in one transaction.
pub(super) fn rotate(connection: &mut Connection, old: &Keys, vault: &dyn Vault) -> Result<Keys, OutboxError> {
    let master = MasterKey::generate();
    vault.store(NEXT_MASTER_KEY, &master.bytes())?;

    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    old.check(&transaction)?;
    let new = Keys::new(old.generation + 1, MasterKey::generate());
    row::reseal(&transaction, old, &new)?;
    draft::reseal(&transaction, old, &new)?;
    new.wrap(&transaction, &master)?;
    transaction.commit()?;

    put_in_force(vault, &master)?;

    Ok(new)
}

fn put_in_force(vault: &dyn Vault, master: &MasterKey) -> Result<(), OutboxError> {
    vault.store(MASTER_KEY, &master.bytes())?;
    vault.remove(NEXT_MASTER_KEY)?;

    Ok(())
}

fn unwrap(generation: i64, wrapped: &[u8], vault: &dyn Vault) -> Result<Keys, OutboxError> {
    if let Some(keys) = try_unwrap(generation, wrapped, &vault.master_key()?) {
        return Ok(keys);
    }
    let next = vault
        .secret(NEXT_MASTER_KEY)?
        .and_then(|secret| MasterKey::from_bytes(secret.expose()))
        .ok_or(OutboxError::OtherKey)?;
    let keys = try_unwrap(generation, wrapped, &next).ok_or(OutboxError::OtherKey)?;
    put_in_force(vault, &next)?;

    Ok(keys)
}

fn try_unwrap(generation: i64, wrapped: &[u8], master: &MasterKey) -> Option<Keys> {
    let data = Sealer::new(&master.subkey("outbox"))
        .open(&key_place(generation), wrapped)
        .ok()?;

    Some(Keys::new(generation, MasterKey::from_bytes(&data)?))
}

fn read_wrapped(transaction: &Transaction<'_>) -> Result<Option<(i64, Vec<u8>)>, OutboxError> {
    let wrapped: Option<Vec<u8>> = transaction
        .query_row("SELECT value FROM meta WHERE name = 'data-key'", [], |row| row.get(0))
        .optional()?;
    let Some(wrapped) = wrapped else {
        return Ok(None);
    };
    let generation = transaction.query_row(
        "SELECT CAST(CAST(value AS TEXT) AS INTEGER) FROM meta WHERE name = 'generation'",
        [],
        |row| row.get(0),
    )?;

    Ok(Some((generation, wrapped)))
}

fn key_place(generation: i64) -> Place {
    Place::new(&["data-key", &generation.to_string()])
}

impl Stored {
    /// Whether the row opens and belongs where it stands.
    pub(super) fn check(&self, keys: &Keys) -> Result<(), OutboxError> {
        self.open(keys).map(drop)
    }
}
