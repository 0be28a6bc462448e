//! Private data: no `Debug`, no `Display`, wiped when dropped.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use zeroize::Zeroize;

/// A value that must never reach a log, a URL, a file name or an error.
///
/// It can be serialized, because sealed storage and FHIR need it to be; it cannot be printed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Private<T: Zeroize>(T);

/// Private words: a name, a street, a number.
pub type Text = Private<String>;

impl<T: Zeroize> Private<T> {
    /// Takes a value into custody.
    pub fn new(value: T) -> Self {
        Self(value)
    }

    /// Shows the value to code that needs it: the name says that this is the place to review.
    pub fn reveal(&self) -> &T {
        &self.0
    }
}

impl Text {
    /// Takes words without the white space around them; nothing is left of empty ones.
    pub fn trimmed(words: &str) -> Option<Self> {
        let words = words.trim();

        (!words.is_empty()).then(|| Self(words.to_owned()))
    }
}

impl From<&str> for Text {
    fn from(words: &str) -> Self {
        Self(words.to_owned())
    }
}

impl<T: Zeroize> Drop for Private<T> {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// The version of a resource of which only a part is known here. No server gives out such a tag, and what carries it is
/// never sent as it is: the sender reads the whole resource first and puts onto it what the person changed.
pub const PARTIAL_VERSION: &str = "W/\"portico-partial\"";

/// A FHIR resource as central holds it, with the entity tag to send in `If-Match`.
///
/// It is kept whole, so that an update carries back every element that Portico does not know.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    resource: Value,
    /// The opaque version, exactly as `If-Match` wants it, where the server gave one.
    pub version: Option<String>,
}

impl Record {
    /// Keeps a resource and its version.
    pub fn new(resource: Value, version: Option<String>) -> Self {
        Self { resource, version }
    }

    /// Keeps what is known of a resource while central is away.
    pub fn partial(resource: Value) -> Self {
        Self::new(resource, Some(PARTIAL_VERSION.to_owned()))
    }

    /// Whether only a part of the resource is known here.
    pub fn is_partial(&self) -> bool {
        self.version.as_deref() == Some(PARTIAL_VERSION)
    }

    /// The resource itself.
    pub fn resource(&self) -> &Value {
        &self.resource
    }

    /// The logical id; empty where the server sent none.
    pub fn id(&self) -> &str {
        self.resource["id"].as_str().unwrap_or_default()
    }

    /// `Type/id`, as a reference names it.
    pub fn reference(&self) -> String {
        let kind = self.resource["resourceType"].as_str().unwrap_or_default();

        format!("{kind}/{}", self.id())
    }
}

impl Drop for Record {
    fn drop(&mut self) {
        wipe(&mut self.resource);
    }
}

fn wipe(value: &mut Value) {
    match value {
        Value::String(words) => words.zeroize(),
        Value::Array(values) => values.iter_mut().for_each(wipe),
        Value::Object(members) => members.values_mut().for_each(wipe),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
