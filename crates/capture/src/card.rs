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
        let mut field = serializer.serialize_struct("Field", 2 + usize::from(self.bounds.is_some()))?;
        field.serialize_field("value", &self.value)?;
        // Two decimals: more would claim a precision that no reader has.
        field.serialize_field("confidence", &((f64::from(self.confidence) * 100.0).round() / 100.0))?;

        if let Some(Bounds { x, y, width, height }) = self.bounds {
            // Left, top, width and height on the upright card.
            field.serialize_field("box", &[x, y, width, height].map(|side| side.round() as i32))?;
        }

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
    /// Others whom the card names beside the subscriber.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dependants: Vec<Field>,
    pub copays: Copays,
    pub deductible: Option<Field>,
    pub deductible_family: Option<Field>,
    pub out_of_pocket: Option<Field>,
    /// As `YYYY-MM-DD` where the card's order of day and month leaves no doubt.
    pub effective_date: Option<Field>,
    /// The last day on which it is good, as `YYYY-MM-DD`.
    pub expiry_date: Option<Field>,
    /// Whom the member calls.
    pub phone: Option<Field>,
    pub phones: Phones,
    /// Where claims are sent on paper; its lines are parted by commas.
    pub claims_address: Option<Field>,
    /// Where claims are sent electronically.
    pub payer_id: Option<Field>,
    /// What the card is for, where it says so.
    pub coverage: Option<CoverageKind>,
    /// A Medicare Beneficiary Identifier, eleven characters without dashes.
    pub mbi: Option<Field>,
}

/// What the card asks the member to pay, by what it is for.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Copays {
    pub primary: Option<Field>,
    pub specialist: Option<Field>,
    pub urgent: Option<Field>,
    pub emergency: Option<Field>,
    pub telehealth: Option<Field>,
    pub mental_health: Option<Field>,
    pub hospital: Option<Field>,
    pub lab: Option<Field>,
    pub therapy: Option<Field>,
    /// The pharmacy's first tier.
    pub generic: Option<Field>,
    /// Its second.
    pub preferred_brand: Option<Field>,
    /// Its third.
    pub other_brand: Option<Field>,
}

impl Copays {
    fn all_mut(&mut self) -> [&mut Option<Field>; 12] {
        [
            &mut self.primary,
            &mut self.specialist,
            &mut self.urgent,
            &mut self.emergency,
            &mut self.telehealth,
            &mut self.mental_health,
            &mut self.hospital,
            &mut self.lab,
            &mut self.therapy,
            &mut self.generic,
            &mut self.preferred_brand,
            &mut self.other_brand,
        ]
    }
}

/// Telephone numbers, by whom they are for.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Phones {
    pub member: Option<Field>,
    pub provider: Option<Field>,
    pub pharmacy: Option<Field>,
    pub mental_health: Option<Field>,
    pub nurse: Option<Field>,
    pub claims: Option<Field>,
    pub authorization: Option<Field>,
    pub dental: Option<Field>,
    pub vision: Option<Field>,
}

impl Phones {
    pub(crate) fn all_mut(&mut self) -> [&mut Option<Field>; 9] {
        [
            &mut self.member,
            &mut self.provider,
            &mut self.pharmacy,
            &mut self.mental_health,
            &mut self.nurse,
            &mut self.claims,
            &mut self.authorization,
            &mut self.dental,
            &mut self.vision,
        ]
    }

    /// How many were read.
    pub fn count(&self) -> usize {
        self.clone().all_mut().iter().filter(|phone| phone.is_some()).count()
    }
}

/// What kind of insurance a card is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CoverageKind {
    Medical,
    Dental,
    Vision,
    Medicare,
    Medicaid,
}

/// Which side of a card was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CardSide {
    /// It names the member or their numbers.
    Front,
    /// It names none of them, but telephones, an address for claims or what else stands on backs.
    Back,
    #[default]
    Unknown,
}

impl CardFields {
    /// Whether nothing that marks an insurance card was read.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Which side of a card says this.
    pub fn side(&self) -> CardSide {
        let names_member = self.member_id.is_some()
            || self.mbi.is_some()
            || self.subscriber_name.is_some()
            || self.rx_bin.is_some()
            || self.copays.primary.is_some();

        if names_member {
            CardSide::Front
        } else if self.phones.count() + usize::from(self.claims_address.is_some()) + usize::from(self.phone.is_some())
            > 1
        {
            CardSide::Back
        } else {
            CardSide::Unknown
        }
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

        let mut other = other;
        fill(&mut self.payer, other.payer);
        fill(&mut self.plan, other.plan);
        fill(&mut self.member_id, other.member_id);
        fill(&mut self.group_number, other.group_number);
        fill(&mut self.rx_bin, other.rx_bin);
        fill(&mut self.rx_pcn, other.rx_pcn);
        fill(&mut self.rx_grp, other.rx_grp);
        fill(&mut self.subscriber_name, other.subscriber_name);
        fill(&mut self.deductible, other.deductible);
        fill(&mut self.deductible_family, other.deductible_family);
        fill(&mut self.out_of_pocket, other.out_of_pocket);
        fill(&mut self.effective_date, other.effective_date);
        fill(&mut self.expiry_date, other.expiry_date);
        fill(&mut self.phone, other.phone);
        fill(&mut self.claims_address, other.claims_address);
        fill(&mut self.payer_id, other.payer_id);
        fill(&mut self.mbi, other.mbi);

        for (here, there) in self.copays.all_mut().into_iter().zip(other.copays.all_mut()) {
            fill(here, there.take());
        }

        for (here, there) in self.phones.all_mut().into_iter().zip(other.phones.all_mut()) {
            fill(here, there.take());
        }

        if self.dependants.is_empty() {
            self.dependants = other.dependants;
        }

        self.coverage = self.coverage.or(other.coverage);
    }
}
