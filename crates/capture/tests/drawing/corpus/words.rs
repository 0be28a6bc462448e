//! What cards say and how they label it, in two parts that share nothing: one to work with, one to be measured by.

use super::super::random::Random;
use super::Split;

/// What a card says: field name as in `portico read --json` (`copays.primary` and so on) and value.
pub type Truth = Vec<(&'static str, String)>;

/// A field: name, label as printed, value.
pub type Printed = (&'static str, String, String);

const PAYERS: [&[&str]; 2] = [
    &[
        "Northfield Health",
        "Bluewater Mutual",
        "Summit Ridge Health Plan",
        "Harborview Insurance",
        "Cedar Valley Care",
        "Golden Plains Health",
        "Lakeshore Health",
        "Aetna",
        "Cigna Healthcare",
        "UnitedHealthcare",
        "Humana",
        "Kaiser Permanente",
        "Molina Healthcare",
        "BlueCross BlueShield of Ohio",
        "Pinecrest Benefits",
        "Ambetter",
        "Riverbend Medical",
        "Oscar",
        "Tidewater Health Partners",
        "Evergreen Health Plan",
    ],
    &[
        "Granite Peak Health",
        "Wellspring Mutual",
        "Maple Leaf Health Plan",
        "Silver Lake Insurance",
        "Oak Hill Care",
        "Blue Shield of California",
        "Anthem Blue Cross",
        "Highmark",
        "Geisinger Health Plan",
        "Priority Health",
        "Sunflower Health Plan",
        "Red Rock Benefits",
        "Coastline Medical",
        "Aspen Valley Health",
        "WellCare",
        "Health Net",
        "Orchard Community Plan",
        "Meridian Family Care",
    ],
];
const FIRST: [&[&str]; 2] = [
    &[
        "Grace", "Daniel", "Olga", "Wei", "Layla", "Robert", "Thuy", "Noah", "Amara", "Samuel", "Ruth", "Isabel",
    ],
    &[
        "Henry", "Priya", "Kofi", "Yuki", "Elena", "Marcus", "Fatima", "Jonas", "Ingrid", "Tomas", "Zoe", "Liam",
    ],
];
const LAST: [&[&str]; 2] = [
    &[
        "Williams",
        "Kim",
        "Ivanova",
        "Chen",
        "Haddad",
        "Miller",
        "Nguyen",
        "O'Brien",
        "Osei",
        "Adeyemi",
        "Fischer-Braun",
        "Santos",
    ],
    &[
        "Thompson",
        "Patel",
        "Mensah",
        "Tanaka",
        "Petrova",
        "Johnson",
        "Rahman",
        "Lindqvist",
        "D'Angelo",
        "Novak",
        "Garcia-Ruiz",
        "Walsh",
    ],
];

/// Labels by field: those to work with, and those to be measured by.
fn labels(field: &str) -> [&'static [&'static str]; 2] {
    match field {
        "subscriber_name" => [
            &["Member Name", "Name", "Subscriber", "Member", "Enrollee"],
            &[
                "Subscriber Name",
                "Insured",
                "Cardholder Name",
                "Policyholder",
                "Name of Insured",
                "Member Name",
            ],
        ],
        "member_id" => [
            &[
                "Member ID",
                "ID",
                "ID Number",
                "Subscriber ID",
                "Member No.",
                "Enrollee ID",
                "Member ID #",
            ],
            &[
                "Identification Number",
                "ID#",
                "Member Number",
                "Subscriber No.",
                "Cert #",
                "Policy No.",
                "Insured ID",
                "Member ID Number",
            ],
        ],
        "group_number" => [
            &["Group", "Group Number", "Group No.", "Grp", "Group #", "Group ID"],
            &[
                "Group No",
                "GRP #",
                "Employer Group",
                "Grp No.",
                "Group Num",
                "Group Number",
            ],
        ],
        "rx_bin" => [&["RxBIN", "BIN", "Rx BIN"], &["RX BIN", "RxBin", "BIN #", "Bin No."]],
        "rx_pcn" => [&["RxPCN", "PCN", "Rx PCN"], &["RX PCN", "PCN", "PCN #"]],
        "rx_grp" => [&["RxGrp", "RxGroup", "Rx Group"], &["RX GRP", "Rx Grp", "RxGRP"]],
        "copays.primary" => [
            &["PCP", "Office Visit", "Primary Care", "PCP Copay", "Primary"],
            &["PCP Visit", "Primary Care Visit", "Office", "Primary Care Physician"],
        ],
        "copays.specialist" => [
            &["Specialist", "Spec", "Specialist Visit", "Specialist Copay"],
            &["Specialty Care", "SPC", "Specialist Office Visit", "Specialists"],
        ],
        "copays.urgent" => [
            &["Urgent Care", "UC", "Urgent"],
            &["Urgent Care Center", "Urgent Care Copay", "UC"],
        ],
        "copays.emergency" => [
            &["ER", "Emergency Room", "Emergency", "ER Copay"],
            &["Emergency Dept", "ER Visit", "Emergency Care", "ED"],
        ],
        _ => [
            &["Deductible", "Ind. Deductible", "Individual Deductible"],
            &["Deductible", "Annual Deductible", "Ded"],
        ],
    }
}

/// What a card says.
pub fn truth(random: &mut Random, split: Split) -> Truth {
    let part = split as usize;
    let name = format!("{} {}", random.pick(FIRST[part]), random.pick(LAST[part]));
    let name = if random.chance(0.6) { name.to_uppercase() } else { name };
    let mut truth = vec![
        ("payer", random.pick(PAYERS[part]).to_owned()),
        ("subscriber_name", name),
        ("member_id", member(random, split)),
        ("group_number", group(random, split)),
    ];

    if random.chance(0.85) {
        let start = random.pick(&["61", "00", "01", "02"]);
        truth.push(("rx_bin", format!("{start}{}", random.digits(4))));
        let pcn: [&[&str]; 2] = [
            &["ADV", "9999", "A4", "MEDDADV", "PXXPDMI", "CHM", "ASPROD1"],
            &["03200000", "MCAIDADV", "IRX", "CTRXMEDD", "PCS", "FM", "OHM", "SBLK5"],
        ];
        truth.push(("rx_pcn", random.pick(pcn[part]).to_owned()));
    }

    if random.chance(0.7) {
        let group = if random.chance(0.5) {
            format!("RX{}", random.digits(4))
        } else {
            random.letters(5)
        };
        truth.push(("rx_grp", group));
    }

    let money = |random: &mut Random, choices: &[&str]| format!("${}", random.pick(choices));

    if random.chance(0.9) {
        truth.push((
            "copays.primary",
            money(random, &["10", "15", "20", "25", "30", "0", "5"]),
        ));
        truth.push(("copays.specialist", money(random, &["35", "40", "50", "60", "75"])));

        if random.chance(0.6) {
            truth.push(("copays.urgent", money(random, &["45", "50", "75", "100"])));
        }

        truth.push(("copays.emergency", money(random, &["150", "200", "250", "300", "500"])));
    }

    if random.chance(0.4) {
        truth.push(("deductible", money(random, &["500", "1,500", "3000", "2,000", "6,350"])));
    }

    truth
}

fn member(random: &mut Random, split: Split) -> String {
    match (split, random.below(5)) {
        (Split::Work, 0) => format!("{}{}", random.letters(3), random.digits(9)),
        (Split::Work, 1) => format!("W{}", random.digits(9)),
        (Split::Work, 2) => random.digits(11),
        (Split::Work, 3) => format!("{}{}{}", random.letters(1), random.digits(8), random.letters(1)),
        (Split::Work, _) => format!("{}{}-{}", random.letters(2), random.digits(7), random.digits(2)),
        (Split::HeldOut, 0) => format!("{}{}", random.letters(3), random.digits(8)),
        (Split::HeldOut, 1) => format!("H{}", random.digits(8)),
        (Split::HeldOut, 2) => format!("{}{}{}", random.letters(3), random.digits(3), member_tail(random)),
        (Split::HeldOut, 3) => format!("{}-{}", random.digits(9), random.digits(2)),
        (Split::HeldOut, _) => format!("{}{}", random.letters(2), random.digits(10)),
    }
}

/// A letter amid digits.
fn member_tail(random: &mut Random) -> String {
    format!("{}{}", random.letters(1), random.digits(5))
}

fn group(random: &mut Random, split: Split) -> String {
    match (split, random.below(4)) {
        (Split::Work, 0) => random.digits(6),
        (Split::Work, 1) => format!("{}-{}", random.digits(4), random.digits(4)),
        (Split::Work, 2) => format!("{}{}", random.letters(2), random.digits(5)),
        (Split::Work, _) => format!("{}-{}", random.letters(2), random.digits(3)),
        (Split::HeldOut, 0) => random.digits(7),
        (Split::HeldOut, 1) => format!("{}{}", random.letters(1), random.digits(6)),
        (Split::HeldOut, 2) => format!("{}-{}", random.digits(5), random.digits(3)),
        (Split::HeldOut, _) => format!("{}{}", random.letters(3), random.digits(4)),
    }
}

/// The fields with the words that stand beside them.
pub fn labelled(truth: &Truth, split: Split, random: &mut Random) -> Vec<Printed> {
    let capitals = random.chance(0.25);

    truth
        .iter()
        .skip(1)
        .map(|(field, value)| {
            let label = random.pick(labels(field)[split as usize]);
            let label = if capitals {
                label.to_uppercase()
            } else {
                label.to_owned()
            };

            (*field, label, value.clone())
        })
        .collect()
}
