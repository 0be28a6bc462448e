#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use jiff::civil::date;
use paper::Fonts;
use registration::Record;
use registration::bill::{Invoice, InvoiceLine, Money, PaymentAnswer, PaymentChoice, PaymentState};
use registration::code::TicketCode;
use registration::consent::{ConsentAnswer, ConsentDocument, ConsentText, Decision, Signature};
use registration::insurance::{Benefits, Eligibility};
use registration::outcome::SeeDesk;
use registration::person::{BirthDate, Contact, Person, PersonName, Relationship};
use serde_json::json;
use uuid::Uuid;

use super::*;

const NOW: &str = "2026-11-23T16:18:00Z";

fn dollars(amount: &str) -> Money {
    Money {
        amount: amount.parse().unwrap(),
        currency: "USD".to_owned(),
    }
}

/// María García-López in the language of her choice, with the number A 17 and twenty dollars to pay.
fn maria(language: &str) -> Session {
    let id: Uuid = "1f3a9c02-7d1e-4b7e-9c55-0a6f2f1f7a10".parse().unwrap();
    let mut session = Session::new(id, NOW.parse().unwrap(), language);
    let name = PersonName {
        family: "García-López".into(),
        given: Some("María".into()),
    };
    session.person = Some(Person::new(name, BirthDate::from_fhir("1985-04-12").unwrap()));
    let record_number =
        json!({ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "MR" }] });
    session.patient = Some(Record::new(
        json!({
            "resourceType": "Patient", "id": "maria",
            "identifier": [{ "value": "other" }, { "type": record_number, "value": "SB-100101" }],
        }),
        None,
    ));
    session.visit = Some(VisitChoice::Appointment(Box::new(Visit {
        appointment: Record::new(json!({ "resourceType": "Appointment", "id": "1" }), None),
        start: "2026-11-23T16:30:00Z".parse().unwrap(),
        provider: Some("Dr. Amara Osei".to_owned()),
        service: Some("Cardiology".to_owned()),
        reason: None,
        place: Some("Second floor, east wing".to_owned()),
        directions: vec![
            (String::new(), vec!["Take the elevator to floor 2.".to_owned()]),
            ("es".to_owned(), vec!["Tome el ascensor hasta el piso 2.".to_owned()]),
        ],
        remote: false,
        closed: false,
        arrived: false,
    })));
    session.ticket = Some(TicketCode {
        letter: 'A',
        number: 17,
    });
    session.dossier.invoices = vec![invoice()];
    session.payment = Some(paid_by(PaymentChoice::Phone, PaymentState::Paid));

    session
}

fn invoice() -> Invoice {
    let spanish = json!({
        "url": "http://hl7.org/fhir/StructureDefinition/translation",
        "extension": [
            { "url": "lang", "valueCode": "es" },
            { "url": "content", "valueString": "Consulta de cardiología" },
        ],
    });
    let item = json!({ "chargeItemCodeableConcept": {
        "text": "Cardiology visit", "_text": { "extension": [spanish] },
    }});

    Invoice {
        record: Record::new(
            json!({ "resourceType": "Invoice", "id": "1", "identifier": [{ "value": "SB-INV-2041" }], "lineItem": [item] }),
            None,
        ),
        date: Some(date(2026, 10, 4)),
        due: Some(date(2026, 12, 15)),
        total: dollars("20.00"),
        lines: vec![InvoiceLine {
            text: "Cardiology visit".to_owned(),
            amount: Some(dollars("20.00")),
        }],
    }
}

fn paid_by(choice: PaymentChoice, state: PaymentState) -> PaymentAnswer {
    PaymentAnswer {
        choice,
        state,
        task: None,
    }
}

fn writer(locale: &Locale) -> Writer<'_> {
    Writer {
        site: "St. Brigid Clinic",
        locale,
        site_locale: Locale::new("en"),
        zone: TimeZone::get("America/Chicago").unwrap(),
        now: NOW.parse().unwrap(),
    }
}

#[test]
fn the_slip_says_what_is_true_in_the_language_of_whoever_takes_it() {
    let headlines = [
        ("en", "You are checked in", "The desk will confirm your arrival"),
        (
            "es",
            "Su llegada está registrada",
            "En recepción confirmarán su llegada",
        ),
        ("ar", "تم تسجيل وصولك", "سيؤكد مكتب الاستقبال وصولك"),
    ];
    for (language, checked_in, confirm) in headlines {
        let locale = Locale::new(language);
        let session = maria(language);
        let slip = writer(&locale).ticket(&session, Outcome::CheckedIn).unwrap();
        assert_eq!(slip.headline, checked_in);
        assert_eq!(slip.code, "A 17");
        let slip = writer(&locale).ticket(&session, Outcome::DeskWillConfirm).unwrap();
        assert_eq!(slip.headline, confirm);
        assert_eq!(
            slip.steps[0],
            t!(locale, "done-confirm-step-plain"),
            "the desk comes first"
        );
        let all = [slip.headline, slip.footer.join(" ")].join(" ");
        assert!(
            !all.contains(checked_in),
            "{language}: nothing but the acknowledgement makes it so"
        );
    }
}

