//! Labels that are put together from who or what is numbered or paid for, and how that is called.

use crate::understand::labels::Label;

/// Who or what is numbered, in the many words that cards have for it.
const NUMBERED: [(Label, &str); 3] = [
    (
        Label::MemberId,
        "MEMBER MEMBERS MEMB MEM MBR SUBSCRIBER SUBSCR SUBS SUB ENROLLEE INSURED INSUREDS CARDHOLDER CERT CERTIFICATE \
         POLICY POLICYHOLDER RECIPIENT PARTICIPANT BENEFICIARY EMPLOYEE CLIENT PATIENT CARD IDENTIFICATION MEDICAID \
         PLANMEMBER HEALTHID MEMBERSUBSCRIBER MEDICAL",
    ),
    (
        Label::Group,
        "GROUP GRP EMPLOYERGROUP PLANGROUP GROUPPLAN POLICYGROUP GROUPPOLICY EMPLOYER ACCOUNT ACCT CASE",
    ),
    (Label::RxBin, "RXBIN BIN PHARMACYBIN"),
];
/// How a number is called.
const NUMBER: &str = "ID NUMBER NO NUM NBR NR IDNUMBER IDNO IDNUM IDNBR IDENTIFICATION IDENTIFICATIONNUMBER \
                      IDENTIFICATIONNO IDENTIFIER CODE";
/// What is paid for.
const PAID: [(Label, &str); 8] = [
    (
        Label::Primary,
        "PCP PRIMARY PRIMARYCARE OFFICE OFFICEVISIT PRIMARYCAREPHYSICIAN PRIMARYCAREPROVIDER PRIMARYCAREPCP DOCTOR \
         PHYSICIAN PRIMARYCAREDOCTOR",
    ),
    (
        Label::Specialist,
        "SPECIALIST SPECIALISTS SPECIALTY SPECIALTYCARE SPEC SPC SPCL SCP",
    ),
    (
        Label::Urgent,
        "URGENT URGENTCARE URGENTCARECENTER UC URG URGENTCARECLINIC",
    ),
    (
        Label::Emergency,
        "ER EMERGENCY EMERGENCYROOM EMERGENCYDEPT EMERGENCYDEPARTMENT EMERGENCYCARE ED EMERG EMERROOM HOSPITALER",
    ),
    (
        Label::Telehealth,
        "TELEHEALTH TELEMEDICINE VIRTUAL VIRTUALCARE VIRTUALVISIT EVISIT",
    ),
    (
        Label::MentalHealth,
        "MENTALHEALTH BEHAVIORALHEALTH BEHAVIORAL MENTAL MENTALHEALTHOUTPATIENT",
    ),
    (
        Label::Hospital,
        "HOSPITAL INPATIENT INPATIENTHOSPITAL HOSPITALINPATIENT HOSPITALSTAY HOSPITALADMISSION",
    ),
    (Label::Therapy, "THERAPY PHYSICALTHERAPY PT PTOTST REHAB"),
];
const PAYMENT: &str = "COPAY COPAYS COPAYMENT VISIT VISITS OFFICEVISIT CARE CAREVISIT VISITCOPAY OFFICECOPAY \
                       OFFICEVISITCOPAY CARECOPAY";

/// Every core with every ending, and what is paid for without one.
pub(crate) fn composed() -> Vec<(String, Label)> {
    let compose = |parts: &[(Label, &'static str)], endings: &'static str| {
        parts
            .iter()
            .flat_map(|(label, cores)| cores.split_whitespace().map(|core| (*label, core)))
            .flat_map(|(label, core)| {
                endings
                    .split_whitespace()
                    .map(move |ending| (format!("{core}{ending}"), label))
            })
            .collect::<Vec<_>>()
    };
    let alone = PAID
        .iter()
        .flat_map(|(label, cores)| cores.split_whitespace().map(|core| (core.to_owned(), *label)));

    compose(&NUMBERED, NUMBER)
        .into_iter()
        .chain(compose(&PAID, PAYMENT))
        .chain(alone)
        .collect()
}
