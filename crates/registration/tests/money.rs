//! What is owed, what the payer says, and what the desk must know.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::needless_pass_by_value
)]

mod support;

use registration::Session;
use registration::bill::{Money, PaymentAnswer, PaymentChoice, PaymentState};
use registration::consent::Decision;
use registration::insurance::{Benefits, Eligibility, Estimate, InsuranceAnswer, estimate};
use registration::journey::Step;
use registration::mapping::{eligibility, invoice, record, task};
use registration::session::{DeskNote, Skipped};
use registration::visit::VisitChoice;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use support::{at, context, finished, new_card, owed};

fn dollars(amount: &str) -> Money {
    Money {
        amount: amount.parse().unwrap(),
        currency: "USD".to_owned(),
    }
}

fn answer(items: Value) -> Eligibility {
    eligibility::read(&json!({
        "resourceType": "CoverageEligibilityResponse", "status": "active", "outcome": "complete",
        "insurance": [{ "inforce": true, "item": items }],
    }))
}

fn benefit(kind: &str, value: Value) -> Value {
    let mut benefit = json!({ "type": { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/benefit-type", "code": kind }] } });
    for (name, value) in value.as_object().unwrap() {
        benefit[name] = value.clone();
    }
    benefit
}

#[test]
fn an_estimate_says_only_what_the_answer_allows() {
    let benefits = Benefits {
        active: true,
        ..Benefits::default()
    };
    let cases = [
        (Eligibility::NotAsked, Estimate::Unknown),
        (
            Eligibility::Waiting {
                request: "CoverageEligibilityRequest/1".to_owned(),
            },
            Estimate::Unknown,
        ),
        (Eligibility::Unavailable, Estimate::Unknown),
        (Eligibility::Undetermined, Estimate::Unknown),
        (Eligibility::Answered(benefits.clone()), Estimate::Unknown),
        (
            Eligibility::Answered(Benefits {
                active: false,
                copay: Some(dollars("25")),
                ..benefits.clone()
            }),
            Estimate::NotCovered,
        ),
        (
            Eligibility::Answered(Benefits {
                copay: Some(dollars("25")),
                coinsurance: Some(20),
                ..benefits.clone()
            }),
            Estimate::Fixed(dollars("25")),
        ),
        (
            Eligibility::Answered(Benefits {
                copay: Some(dollars("0.00")),
                ..benefits.clone()
            }),
            Estimate::Nothing,
        ),
        (
            Eligibility::Answered(Benefits {
                coinsurance: Some(20),
                deductible_left: Some(dollars("900")),
                ..benefits
            }),
            Estimate::Share {
                percent: 20,
                deductible_left: Some(dollars("900")),
            },
        ),
    ];

    for (eligibility, expected) in cases {
        assert_eq!(estimate(&eligibility), expected);
    }
}

#[test]
fn the_benefits_of_this_visit_are_found_among_the_others() {
    let category = |code: &str| json!({ "coding": [{ "code": code }] });
    let copay = |dollars: u32| {
        json!([benefit(
            "copay",
            json!({ "allowedMoney": { "value": dollars, "currency": "USD" } })
        )])
    };
    let answered = answer(json!([
        { "category": category("88"), "benefit": copay(5) },
        { "category": category("30"), "benefit": copay(40) },
        { "category": category("98"), "network": { "coding": [{ "code": "out" }] }, "benefit": copay(90) },
        { "category": category("98"), "excluded": true, "benefit": copay(91) },
        { "category": category("98"), "unit": { "coding": [{ "code": "family" }] }, "benefit": copay(50) },
        { "category": category("98"), "benefit": copay(25) },
        { "category": category("30"), "benefit": [
            benefit("deductible", json!({ "allowedMoney": { "value": 1500, "currency": "USD" }, "usedMoney": { "value": 600.5, "currency": "USD" } })),
            benefit("copay-percent", json!({ "allowedUnsignedInt": 20 })),
        ] },
    ]));
    let Eligibility::Answered(benefits) = answered else {
        panic!("an answer")
    };

    assert_eq!(benefits.copay, Some(dollars("25")));
    assert_eq!(benefits.coinsurance, Some(20));
    assert_eq!(benefits.deductible, Some(dollars("1500")));
    assert_eq!(benefits.deductible_left, Some(dollars("899.5")));
}

#[test]
fn a_pharmacys_copay_is_not_the_visits() {
    let only_drugs = answer(json!([{ "category": { "coding": [{ "code": "88" }] },
        "benefit": [benefit("copay", json!({ "allowedMoney": { "value": 5, "currency": "USD" } }))] }]));

    assert_eq!(estimate(&only_drugs), Estimate::Unknown);
}

#[test]
fn payers_answer_in_many_ways() {
    let read = |change: Value| {
        let mut response = json!({ "resourceType": "CoverageEligibilityResponse", "status": "active" });
        for (name, value) in change.as_object().unwrap() {
            response[name] = value.clone();
        }
        eligibility::read(&response)
    };
    let error = |code: &str| json!({ "outcome": "error", "error": [{ "code": { "coding": [{ "code": code }] } }] });

    assert!(read(error("42")) == Eligibility::Unavailable);
    assert!(read(error("72")) == Eligibility::Undetermined);
    assert!(read(json!({ "outcome": "complete" })) == Eligibility::Undetermined);
    assert!(read(json!({ "outcome": "complete", "insurance": [{}] })) == Eligibility::Undetermined);
    assert!(
        read(json!({ "outcome": "complete", "status": "entered-in-error", "insurance": [{ "inforce": true }] }))
            == Eligibility::Undetermined
    );
    assert!(
        read(json!({ "outcome": "queued", "request": { "reference": "CoverageEligibilityRequest/9" } }))
            == Eligibility::Waiting {
                request: "CoverageEligibilityRequest/9".to_owned()
            }
    );
    assert!(
        read(json!({ "outcome": "complete", "insurance": [{ "inforce": false }] }))
            == Eligibility::Answered(Benefits::default())
    );
    let active = Benefits {
        active: true,
        ..Benefits::default()
    };
    assert!(
        read(json!({ "outcome": "partial", "insurance": [{ "inforce": false }, { "inforce": true }] }))
            == Eligibility::Answered(active)
    );
    assert!(eligibility::read(&json!("no resource")) == Eligibility::Undetermined);
}

#[test]
fn more_used_than_there_was_leaves_nothing() {
    let answered = answer(json!([{ "benefit": [benefit("deductible",
        json!({ "allowedMoney": { "value": 100, "currency": "USD" }, "usedMoney": { "value": 150, "currency": "USD" } }))] }]));
    let Eligibility::Answered(benefits) = answered else {
        panic!("an answer")
    };

    assert_eq!(benefits.deductible_left, Some(dollars("0")));
}

#[test]
fn the_payer_is_asked_with_the_card_in_hand() {
    let mut session = finished();
    let kept = eligibility::request(&session, &context()).unwrap();
    assert_eq!(
        kept["insurance"],
        json!([{ "focal": true, "coverage": { "reference": "Coverage/c1" } }])
    );
    assert_eq!(kept["patient"], json!({ "reference": "Patient/maria" }));
    assert_eq!(kept["contained"], Value::Null);
    assert_eq!(kept["servicedDate"], "2026-03-04");

    session.patient = None;
    session.insurance = Some(InsuranceAnswer::Card {
        card: new_card(),
        pictures: Vec::new(),
    });
    let new = eligibility::request(&session, &context()).unwrap();
    assert_eq!(new["patient"], json!({ "reference": "#patient" }));
    assert_eq!(new["insurer"], json!({ "display": "Lakeshore Health" }));
    let contained: Vec<&Value> = new["contained"]
        .as_array()
        .unwrap()
        .iter()
        .map(|resource| &resource["resourceType"])
        .collect();
    assert_eq!(contained, ["Patient", "Coverage"]);
    assert_eq!(new["contained"][1]["subscriberId"], "LKS55120934");
    assert_eq!(
        new["contained"][1]["contained"],
        Value::Null,
        "nothing is contained in what is contained"
    );

    session.insurance = Some(InsuranceAnswer::SelfPay);
    assert!(eligibility::request(&session, &context()).is_none());
}

#[test]
fn a_bill_keeps_its_cents() {
    let read = |value: Value| invoice::read(&record(value), "urn:portico:invoice-due-date");
    let open = read(owed()).unwrap();

    assert_eq!(open.total.amount.to_string(), "20.00");
    assert_eq!(open.due.unwrap().to_string(), "2026-03-26");
    assert_eq!(open.lines[0].text, "Visit, after insurance");
    assert_eq!(open.lines[0].amount, Some(dollars("20.00")));
    for closed in ["balanced", "cancelled", "draft", "entered-in-error"] {
        let mut invoice = owed();
        invoice["status"] = closed.into();
        assert!(read(invoice).is_none(), "{closed}");
    }
}

#[test]
fn a_bill_without_a_total_is_added_up_and_a_due_date_may_stand_in_the_terms() {
    let component = |kind: &str, value: &str| json!({ "type": kind, "amount": { "value": serde_json::from_str::<Value>(value).unwrap(), "currency": "USD" } });
    let mut resource = json!({
        "resourceType": "Invoice", "status": "issued", "paymentTerms": "Please pay by 2026-04-01, thank you",
        "lineItem": [
            { "chargeItemReference": { "display": "Blood test" },
              "priceComponent": [component("base", "0.1"), component("surcharge", "0.2"), component("discount", "0.05"), component("informational", "99")] },
            { "chargeItemCodeableConcept": { "text": "Visit" }, "priceComponent": [component("base", "35.50")] },
        ],
    });
    let bill = invoice::read(&record(resource.clone()), "urn:x").unwrap();
    assert_eq!(bill.lines[0].amount, Some(dollars("0.25")));
    assert_eq!(bill.total, dollars("35.75"));
    assert_eq!(bill.due.unwrap().to_string(), "2026-04-01");

    resource["lineItem"][1]["priceComponent"][0]["amount"]["currency"] = "EUR".into();
    assert!(
        invoice::read(&record(resource), "urn:x").is_none(),
        "two currencies make no sum"
    );
}

#[test]
fn amounts_are_never_added_past_what_can_be_written() {
    let most = Money {
        amount: Decimal::MAX,
        currency: "USD".to_owned(),
    };

    assert_eq!(Money::total([&most, &most]), None);
    assert_eq!(Money::total([&dollars("0.1"), &dollars("0.2")]), Some(dollars("0.3")));
    assert_eq!(Money::total([]), None);
}

#[test]
fn money_survives_the_outbox() {
    let session = finished();
    let back: Session = serde_json::from_slice(&serde_json::to_vec(&session).unwrap()).unwrap();

    assert_eq!(back.dossier.invoices[0].total.amount.to_string(), "20.00");
    assert_eq!(
        back.dossier.invoices[0].record.resource()["totalGross"]["value"].to_string(),
        "20.00"
    );
    assert!(serde_json::to_vec(&back).unwrap() == serde_json::to_vec(&session).unwrap());
}

#[test]
fn the_desk_is_told_each_thing_once() {
    type Change = fn(&mut Session);
    let cases: [(&str, &[DeskNote], Change); 17] = [
        ("all is well", &[], |_| {}),
        ("somebody new", &[DeskNote::NewPatient], |session| {
            session.patient = None;
        }),
        ("a walk-in", &[DeskNote::WalkIn], |session| {
            session.visit = Some(VisitChoice::WalkIn);
        }),
        (
            "a new card",
            &[DeskNote::InsuranceChanged, DeskNote::InsurancePayerChanged],
            |session| {
                session.insurance = Some(InsuranceAnswer::Card {
                    card: new_card(),
                    pictures: Vec::new(),
                });
            },
        ),
        ("no card", &[DeskNote::InsuranceMissing], |session| {
            session.insurance = Some(InsuranceAnswer::NotWithMe);
        }),
        ("not asked", &[DeskNote::InsuranceMissing], |session| {
            session.insurance = None;
        }),
        ("pays alone", &[DeskNote::SelfPay], |session| {
            session.insurance = Some(InsuranceAnswer::SelfPay);
        }),
        ("the payer is down", &[DeskNote::EligibilityUnknown], |session| {
            session.eligibility = Eligibility::Unavailable;
        }),
        ("not in force", &[DeskNote::EligibilityInactive], |session| {
            session.eligibility = Eligibility::Answered(Benefits::default());
        }),
        ("a form left", &[DeskNote::FormsMissing], |session| {
            session.forms_finished = 0;
        }),
        ("declined", &[DeskNote::ConsentDeclined], |session| {
            session.consents[0].decision = Decision::Declined;
        }),
        ("not signed", &[DeskNote::ConsentMissing], |session| {
            session.consents.clear();
        }),
        ("later", &[DeskNote::PaysLater], |session| {
            session.payment = Some(PaymentAnswer {
                choice: PaymentChoice::Later,
                state: PaymentState::Waiting,
                task: None,
            });
        }),
        ("no end of the payment", &[DeskNote::PaymentUnknown], |session| {
            session.payment.as_mut().unwrap().state = PaymentState::Expired;
        }),
        ("bill not seen", &[DeskNote::PaysAtDesk], |session| {
            session.payment = None;
        }),
        ("nothing owed", &[], |session| {
            session.payment = None;
            session.dossier.invoices.clear();
        }),
        (
            "told twice",
            &[DeskNote::BillUnavailable, DeskNote::StepSkipped],
            |session| {
                session.desk_notes = vec![DeskNote::BillUnavailable, DeskNote::BillUnavailable];
                session.dossier.missing = vec![DeskNote::BillUnavailable];
                let skipped = Skipped {
                    step: Step::Details,
                    by: "s1".into(),
                    reason: "known".into(),
                    at: at("2026-03-04T15:00:00Z"),
                };
                session.skipped = vec![skipped.clone(), skipped];
            },
        ),
    ];

    for (story, expected, change) in cases {
        let mut session = finished();
        change(&mut session);
        assert_eq!(session.notes(), expected, "{story}");
    }
}

#[test]
fn a_payment_is_paid_only_when_central_says_so() {
    let state = |status: &str| task::payment_state(&json!({ "resourceType": "Task", "status": status }));

    assert_eq!(state("completed"), PaymentState::Paid);
    assert_eq!(state("failed"), PaymentState::Expired);
    assert_eq!(state("rejected"), PaymentState::Unavailable);
    for waiting in ["requested", "received", "accepted", "ready", "in-progress"] {
        assert_eq!(state(waiting), PaymentState::Waiting, "{waiting}");
    }
    for neither in ["on-hold", "entered-in-error", "draft", "", "something-new"] {
        assert_eq!(state(neither), PaymentState::Undetermined, "{neither}");
    }
}

#[test]
fn the_same_question_has_the_same_identifier_and_another_one_another() {
    let identifier = |resource: &Value| resource["identifier"][0]["value"].as_str().unwrap().to_owned();
    let mut session = finished();
    let mut later = context();
    later.now = at("2026-03-04T15:20:00Z");

    let first = identifier(&eligibility::request(&session, &context()).unwrap());
    let again = identifier(&eligibility::request(&session, &later).unwrap());
    assert_eq!(first, again, "asked again a minute later");
    session.insurance = Some(InsuranceAnswer::Card {
        card: new_card(),
        pictures: Vec::new(),
    });
    let corrected = identifier(&eligibility::request(&session, &later).unwrap());
    assert_ne!(first, corrected, "about another card");

    let link = |attempt| identifier(&task::payment_link(&finished(), attempt, &later).unwrap());
    assert_eq!(link(1), format!("{}/payment-1", support::ID));
    assert_ne!(link(1), link(2));
}

#[test]
fn what_comes_late_is_told_in_the_words_of_the_desk() {
    let told = |news: task::Late| {
        let task = task::late(&news, support::ID, Some("Patient/maria"), Some("A-017"), &context());
        assert_eq!(task["for"]["reference"], "Patient/maria");
        assert_eq!(
            task["identifier"][0]["value"],
            format!("{}/{}", support::ID, news.part())
        );
        task["description"].as_str().unwrap().to_owned()
    };
    let benefits = Benefits {
        active: true,
        copay: Some(dollars("25")),
        ..Benefits::default()
    };

    let active = told(task::Late::Eligibility(Eligibility::Answered(benefits.clone())));
    assert_eq!(
        active,
        "A-017 · The payer has answered late: coverage is in force, copay 25.00 USD"
    );
    let inactive = told(task::Late::Eligibility(Eligibility::Answered(Benefits {
        active: false,
        ..benefits
    })));
    assert!(inactive.contains("not in force"), "{inactive}");
    let never = told(task::Late::Eligibility(Eligibility::Unavailable));
    assert!(never.contains("never answered"), "{never}");
    let paid = told(task::Late::Payment(PaymentState::Paid));
    assert!(paid.contains("has arrived"), "{paid}");
    let expired = told(task::Late::Payment(PaymentState::Expired));
    assert!(expired.contains("nothing was paid"), "{expired}");
}

#[test]
fn a_link_is_shown_only_if_it_is_safe_to_scan() {
    let link = |url: &str| {
        task::link(&json!({
            "resourceType": "Task", "id": "t1", "status": "in-progress",
            "restriction": { "period": { "end": "2026-03-04T15:15:00Z" } },
            "output": [{ "type": { "coding": [{ "system": "urn:portico:task", "code": "payment-url" }] }, "valueUrl": url }],
        }))
    };
    let good = link("https://pay.example.org/x7").unwrap();

    assert_eq!(
        (good.task.as_str(), good.expires),
        ("Task/t1", Some(at("2026-03-04T15:15:00Z")))
    );
    for bad in [
        "http://pay.example.org/x7",
        "javascript:alert(1)",
        "https://pay.example.org/a b",
        "",
    ] {
        assert!(link(bad).is_none(), "{bad}");
    }
    assert!(link(&format!("https://pay.example.org/{}", "x".repeat(1_000))).is_none());
    assert!(task::link(&json!({ "resourceType": "Task", "status": "requested" })).is_none());
}

#[test]
fn a_call_for_help_says_where_and_never_who() {
    use task::HelpState::{Called, Coming, Done};
    let call = task::help(support::ID, Some(Step::Consent), "es", &context());

    assert_eq!(call["code"]["coding"][0]["code"], "help");
    assert_eq!(call["requester"]["identifier"]["value"], "kiosk-1");
    assert_eq!(call["input"][0]["valueString"], "consent");
    assert_eq!(call["for"], Value::Null);
    for (status, expected) in [
        ("requested", Called),
        ("received", Called),
        ("accepted", Coming),
        ("in-progress", Coming),
        ("completed", Done),
        ("cancelled", Done),
    ] {
        assert_eq!(task::help_state(&json!({ "status": status })), expected, "{status}");
    }
}

#[test]
fn a_link_is_asked_for_the_open_bills_of_somebody_on_file() {
    let mut session = finished();
    let asked = task::payment_link(&session, 1, &context()).unwrap();

    assert_eq!(asked["for"]["reference"], "Patient/maria");
    assert_eq!(asked["input"][0]["valueReference"]["reference"], "Invoice/i1");
    assert_eq!(asked["status"], "requested");
    session.patient = None;
    assert!(task::payment_link(&session, 1, &context()).is_none());
    let mut session = finished();
    session.dossier.invoices.clear();
    assert!(task::payment_link(&session, 1, &context()).is_none());
}
