//! The numbers of a member, a group and a pharmacy benefit, under the names that payers have for them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod written;

use written::{read, value};

#[test]
fn a_member_has_a_number_of_many_names() {
    for label in [
        "Identification Number:",
        "Identification No.",
        "Enrollee ID",
        "State ID:",
        "Subscriber #",
        "Cardholder ID",
        "Contract Number",
        "Policy Number",
        "Policy #",
        "Certificate #",
        "Summit ID:",
        "Member ID #",
        "Membership No.",
    ] {
        let fields = read(&[
            (40.0, 100.0, &format!("{label} XEH804512097")),
            (40.0, 200.0, "Name: GRACE WILLIAMS"),
        ]);

        assert_eq!(value(fields.member_id.as_ref()), Some("XEH804512097"), "{label}");
    }
}

#[test]
fn a_group_has_a_number_of_many_names() {
    for label in [
        "Grp #:",
        "Group No.",
        "Employer Group",
        "Acct #",
        "Account Number",
        "Group ID:",
        "Group Num:",
    ] {
        let fields = read(&[
            (40.0, 100.0, "Member ID: XEH804512097"),
            (40.0, 200.0, &format!("{label} 0061720")),
        ]);

        assert_eq!(value(fields.group_number.as_ref()), Some("0061720"), "{label}");
    }
}

#[test]
fn a_label_with_a_colon_may_stand_right_behind_a_name() {
    let fields = read(&[
        (40.0, 100.0, "Name: JAMAL L WASHINGTON Grp #: 0061720"),
        (40.0, 200.0, "Subscriber ID: WM5109997"),
    ]);

    assert_eq!(value(fields.group_number.as_ref()), Some("0061720"));
    assert_eq!(value(fields.subscriber_name.as_ref()), Some("JAMAL L WASHINGTON"));
}

#[test]
fn a_medicare_contract_is_no_member() {
    let fields = read(&[
        (40.0, 100.0, "Name: GRACE WILLIAMS"),
        (40.0, 200.0, "Contract # H3099-033"),
        (40.0, 300.0, "RxBIN: 610014"),
    ]);

    assert_eq!(value(fields.member_id.as_ref()), None);

    let both = read(&[
        (40.0, 100.0, "Contract Number: 90551217"),
        (40.0, 200.0, "Member ID: XEH804512097"),
    ]);

    assert_eq!(value(both.member_id.as_ref()), Some("XEH804512097"));
}

#[test]
fn a_birth_date_is_no_member() {
    let fields = read(&[
        (40.0, 100.0, "State ID:"),
        (40.0, 140.0, "F 01 05 1952"),
        (40.0, 300.0, "Name: GRACE WILLIAMS"),
    ]);

    assert_eq!(value(fields.member_id.as_ref()), None);
}

#[test]
fn the_pharmacys_numbers_share_a_line() {
    for line in [
        "RxBIN/RxPCN/RxGrp: 610014/ABC/XYZ",
        "RxBIN / RxPCN / RxGrp 610014 / ABC / XYZ",
        "RxBin:610014 RxPCN:ABC RxGRP:XYZ",
        "BIN: 610014 PCN: ABC GRP: XYZ",
        "BIN# 610014 PCN# ABC Rx Group# XYZ",
    ] {
        let fields = read(&[(40.0, 100.0, "Member ID: XEH804512097"), (40.0, 200.0, line)]);

        assert_eq!(value(fields.rx_bin.as_ref()), Some("610014"), "{line}");
        assert_eq!(value(fields.rx_pcn.as_ref()), Some("ABC"), "{line}");
        assert_eq!(value(fields.rx_grp.as_ref()), Some("XYZ"), "{line}");
        assert_eq!(value(fields.group_number.as_ref()), None, "{line}");
    }

    let two = read(&[
        (40.0, 100.0, "Member ID: XEH804512097"),
        (40.0, 200.0, "BIN/PCN: 610014/9999"),
    ]);

    assert_eq!(value(two.rx_bin.as_ref()), Some("610014"));
    assert_eq!(value(two.rx_pcn.as_ref()), Some("9999"));
}

#[test]
fn columns_that_stand_close_keep_their_numbers() {
    let fields = read(&[
        (40.0, 100.0, "Member ID: XEH804512097"),
        (40.0, 300.0, "BIN"),
        (220.0, 300.0, "PCN"),
        (380.0, 300.0, "RxGroup"),
        (40.0, 344.0, "020115"),
        (220.0, 344.0, "PDPNC"),
        (340.0, 344.0, "875967"),
    ]);

    assert_eq!(value(fields.rx_bin.as_ref()), Some("020115"));
    assert_eq!(value(fields.rx_pcn.as_ref()), Some("PDPNC"));
    assert_eq!(value(fields.rx_grp.as_ref()), Some("875967"));
}

#[test]
fn a_number_that_was_not_read_is_not_taken_from_its_neighbour() {
    let fields = read(&[
        (40.0, 100.0, "Member ID: XEH804512097"),
        (40.0, 200.0, "RxBIN: 610014 RxPCN:"),
        (900.0, 200.0, "RXCTMR"),
    ]);

    assert_eq!(value(fields.rx_pcn.as_ref()), None);
}

#[test]
fn the_rest_of_a_label_may_hang_together_with_its_value() {
    let fields = read(&[(40.0, 100.0, "Member IDH51705347"), (40.0, 200.0, "Group 179101")]);

    assert_eq!(value(fields.member_id.as_ref()), Some("H51705347"));
    assert_eq!(value(fields.subscriber_name.as_ref()), None);
}
