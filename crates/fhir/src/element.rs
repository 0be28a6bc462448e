//! How a type reads the elements it knows and keeps the others.
//!
//! `#[serde(flatten)]` would keep unknown elements too, but a known element of an unexpected shape would then either
//! sink the whole resource or be dropped by the next update. So an object is read first, and each field takes its
//! element out of it only if it can hold it.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::Members;

/// A field that takes its element out of an object, and puts it back.
pub(crate) trait Field {
    /// Takes the element out if its shape is the expected one; else leaves it where it is.
    fn take(members: &mut Members, key: &str) -> Self;

    /// Puts the element in, unless there is none: then whatever stands there stays.
    fn put(&self, members: &mut Members, key: &str);
}

impl<T: Serialize + DeserializeOwned> Field for Option<T> {
    fn take(members: &mut Members, key: &str) -> Self {
        if members.get(key).is_some_and(Value::is_null) {
            members.remove(key);
        }
        let value = T::deserialize(members.get(key)?).ok()?;
        members.remove(key);

        Some(value)
    }

    fn put(&self, members: &mut Members, key: &str) {
        if let Some(value) = self.as_ref().and_then(|value| serde_json::to_value(value).ok()) {
            members.insert(key.to_owned(), value);
        }
    }
}

impl<T: Serialize + DeserializeOwned> Field for Vec<T> {
    fn take(members: &mut Members, key: &str) -> Self {
        let Some(Value::Array(values)) = members.get(key) else {
            return Vec::new();
        };
        let read: Option<Vec<T>> = values.iter().map(|value| T::deserialize(value).ok()).collect();
        if read.is_some() {
            members.remove(key);
        }

        read.unwrap_or_default()
    }

    fn put(&self, members: &mut Members, key: &str) {
        let values: Vec<Value> = self
            .iter()
            .filter_map(|value| serde_json::to_value(value).ok())
            .collect();
        if !values.is_empty() {
            members.insert(key.to_owned(), Value::Array(values));
        }
    }
}

/// Declares a FHIR data type or backbone element.
macro_rules! element {
    ($(#[$doc:meta])* $name:ident { $( $(#[$field_doc:meta])* $field:ident: $kind:ty = $key:literal, )* }) => {
        $(#[$doc])*
        #[derive(Clone, Default, PartialEq)]
        pub struct $name {
            $( $(#[$field_doc])* pub $field: $kind, )*
            /// Every element that is not named above, or has an unexpected shape.
            pub rest: $crate::Members,
        }

        impl $name {
            /// Reads an object; none where the value is something else.
            pub fn read(value: &serde_json::Value) -> Option<Self> {
                <Self as serde::Deserialize>::deserialize(value).ok()
            }

            fn from_members(mut members: $crate::Members) -> Self {
                Self {
                    $( $field: $crate::element::Field::take(&mut members, $key), )*
                    rest: members,
                }
            }

            fn members(&self) -> $crate::Members {
                let mut members = self.rest.clone();
                $( $crate::element::Field::put(&self.$field, &mut members, $key); )*

                members
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <$crate::Members as serde::Deserialize>::deserialize(deserializer).and_then(Self::checked)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serde::Serialize::serialize(&self.whole(), serializer)
            }
        }
    };
}

/// Declares a part of a resource.
macro_rules! part {
    ($(#[$doc:meta])* $name:ident { $($body:tt)* }) => {
        $crate::element::element! { $(#[$doc])* $name { $($body)* } }

        impl $name {
            // A part has no type of its own to check; resources do.
            #[allow(clippy::unnecessary_wraps)]
            fn checked<E>(members: $crate::Members) -> Result<Self, E> {
                Ok(Self::from_members(members))
            }

            fn whole(&self) -> $crate::Members {
                self.members()
            }
        }
    };
}

/// Declares a resource: it is read only from an object with its `resourceType`, and written with it.
macro_rules! resource {
    ($(#[$doc:meta])* $name:ident { $($body:tt)* }) => {
        $crate::element::element! {
            $(#[$doc])*
            $name {
                /// Logical id.
                id: Option<String> = "id",
                /// Version and time of change.
                meta: Option<$crate::Meta> = "meta",
                $($body)*
            }
        }

        impl $name {
            /// `resourceType`.
            pub const TYPE: &'static str = stringify!($name);

            fn checked<E: serde::de::Error>(mut members: $crate::Members) -> Result<Self, E> {
                if members.get("resourceType").and_then(serde_json::Value::as_str) != Some(Self::TYPE) {
                    return Err(E::custom(concat!("this is no ", stringify!($name))));
                }
                members.remove("resourceType");

                Ok(Self::from_members(members))
            }

            fn whole(&self) -> $crate::Members {
                let mut members = self.members();
                members.insert("resourceType".to_owned(), Self::TYPE.into());

                members
            }
        }
    };
}

pub(crate) use {element, part, resource};
