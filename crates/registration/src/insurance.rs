//! Insurance: what is on file, what a card says, whether it covers, and what the visit will probably cost.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::bill::Money;
use crate::private::{Record, Text};

/// What an insurance card says, as the person confirmed it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Who insures.
    pub payer: String,
    /// The plan's name.
    pub plan: Option<String>,
    /// Member id, with its suffix (CARIN type `MB`).
    pub member_id: Text,
    /// Group number.
    pub group_number: Option<Text>,
    /// `RxBIN`, six digits.
    pub rx_bin: Option<String>,
    /// `RxPCN`.
    pub rx_pcn: Option<String>,
    /// `RxGrp`.
    pub rx_group: Option<String>,
    /// The subscriber's name as printed.
    pub subscriber: Option<Text>,
    /// Who else is insured by it, as printed.
    #[serde(default)]
    pub dependants: Vec<Text>,
    /// The patient's number among those insured, where the card tells them apart by one (`02`).
    #[serde(default)]
    pub dependant_number: Option<Text>,
    /// What the patient is to the subscriber, where that is known.
    #[serde(default)]
    pub relation: Option<Relation>,
    /// The first day on which it is good.
    #[serde(default)]
    pub starts: Option<Date>,
    /// The last day on which it is good.
    #[serde(default)]
    pub ends: Option<Date>,
    /// The day on which it was held up at the kiosk; none for what is on file.
    #[serde(default)]
    pub read_on: Option<Date>,
}

/// What the patient is to the subscriber (HL7 `subscriber-relationship`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// The subscriber.
    Subscriber,
    /// Husband, wife or partner.
    Spouse,
    /// A child.
    Child,
    /// Father or mother.
    Parent,
    /// Somebody else whom the card covers.
    Other,
}

impl Relation {
    /// The code in `http://terminology.hl7.org/CodeSystem/subscriber-relationship`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Subscriber => "self",
            Self::Spouse => "spouse",
            Self::Child => "child",
            Self::Parent => "parent",
            Self::Other => "other",
        }
    }

    /// What a code means; none for one that says nothing of the patient (`injured`).
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "self" => Some(Self::Subscriber),
            "spouse" | "common" => Some(Self::Spouse),
            "child" => Some(Self::Child),
            "parent" => Some(Self::Parent),
            "other" => Some(Self::Other),
            _ => None,
        }
    }
}

/// A picture of a card, as JPEG.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardPicture {
    /// Which side.
    pub side: Side,
    /// JPEG.
    pub jpeg: Vec<u8>,
}

/// A side of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The side with the member id.
    Front,
    /// The side with the telephone numbers.
    Back,
}

/// Coverage that central holds.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct CoverageOnFile {
    /// The `Coverage` as central holds it.
    pub record: Record,
    /// What it says.
    pub card: Card,
    /// When it ends or ended.
    pub ends: Option<Date>,
}

/// What came of the step "Insurance".
#[derive(Clone, PartialEq, Serialize, Deserialize)]
// One a session: its size costs nothing.
#[allow(clippy::large_enum_variant)]
pub enum InsuranceAnswer {
    /// The coverage on file is still right.
    Keep(Box<CoverageOnFile>),
    /// A card was read and confirmed.
    Card {
        /// What it says.
        card: Card,
        /// Its pictures.
        pictures: Vec<CardPicture>,
    },
    /// The person pays themselves.
    SelfPay,
    /// The person has no card with them; the desk asks later.
    NotWithMe,
}

/// What the payer said. A late or missing answer holds nobody up.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Eligibility {
    /// Not asked: nothing to ask about.
    NotAsked,
    /// Asked, no answer yet.
    Waiting {
        /// `CoverageEligibilityRequest/id`.
        request: String,
    },
    /// The payer answered.
    Answered(Benefits),
    /// The payer could not be reached.
    Unavailable,
    /// An answer came that says neither yes nor no.
    Undetermined,
}

/// What an eligibility answer says of this visit (X12 271 `EB01` in FHIR's words).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Benefits {
    /// Whether the coverage is in force today.
    pub active: bool,
    /// A fixed amount for a visit.
    pub copay: Option<Money>,
    /// The person's share in percent.
    pub coinsurance: Option<u8>,
    /// What the person pays themselves in a year before the plan pays.
    pub deductible: Option<Money>,
    /// How much of it is still to be paid.
    pub deductible_left: Option<Money>,
}

/// What this visit will probably cost, in the plainest terms that the answer allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Estimate {
    /// A fixed amount.
    Fixed(Money),
    /// A share in percent, after a deductible of which this much is left.
    Share {
        /// In percent.
        percent: u8,
        /// What is still to be paid of the deductible.
        deductible_left: Option<Money>,
    },
    /// Nothing is to be paid.
    Nothing,
    /// The plan says that it is not in force.
    NotCovered,
    /// Nobody can say yet.
    Unknown,
}

/// What an answer means for the person's purse.
pub fn estimate(eligibility: &Eligibility) -> Estimate {
    let Eligibility::Answered(benefits) = eligibility else {
        return Estimate::Unknown;
    };

    match (benefits.active, &benefits.copay, benefits.coinsurance) {
        (false, ..) => Estimate::NotCovered,
        (true, Some(copay), _) if copay.amount.is_zero() => Estimate::Nothing,
        (true, Some(copay), _) => Estimate::Fixed(copay.clone()),
        (true, None, Some(percent)) => Estimate::Share {
            percent,
            deductible_left: benefits.deductible_left.clone(),
        },
        (true, None, None) => Estimate::Unknown,
    }
}
