//! What stands between the kiosk and central: the sealed outbox, the FHIR client, authorization and the key vault.
//!
//! A registration arrives here as frozen FHIR bundle entries. From then on it is durable, leaves in order, reaches
//! central exactly once, and is called [`Acknowledged`] only when central has said so and the outbox has stored it.

mod client;
#[doc(hidden)]
pub mod fuzzing;
mod outbox;
mod seal;
mod secret;
mod sender;
mod smart;
mod submission;
mod vault;

pub use client::{
    Auth, Capabilities, ClientError, ClientOptions, Created, EntryResponse, FhirClient, Matched, Versioned,
};
pub use outbox::{Draft, Outbox, OutboxError, Row, State, Status};
pub use secret::{MasterKey, Secret};
pub use sender::{Acknowledged, Delivery, DrainReport, Pace, Sender, Stopped};
pub use smart::{KeyError, SigningKey};
pub use submission::{BASE_KEY, Group, Kind, PARTIAL_VERSION, Submission};
pub use vault::{CredentialVault, FileVault, KeyringVault, MemoryVault, Vault, VaultError};
