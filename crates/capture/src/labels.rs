//! The words that stand beside values on cards.

/// What a label announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Label {
    Payer,
    Plan,
    MemberId,
    Group,
    RxBin,
    RxPcn,
    RxGrp,
    Name,
    EffectiveDate,
    Phone,
    Primary,
    Specialist,
    Urgent,
    Emergency,
    Deductible,
    MedicareNumber,
    /// Announces something that we do not read; its value must not go to a neighbour.
    Other,
}

/// Every label as it is spelled without spaces, in capitals, by what it announces.
const SPELLINGS: &[(Label, &[&str])] = &[
    (
        Label::MemberId,
        &[
            "MEMBERID",
            "MEMBERIDNUMBER",
            "MEMBERIDNO",
            "MEMBERIDNUM",
            "MEMBERNUMBER",
            "MEMBERNO",
            "MEMBERNUM",
            "MEMBERIDENTIFICATION",
            "MEMBERIDENTIFICATIONNUMBER",
            "MEMBERIDENTIFIER",
            "MEMID",
            "MEMNO",
            "MBRID",
            "MBRNO",
            "MBRIDNO",
            "ID",
            "IDNUMBER",
            "IDNO",
            "IDNUM",
            "IDENTIFICATIONNUMBER",
            "IDENTIFICATIONNO",
            "IDENTIFICATION",
            "SUBSCRIBERID",
            "SUBSCRIBERIDNUMBER",
            "SUBSCRIBERIDNO",
            "SUBSCRIBERNO",
            "SUBSCRIBERNUMBER",
            "SUBID",
            "ENROLLEEID",
            "ENROLLEEIDNUMBER",
            "ENROLLEENUMBER",
            "ENROLLEENO",
            "POLICYNUMBER",
            "POLICYNO",
            "POLICYID",
            "POLICY",
            "CARDHOLDERID",
            "CARDHOLDERIDNUMBER",
            "INSUREDID",
            "INSUREDSID",
            "INSUREDIDNO",
            "CERTIFICATENUMBER",
            "CERTIFICATENO",
            "CERTNO",
            "RECIPIENTID",
            "RECIPIENTIDNUMBER",
            "RECIPIENTNUMBER",
            "MEDICAIDID",
            "MEDICAIDIDNUMBER",
            "MEDICAIDNUMBER",
            "MEDICAIDNO",
            "BENEFICIARYID",
            "PARTICIPANTID",
            "EMPLOYEEID",
            "HEALTHRECORDNUMBER",
            "MEDICALRECORDNUMBER",
        ],
    ),
    (
        Label::Group,
        &[
            "GROUP",
            "GROUPNUMBER",
            "GROUPNO",
            "GROUPNUM",
            "GROUPID",
            "GROUPIDNUMBER",
            "GRP",
            "GRPNO",
            "GRPNUM",
            "GRPNUMBER",
            "GRPID",
            "GPNO",
            "EMPLOYERGROUP",
            "EMPLOYERGROUPNUMBER",
            "EMPLOYERGROUPNO",
            "GROUPPOLICYNUMBER",
            "GROUPPOLICYNO",
            "GROUPPOLICY",
            "PLANGROUP",
            "PLANGROUPNUMBER",
            "GROUPACCOUNT",
            "ACCOUNTNUMBER",
            "ACCOUNTNO",
            "ACCTNO",
        ],
    ),
    (
        Label::RxBin,
        &[
            "RXBIN",
            "RXBINNO",
            "RXBINNUMBER",
            "BIN",
            "BINNO",
            "BINNUMBER",
            "PHARMACYBIN",
            "RXBINID",
        ],
    ),
    (
        Label::RxPcn,
        &[
            "RXPCN",
            "PCN",
            "PCNNO",
            "RXPCNNO",
            "PCNNUMBER",
            "PHARMACYPCN",
            "RXPCNNUMBER",
        ],
    ),
    (
        Label::RxGrp,
        &[
            "RXGRP",
            "RXGROUP",
            "RXGRPNO",
            "RXGROUPNO",
            "RXGROUPNUMBER",
            "RXGRPID",
            "RXGROUPID",
            "PHARMACYGROUP",
            "PHARMACYGRP",
            "RXGP",
        ],
    ),
    (
        Label::Name,
        &[
            "MEMBERNAME",
            "NAME",
            "SUBSCRIBERNAME",
            "SUBSCRIBER",
            "MEMBER",
            "INSURED",
            "INSUREDNAME",
            "INSUREDSNAME",
            "NAMEOFINSURED",
            "ENROLLEE",
            "ENROLLEENAME",
            "CARDHOLDER",
            "CARDHOLDERNAME",
            "EMPLOYEE",
            "EMPLOYEENAME",
            "POLICYHOLDER",
            "POLICYHOLDERNAME",
            "PARTICIPANT",
            "PARTICIPANTNAME",
            "BENEFICIARY",
            "BENEFICIARYNAME",
            "RECIPIENT",
            "RECIPIENTNAME",
            "PATIENT",
            "PATIENTNAME",
            "NAMEOFMEMBER",
            "MEMBERSUBSCRIBER",
            "NAMEOFBENEFICIARY",
            "NAMENOMBRE",
        ],
    ),
    (
        Label::EffectiveDate,
        &[
            "EFFECTIVE",
            "EFFECTIVEDATE",
            "EFFDATE",
            "EFF",
            "EFFDT",
            "COVERAGEEFFECTIVE",
            "COVERAGEEFFECTIVEDATE",
            "EFFECTIVEDATEOFCOVERAGE",
            "COVERAGEDATE",
            "COVERAGEBEGINS",
            "COVERAGESTARTS",
            "COVERAGESTARTDATE",
            "STARTDATE",
            "PLANEFFECTIVE",
            "PLANEFFECTIVEDATE",
            "MEMBEREFFECTIVEDATE",
            "EFFECTIVESINCE",
            "MEMBERSINCE",
            "COVERAGEEFFDATE",
            "PLANEFFDATE",
        ],
    ),
    (
        Label::Phone,
        &[
            "MEMBERSERVICES",
            "MEMBERSERVICE",
            "CUSTOMERSERVICE",
            "CUSTOMERSERVICES",
            "CUSTOMERCARE",
            "MEMBERCARE",
            "MEMBERSUPPORT",
            "PHONE",
            "MEMBERPHONE",
            "QUESTIONS",
            "MEMBERHELP",
            "MEMBERS",
            "MEMBERSCALL",
            "CONTACTUS",
            "TELEPHONE",
            "CALLUS",
            "MEMBERHELPLINE",
            "MEMBERCUSTOMERSERVICE",
        ],
    ),
    (
        Label::Primary,
        &[
            "PCP",
            "PCPVISIT",
            "PCPCOPAY",
            "PRIMARY",
            "PRIMARYCARE",
            "PRIMARYCAREVISIT",
            "PRIMARYCAREPHYSICIAN",
            "PRIMARYCAREPROVIDER",
            "PRIMARYCARECOPAY",
            "PRIMARYVISIT",
            "PRIMARYCAREPCP",
            "OFFICE",
            "OFFICEVISIT",
            "OFFICEVISITS",
            "OFFICECOPAY",
            "OFFICEVISITCOPAY",
            "OFFICEVISITPCP",
            "PHYSICIAN",
            "PHYSICIANVISIT",
            "DOCTORVISIT",
            "DOCTOR",
            "OV",
            "PCPOFFICEVISIT",
            "PRIMARYCAREDOCTOR",
            "PRIMARYCAREOFFICEVISIT",
            "PRIMCARE",
            "PRIMARYDOCTOR",
            "GENERALPRACTITIONER",
        ],
    ),
    (
        Label::Specialist,
        &[
            "SPECIALIST",
            "SPECIALISTS",
            "SPECIALISTVISIT",
            "SPECIALISTCOPAY",
            "SPECIALISTCARE",
            "SPECIALISTOFFICEVISIT",
            "SPECIALTY",
            "SPECIALTYCARE",
            "SPEC",
            "SPECVISIT",
            "SPECCOPAY",
            "SPCL",
            "SPC",
            "SPECLST",
            "SPECIALTYVISIT",
        ],
    ),
    (
        Label::Urgent,
        &[
            "URGENTCARE",
            "URGENT",
            "URGENTCAREVISIT",
            "URGENTCARECOPAY",
            "URGENTCARECENTER",
            "UC",
            "URGCARE",
            "URG",
            "URGENTCENTER",
            "URGENTVISIT",
            "UCC",
        ],
    ),
    (
        Label::Emergency,
        &[
            "ER",
            "EMERGENCY",
            "EMERGENCYROOM",
            "EMERGENCYROOMVISIT",
            "EMERGENCYROOMCOPAY",
            "EMERGENCYCARE",
            "EMERGENCYVISIT",
            "EMERGENCYDEPARTMENT",
            "EMERGENCYDEPT",
            "EMERGENCYCOPAY",
            "ERCOPAY",
            "ERVISIT",
            "ED",
            "EMERRM",
            "EMERGROOM",
            "EMERROOM",
            "EMERGENCYRM",
            "EMERG",
            "HOSPITALER",
        ],
    ),
    (
        Label::Deductible,
        &[
            "DEDUCTIBLE",
            "DED",
            "DEDUCT",
            "INDDEDUCTIBLE",
            "INDDED",
            "INDIVIDUALDEDUCTIBLE",
            "INDIVIDUALDED",
            "ANNUALDEDUCTIBLE",
            "PLANDEDUCTIBLE",
            "DEDUCTIBLEIND",
            "DEDUCTIBLEINDIVIDUAL",
            "MEDICALDEDUCTIBLE",
            "YEARLYDEDUCTIBLE",
            "CALENDARYEARDEDUCTIBLE",
            "DEDUCTIBLES",
            "INNETWORKDEDUCTIBLE",
        ],
    ),
    (
        Label::Plan,
        &[
            "PLAN",
            "PLANTYPE",
            "PLANNAME",
            "PRODUCT",
            "PRODUCTTYPE",
            "COVERAGETYPE",
            "BENEFITPLAN",
            "HEALTHPLANTYPE",
            "TYPEOFPLAN",
            "NETWORK",
            "PLANNETWORK",
            "NETWORKTYPE",
        ],
    ),
    (
        Label::Payer,
        &[
            "PAYER",
            "PAYERNAME",
            "INSURER",
            "INSURANCECOMPANY",
            "CARRIER",
            "INSURANCECARRIER",
            "UNDERWRITTENBY",
        ],
    ),
    (
        Label::MedicareNumber,
        &[
            "MEDICARENUMBER",
            "MEDICARENUMBERNUMERODEMEDICARE",
            "MEDICARECLAIMNUMBER",
            "MEDICAREID",
            "MBI",
            "MEDICARENO",
        ],
    ),
    (
        Label::Other,
        &[
            "PAYERID",
            "PAYORID",
            "EDIPAYERID",
            "ELECTRONICPAYERID",
            "RXID",
            "RXIDNO",
            "PLANID",
            "PLANCODE",
            "PLANNUMBER",
            "PLANNO",
            "PROVIDERID",
            "ISSUERID",
            "ISSUER",
            "TAXID",
            "DOB",
            "DATEOFBIRTH",
            "BIRTHDATE",
            "COPAY",
            "COPAYS",
            "COPAYMENT",
            "COPAYMENTS",
            "OOP",
            "OOPMAX",
            "OUTOFPOCKET",
            "OUTOFPOCKETMAX",
            "OUTOFPOCKETMAXIMUM",
            "MAXOOP",
            "COINSURANCE",
            "GENERIC",
            "BRAND",
            "PREFERREDBRAND",
            "TIER1",
            "TIER2",
            "TIER3",
            "RX",
            "INPATIENT",
            "HOSPITAL",
            "INPATIENTHOSPITAL",
            "LAB",
            "XRAY",
            "DENTAL",
            "VISION",
            "PROVIDERSERVICES",
            "PROVIDERS",
            "NURSELINE",
            "24HOURNURSELINE",
            "NURSEADVICE",
            "NURSEADVICELINE",
            "PHARMACYHELPDESK",
            "PHARMACISTS",
            "PHARMACY",
            "PHARMACYHELP",
            "PHARMACYSERVICES",
            "CLAIMS",
            "CLAIMSADDRESS",
            "CONTRACT",
            "CONTRACTNUMBER",
            "DEPENDENTS",
            "DEPENDENT",
            "DEPENDANTS",
            "SPOUSE",
            "ISSUED",
            "ISSUEDATE",
            "CARDISSUED",
            "EXPIRES",
            "EXPIRATIONDATE",
            "TERMDATE",
            "MEMBERIDCARD",
            "IDCARD",
            "IDENTIFICATIONCARD",
            "MEMBERIDENTIFICATIONCARD",
            "TTY",
            "TDD",
            "FAX",
            "HEALTHPLAN80840",
            "80840",
            "PREAUTHORIZATION",
            "PRECERTIFICATION",
            "PRIORAUTHORIZATION",
            "PREVENTIVE",
            "PREVENTIVECARE",
            "TELEHEALTH",
            "VIRTUALVISIT",
            "MENTALHEALTH",
            "BEHAVIORALHEALTH",
            "FAMILYDEDUCTIBLE",
            "DEDUCTIBLEFAMILY",
            "FAMDED",
            "FAMILYDED",
            "CAREGIVER",
            "RELATIONSHIP",
            "SUFFIX",
            "PERSONCODE",
            "PERSON",
            "COVERAGE",
            "COVERAGEENDS",
            "ENDDATE",
            "MEDICALGROUP",
            "PCPNAME",
            "PCPPHONE",
            "AUTHORIZATION",
            "HOSPITALPARTA",
            "MEDICALPARTB",
            "PARTA",
            "PARTB",
            "BEHAVIORAL",
            "AMBULANCE",
            "SURGERY",
            "IMAGING",
        ],
    ),
];

