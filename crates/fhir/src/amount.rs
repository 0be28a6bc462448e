//! FHIR's `decimal`: never a float on the way in or out.

use std::str::FromStr;

use rust_decimal::Decimal;
use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Number, Value};

/// A decimal that keeps its digits, trailing zeros included (FHIR R4, 2.24.0.1: precision is significant).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount(pub Decimal);

impl Amount {
    /// The JSON number with the same digits.
    pub fn to_number(self) -> Option<Number> {
        Number::from_str(&self.0.to_string()).ok()
    }

    fn parse(digits: &str) -> Option<Self> {
        Decimal::from_str_exact(digits)
            .or_else(|_| Decimal::from_scientific(digits))
            .ok()
            .map(Self)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let digits = match Value::deserialize(deserializer)? {
            Value::Number(number) => number.to_string(),
            // Some servers quote decimals.
            Value::String(digits) => digits,
            _ => return Err(D::Error::custom("this is no decimal")),
        };

        Self::parse(&digits).ok_or_else(|| D::Error::custom("this is no decimal"))
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.to_number() {
            Some(number) => number.serialize(serializer),
            None => Err(S::Error::custom("this is no decimal")),
        }
    }
}
