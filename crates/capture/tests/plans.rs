//! The name of the plan.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod written;

use written::{payer_and_plan, sized, value};

#[test]
fn a_small_label_in_the_payers_line_announces_the_plan() {
    let card = sized(&[
        (60.0, 60.0, 44.0, "BrightSmile Dental"),
        (560.0, 72.0, 24.0, "Plan Name: DentalGuard Preferred"),
        (60.0, 240.0, 30.0, "Member ID: 462749783"),
    ]);

    assert_eq!(
        payer_and_plan(&card),
        (Some("BrightSmile Dental"), Some("DentalGuard Preferred"))
    );
}

#[test]
fn the_name_of_a_network_is_no_plan() {
    let card = sized(&[
        (60.0, 60.0, 44.0, "Kaiser Permanente"),
        (60.0, 240.0, 30.0, "Member ID: 462749783"),
        (60.0, 500.0, 30.0, "Network: National Choice"),
    ]);

    assert_eq!(payer_and_plan(&card), (Some("Kaiser Permanente"), None));
}

#[test]
fn the_plan_stands_beside_the_payer_or_below() {
    let cases = [
        ("Cigna", "Open Access Plus"),
        ("Cigna", "LocalPlus"),
        ("Sunshine Health", "Medicaid MMA"),
        ("TRICARE", "TRICARE Young Adult Prime"),
        ("Kaiser Permanente", "Senior Advantage"),
        ("Humana", "Humana Gold Choice PFFS"),
        ("UnitedHealthcare", "Charter Balanced"),
        ("Otter Creek Mutual", "Confident Choice"),
        ("Otter Creek Mutual", "Dual Complete H0000-407 (HMO-POS)"),
        ("Otter Creek Mutual", "Gold 80 EPO"),
    ];

    for (payer, plan) in cases {
        let beside = sized(&[
            (60.0, 60.0, 50.0, payer),
            (760.0, 65.0, 34.0, plan),
            (60.0, 260.0, 30.0, "Member ID: 462749783"),
        ]);
        let below = sized(&[
            (60.0, 60.0, 50.0, payer),
            (60.0, 150.0, 34.0, plan),
            (60.0, 260.0, 30.0, "Member ID: 462749783"),
        ]);

        assert_eq!(payer_and_plan(&beside), (Some(payer), Some(plan)));
        assert_eq!(payer_and_plan(&below), (Some(payer), Some(plan)));
    }
}

#[test]
fn a_plan_right_behind_the_payers_name_is_parted_from_it() {
    let known = sized(&[
        (60.0, 60.0, 44.0, "Presbyterian Health Plan BlueOptions 03559"),
        (60.0, 240.0, 30.0, "Member ID: 462749783"),
    ]);
    let unknown = sized(&[
        (60.0, 60.0, 44.0, "Otter Creek Health Gold 80 HMO"),
        (60.0, 240.0, 30.0, "Member ID: 462749783"),
    ]);

    assert_eq!(
        payer_and_plan(&known),
        (Some("Presbyterian Health Plan"), Some("BlueOptions 03559"))
    );
    assert_eq!(
        payer_and_plan(&unknown),
        (Some("Otter Creek Health"), Some("Gold 80 HMO"))
    );
}

#[test]
fn what_else_stands_on_a_card_is_no_plan() {
    for text in [
        "A Medicare Health Plan with Prescription Drug Coverage",
        "In Network Out of Network",
        "Preventive care covered in full",
        "Fuller Freight LLC",
        "Enrollment Code 112",
        "No Referral Required",
    ] {
        let fields = sized(&[
            (60.0, 60.0, 50.0, "Humana"),
            (60.0, 170.0, 30.0, text),
            (60.0, 260.0, 30.0, "Member ID: 462749783"),
        ]);

        assert_eq!(payer_and_plan(&fields), (Some("Humana"), None), "{text}");
    }
}

