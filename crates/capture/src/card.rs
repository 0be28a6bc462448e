//! What an insurance card says.

use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::Bounds;

/// One value read from a card or a document. It is private: it has no `Debug` that would show it.
#[derive(Clone, PartialEq)]
pub struct Field {
    pub value: String,
    /// How sure the reading is, 0 to 1. A high number is no proof: show the person what was read.
    pub confidence: f32,
    /// Where on the rectified card it stands.
    pub bounds: Option<Bounds>,
}

impl Field {
    pub fn new(value: impl Into<String>, confidence: f32, bounds: Option<Bounds>) -> Self {
        Self {
            value: value.into(),
            confidence,
            bounds,
        }
    }
}

impl fmt::Debug for Field {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Field(..)")
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut field = serializer.serialize_struct("Field", 2)?;
        field.serialize_field("value", &self.value)?;
        // Two decimals: more would claim a precision that no reader has.
        field.serialize_field("confidence", &((f64::from(self.confidence) * 100.0).round() / 100.0))?;
        field.end()
    }
}

/// What one side of an insurance card says. A field that was not read is `None`; nothing is invented.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CardFields {
    /// The insurer's name.
    pub payer: Option<Field>,
    /// The plan's name or kind, such as `PPO`.
    pub plan: Option<Field>,
    pub member_id: Option<Field>,
    pub group_number: Option<Field>,
    /// The pharmacy benefit's six-digit bank identification number (NCPDP field 101-A1).
    pub rx_bin: Option<Field>,
    /// The processor control number (NCPDP field 104-A4).
    pub rx_pcn: Option<Field>,
    pub rx_grp: Option<Field>,
    pub subscriber_name: Option<Field>,
    pub copays: Copays,
    pub deductible: Option<Field>,
    /// As `YYYY-MM-DD` where the card's order of day and month leaves no doubt.
    pub effective_date: Option<Field>,
    pub phone: Option<Field>,
    /// A Medicare Beneficiary Identifier, eleven characters without dashes.
    pub mbi: Option<Field>,
}

/// What the card asks the member to pay at a visit, by kind of visit.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Copays {
    pub primary: Option<Field>,
    pub specialist: Option<Field>,
    pub urgent: Option<Field>,
    pub emergency: Option<Field>,
}

impl CardFields {
    /// Whether nothing that marks an insurance card was read.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// How many of the fields that only an insurance card carries were read.
    pub fn marks(&self) -> usize {
        [
            &self.member_id,
            &self.group_number,
            &self.rx_bin,
            &self.rx_pcn,
            &self.rx_grp,
            &self.payer,
            &self.plan,
            &self.mbi,
            &self.deductible,
            &self.copays.primary,
            &self.copays.specialist,
            &self.copays.urgent,
            &self.copays.emergency,
        ]
        .into_iter()
        .filter(|field| field.is_some())
        .count()
    }

    /// Fills what this side lacks from another side of the same card.
    pub fn complete_from(&mut self, other: Self) {
        fn fill(here: &mut Option<Field>, there: Option<Field>) {
            if here.is_none() {
                *here = there;
            }
        }

        fill(&mut self.payer, other.payer);
        fill(&mut self.plan, other.plan);
        fill(&mut self.member_id, other.member_id);
        fill(&mut self.group_number, other.group_number);
        fill(&mut self.rx_bin, other.rx_bin);
        fill(&mut self.rx_pcn, other.rx_pcn);
        fill(&mut self.rx_grp, other.rx_grp);
        fill(&mut self.subscriber_name, other.subscriber_name);
        fill(&mut self.copays.primary, other.copays.primary);
        fill(&mut self.copays.specialist, other.copays.specialist);
        fill(&mut self.copays.urgent, other.copays.urgent);
        fill(&mut self.copays.emergency, other.copays.emergency);
        fill(&mut self.deductible, other.deductible);
        fill(&mut self.effective_date, other.effective_date);
        fill(&mut self.phone, other.phone);
        fill(&mut self.mbi, other.mbi);
    }
}