#[test]
fn a_slip_that_is_lost_says_nothing_of_who_lost_it() {
    let locale = Locale::new("en");
    let slip = writer(&locale).ticket(&maria("en"), Outcome::CheckedIn).unwrap();

    let mut all = vec![slip.site, slip.headline, slip.code_label, slip.code, slip.steps_title];
    all.extend(slip.lines.into_iter().flat_map(|line| [line.label, line.value]));
    all.extend(slip.steps);
    all.extend(slip.footer);
    let all = all.join("\n");
    assert!(all.contains("10:30") && all.contains("Take the elevator"), "{all}");
    for private in ["García", "María", "1985", "SB-100101"] {
        assert!(!all.contains(private), "{private}");
    }
    assert!(slip.qr.is_none());
}

#[test]
fn the_way_is_in_the_language_of_whoever_goes_it() {
    let locale = Locale::new("es");
    let slip = writer(&locale).ticket(&maria("es"), Outcome::CheckedIn).unwrap();

    assert_eq!(slip.steps, ["Tome el ascensor hasta el piso 2."]);
}

#[test]
fn the_wristband_names_the_person_twice_over_and_speaks_to_staff() {
    let locale = Locale::new("ar");
    let band = writer(&locale).wristband(&maria("ar")).unwrap();

    assert_eq!(band.name, "García-López, María");
    assert_eq!(
        band.birth_date, "April 12, 1985",
        "in words, so that no order of day and month can be mistaken"
    );
    assert_eq!(band.number, "SB-100101");
    assert_eq!(band.payload, "]d291SB-100101\u{1d}9219850412");
    assert!(band.direction == Direction::LeftToRight);
}

#[test]
fn somebody_without_a_record_number_wears_the_one_of_the_registration() {
    let locale = Locale::new("en");
    let mut session = maria("en");
    session.patient = None;

    let band = writer(&locale).wristband(&session).unwrap();

    assert_eq!(band.number, "1F3A9C02");
    assert_eq!(band.number_label, "Registration");
    session.person = None;
    assert!(
        writer(&locale).wristband(&session).is_none(),
        "nobody is banded before it is known who they are"
    );
}

#[test]
fn a_receipt_says_paid_only_when_the_money_came() {
    for (language, paid, bill) in [
        ("en", "Receipt", "Your bill"),
        ("es", "Recibo", "Su cuenta"),
        ("ar", "إيصال", "فاتورتك"),
    ] {
        let locale = Locale::new(language);
        let mut session = maria(language);
        let receipt = writer(&locale).receipt(&session).unwrap();
        assert_eq!(receipt.title, paid);
        assert!(receipt.total.unwrap().1.contains("$20.00"));
        for choice in [PaymentChoice::Phone, PaymentChoice::Desk, PaymentChoice::Later] {
            session.payment = Some(paid_by(choice, PaymentState::Waiting));
            let receipt = writer(&locale).receipt(&session).unwrap();
            assert_eq!(receipt.title, bill);
            assert_ne!(receipt.total.unwrap().0, t!(locale, "paper-paid"));
        }
    }
}