#[test]
fn a_service_in_a_plans_name_is_part_of_it() {
    let beside = sized(&[
        (60.0, 60.0, 50.0, "Oscar"),
        (60.0, 200.0, 30.0, "Plan: Silver Simple PCP Saver"),
        (800.0, 200.0, 30.0, "OV $40"),
        (60.0, 260.0, 30.0, "Member ID: 462749783"),
    ]);
    let below = sized(&[
        (60.0, 200.0, 30.0, "Member ID"),
        (600.0, 200.0, 30.0, "Plan"),
        (60.0, 250.0, 30.0, "462749783"),
        (600.0, 250.0, 30.0, "Direct Primary"),
    ]);

    assert_eq!(value(beside.plan.as_ref()), Some("Silver Simple PCP Saver"));
    assert_eq!(value(beside.copays.primary.as_ref()), Some("$40"));
    assert_eq!(value(below.plan.as_ref()), Some("Direct Primary"));
}

#[test]
fn a_kind_of_plan_says_less_than_a_name() {
    let card = sized(&[
        (60.0, 60.0, 44.0, "Moda Health"),
        (860.0, 62.0, 32.0, "Signature Choice"),
        (60.0, 240.0, 30.0, "Member ID: 462749783"),
        (1110.0, 720.0, 30.0, "PPO"),
    ]);

    assert_eq!(value(card.plan.as_ref()), Some("Signature Choice"));
}

#[test]
fn dental_before_a_plans_name_is_part_of_it() {
    let plan = |text: &str| {
        let card = sized(&[
            (60.0, 60.0, 44.0, "Ameritas"),
            (60.0, 160.0, 30.0, text),
            (60.0, 240.0, 30.0, "Member ID: 462749783"),
        ]);

        value(card.plan.as_ref()).map(str::to_owned)
    };

    assert_eq!(plan("Dental PPO").as_deref(), Some("Dental PPO"));
    assert_eq!(plan("Plan Name: Dental Premier").as_deref(), Some("Dental Premier"));
    assert_eq!(plan("Dental $20"), None);
}

#[test]
fn the_payers_name_in_a_plan_does_not_speak_against_it() {
    let plan = |text: &str| {
        let card = sized(&[
            (70.0, 60.0, 50.0, "Granite Peak Assurance"),
            (70.0, 240.0, 30.0, "Member ID: 462749783"),
            (70.0, 620.0, 32.0, text),
        ]);

        value(card.plan.as_ref()).map(str::to_owned)
    };

    assert_eq!(plan("Granite Saver HSA").as_deref(), Some("Granite Saver HSA"));
    assert_eq!(plan("Program: GraniteSelect").as_deref(), Some("GraniteSelect"));
    assert_eq!(plan("Granite Peak"), None);
}

#[test]
fn a_plan_that_is_nearly_a_label_is_none() {
    let card = sized(&[
        (70.0, 60.0, 50.0, "UnitedHealthcare"),
        (70.0, 240.0, 30.0, "Member ID: 462749783"),
        (70.0, 720.0, 30.0, "Plan Core Essential"),
    ]);

    assert_eq!(value(card.plan.as_ref()), Some("Core Essential"));
}

#[test]
fn a_states_programme_is_the_plan_of_who_runs_it() {
    let read = |insurer: &str, programme: &str| {
        let card = sized(&[
            (70.0, 60.0, 50.0, insurer),
            (800.0, 64.0, 36.0, programme),
            (70.0, 240.0, 30.0, "Member ID: 462749783"),
        ]);
        let (payer, plan) = payer_and_plan(&card);

        (payer.map(str::to_owned), plan.map(str::to_owned))
    };
    let both = |payer: &str, plan: &str| (Some(payer.to_owned()), Some(plan.to_owned()));

    assert_eq!(
        read("Texas Star Health", "Medi-Cal"),
        both("Texas Star Health", "Medi-Cal")
    );
    assert_eq!(
        read("Molina Healthcare", "Kentucky Medicaid"),
        both("Molina Healthcare", "Kentucky Medicaid")
    );
}