/// The longest label, in letters.
const LONGEST: usize = 30;

/// What the spelling without spaces announces. Letters that readers confuse count as the same, and one wrong, missing
/// or additional letter is forgiven in a long label.
pub(crate) fn label(spelling: &str) -> Option<Label> {
    if spelling.len() < 2 || spelling.len() > LONGEST {
        return None;
    }

    let wanted = skeleton(spelling);
    let known = || {
        SPELLINGS.iter().flat_map(|(label, spellings)| {
            spellings.iter().map(move |spelling| (*label, *spelling))
        })
    };

    known()
        .find(|(_, spelling)| same_skeleton(&wanted, spelling))
        .or_else(|| {
            known()
                .find(|(_, spelling)| spelling.len() >= 7 && nearly(&wanted, &skeleton(spelling)))
        })
        .map(|(label, _)| label)
}

/// Letters and digits in capitals; those that readers take for one another become one.
fn skeleton(text: &str) -> Vec<u8> {
    text.bytes()
        .filter(u8::is_ascii_alphanumeric)
        .map(confused)
        .collect()
}

fn confused(letter: u8) -> u8 {
    match letter.to_ascii_uppercase() {
        b'0' | b'Q' => b'O',
        b'1' | b'L' => b'I',
        b'5' => b'S',
        b'8' => b'B',
        other => other,
    }
}