#[test]
fn paper_claims_no_more_of_money_than_is_known() {
    let locale = Locale::new("en");
    let footer = |choice, state, eligibility: Eligibility| {
        let mut session = maria("en");
        session.payment = Some(PaymentAnswer {
            task: Some("Task/1".to_owned()),
            ..paid_by(choice, state)
        });
        session.eligibility = eligibility;
        writer(&locale).receipt(&session).unwrap().footer.join(" ")
    };
    let payments = [
        (PaymentState::Waiting, "began to pay"),
        (PaymentState::Expired, "ran out before a payment arrived"),
        (PaymentState::Unavailable, "could not reach the payment service"),
        (
            PaymentState::Undetermined,
            "cannot tell yet whether your payment arrived",
        ),
    ];
    for (state, words) in payments {
        let said = footer(PaymentChoice::Phone, state, Eligibility::NotAsked);
        assert!(said.contains(words), "{state:?}: {said}");
    }
    let said = footer(PaymentChoice::Desk, PaymentState::Waiting, Eligibility::NotAsked);
    assert!(said.contains("do not pay again"), "a code was shown before: {said}");

    let waiting = Eligibility::Waiting {
        request: "CoverageEligibilityRequest/1".to_owned(),
    };
    let payers = [
        (waiting, "has not answered yet"),
        (Eligibility::Unavailable, "could not reach your insurance"),
        (Eligibility::Undetermined, "did not say what you pay"),
    ];
    for (eligibility, words) in payers {
        let said = footer(PaymentChoice::Desk, PaymentState::Waiting, eligibility);
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn an_invoice_is_read_in_the_persons_language_where_central_has_it() {
    let today = date(2026, 11, 23);
    let label = |language: &str| owed::lines(&[invoice()], today, &Locale::new(language)).remove(0).label;

    assert_eq!(label("es"), "Consulta de cardiología");
    assert_eq!(label("ar"), "Cardiology visit", "else as it is");
}

#[test]
fn what_is_due_is_said_by_the_day_and_what_is_late_is_not_scolded() {
    let today = date(2026, 11, 23);
    let locale = Locale::new("en");
    let due = |due| {
        owed::lines(
            &[Invoice {
                due: Some(due),
                ..invoice()
            }],
            today,
            &locale,
        )
        .remove(0)
        .due
        .unwrap()
    };

    assert_eq!(due(today), "due today");
    assert_eq!(due(date(2026, 12, 15)), "due December 15");
    assert_eq!(due(date(2026, 11, 13)), "was due November 13");
    assert_eq!(due(date(2027, 1, 2)), "due January 2, 2027");
}

#[test]
fn lines_that_do_not_add_up_are_not_shown_as_if_they_did() {
    let line = |amount: Option<&str>| InvoiceLine {
        text: "Blood test".to_owned(),
        amount: amount.map(dollars),
    };
    let locale = Locale::new("en");
    let lines = |lines| owed::lines(&[Invoice { lines, ..invoice() }], date(2026, 11, 23), &locale);

    assert_eq!(lines(vec![line(Some("8.00")), line(Some("12.00"))]).len(), 2);
    for strange in [vec![line(Some("8.00"))], vec![line(Some("20.00")), line(None)]] {
        let shown = lines(strange);
        assert_eq!(shown.len(), 1);
        assert!(shown[0].amount == dollars("20.00"), "what is to be paid is the total");
    }
    assert_eq!(lines(Vec::new())[0].label, "Visit on October 4");
}

#[test]
fn money_that_was_never_spoken_of_stands_on_no_paper() {
    let locale = Locale::new("en");
    let mut session = maria("en");
    session.payment = None;
    assert!(
        writer(&locale).receipt(&session).is_none(),
        "in an emergency department nobody asks about money first"
    );

    session.eligibility = Eligibility::Answered(Benefits {
        active: true,
        copay: Some(dollars("30.00")),
        ..Benefits::default()
    });
    let estimate = writer(&locale).receipt(&session).unwrap();
    assert_eq!(estimate.title, "What this visit may cost");
    assert!(estimate.total.is_none(), "an estimate is no bill");
}

#[test]
fn a_guardian_signs_for_a_child_and_the_copy_says_so() {
    let mut session = maria("en");
    session.guardian = Some(Contact {
        name: "Grace Williams".into(),
        phone: None,
        relationship: Relationship::Parent,
    });
    session.dossier.consents = vec![ConsentDocument {
        code: "treatment".to_owned(),
        version: "2026-01".to_owned(),
        source: "DocumentReference/1".to_owned(),
        texts: vec![ConsentText {
            language: "ar".to_owned(),
            title: "الموافقة على العلاج".to_owned(),
            paragraphs: vec!["أوافق على الفحص والعلاج.".to_owned()],
        }],
    }];
    let answer = ConsentAnswer {
        code: "treatment".to_owned(),
        language: "ar".to_owned(),
        decision: Decision::Accepted(Signature {
            strokes: vec![vec![(0.1, 0.5), (0.9, 0.4)]],
            aspect: 2.5,
        }),
        at: NOW.parse().unwrap(),
        copy: None,
    };
    // The screen has meanwhile been turned to English: what was signed was Arabic.
    let locale = Locale::new("en");

    let copy = writer(&locale).signed_copy(&session, &answer).unwrap();

    assert!(copy.direction == Direction::RightToLeft);
    assert!(copy.signer_line.contains("Grace Williams") && copy.signer_line.contains("María García-López"));
    assert!(copy.pages_label.contains("{page}") && copy.pages_label.contains("{pages}"));
    assert!(copy.pdf(&Fonts::system().unwrap()).unwrap().starts_with(b"%PDF"));
    let unknown = ConsentAnswer {
        code: "other".to_owned(),
        ..answer
    };
    assert!(writer(&locale).signed_copy(&session, &unknown).is_none());
}

#[test]
fn every_paper_can_be_drawn_in_every_language() {
    let fonts = Fonts::system().unwrap();
    for language in ["en", "es", "ar"] {
        let locale = Locale::new(language);
        let papers = writer(&locale).papers(&maria(language), Outcome::CheckedIn);
        assert_eq!(papers.label, "A-17-1f3a9c02", "nothing private in the name of a job");
        papers.wristband.unwrap().pdf(&fonts).unwrap();
        papers.ticket.unwrap().pdf(&fonts).unwrap();
        papers.receipt.unwrap().pdf(&fonts).unwrap();
    }
}

#[test]
fn whoever_is_not_registered_takes_no_paper_along() {
    let locale = Locale::new("en");
    for outcome in [
        Outcome::SeeDesk(SeeDesk::Staff),
        Outcome::HandedOver,
        Outcome::Abandoned,
    ] {
        let papers = writer(&locale).papers(&maria("en"), outcome);
        assert!(
            papers.wristband.is_none() && papers.ticket.is_none() && papers.receipt.is_none(),
            "{outcome}"
        );
    }
}