fn same_skeleton(wanted: &[u8], spelling: &str) -> bool {
    wanted.len() == spelling.len() && spelling.bytes().map(confused).eq(wanted.iter().copied())
}

/// Whether one edit makes the two the same.
fn nearly(one: &[u8], other: &[u8]) -> bool {
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };

    if long.len() - short.len() > 1 {
        return false;
    }

    let same_start = short
        .iter()
        .zip(long)
        .take_while(|(one, other)| one == other)
        .count();
    let same_end = short
        .iter()
        .rev()
        .zip(long.iter().rev())
        .take_while(|(one, other)| one == other)
        .count();

    same_start + same_end + 1 >= long.len()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    #[test]
    fn a_label_is_known_however_it_is_spelled() {
        assert_eq!(label("MEMBERID"), Some(Label::MemberId));
        assert_eq!(label("MemberlD"), Some(Label::MemberId));
        assert_eq!(label("RxB1N"), Some(Label::RxBin));
        assert_eq!(label("SPECIALLST"), Some(Label::Specialist));
        assert_eq!(label("DEDUCTIBE"), Some(Label::Deductible));
    }

    #[test]
    fn a_value_is_no_label() {
        assert_eq!(label("XEH804512097"), None);
        assert_eq!(label("GARCIA"), None);
        assert_eq!(label("610279"), None);
    }

    #[test]
    fn no_spelling_announces_two_things() {
        let mut seen = std::collections::HashMap::new();

        for (label, spellings) in SPELLINGS {
            for spelling in *spellings {
                if let Some(other) = seen.insert(skeleton(spelling), *label) {
                    assert_eq!(other, *label, "{spelling}");
                }
            }
        }
    }
}
