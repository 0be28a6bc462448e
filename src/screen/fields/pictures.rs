#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use std::sync::Arc;
use iced::Size;
use jiff::{SignedDuration, Timestamp};
use registration::identity::Proof;
use registration::person::*;
use registration::visit::Visit;
use registration::Record;
use serde_json::json;
use crate::app::App;
use crate::core::Core;
use crate::service::central::Found;
use crate::service::scripted::{self, ScriptedCentral};
use crate::service::clock::SystemClock;
use crate::stage::Stage;

fn person(child: bool) -> Person {
    let name = if child { PersonName { family: "Williams".into(), given: Some("Noah".into()) } } else { PersonName { family: "García-López".into(), given: Some("María".into()) } };
    let mut person = Person::new(name, BirthDate::from_fhir(if child {"2019-05-30"} else {"1985-04-12"}).unwrap());
    person.address = Some(Address { street: "1402 Maple Street".into(), unit: None, city: "Springfield".into(), state: Some("IL".into()), postal_code: Some("62704".into()) });
    if !child {
        person.phone = Some(Phone::on_file("+1 317 555 0142"));
        person.email = Some(Email::on_file("maria@example.org"));
        person.emergency_contact = Some(Contact { name: "Lucía García".into(), phone: Some(Phone::on_file("+1 317 555 0143")), relationship: Relationship::Sibling });
    }
    person
}

fn found(start: SignedDuration, proof: Proof, child: bool, remote: bool) -> Found {
    let related = json!({"resourceType":"RelatedPerson","id":"g","active":true,"name":[{"given":["Grace"],"family":"Williams"}],"telecom":[{"system":"phone","value":"+1 317 555 0161"}],"relationship":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-RoleCode","code":"MTH"}]},{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-RoleCode","code":"GUARD"}]}]});
    Found {
        patient: Record::new(json!({"resourceType":"Patient","id":"1"}), None),
        related: if child { vec![Record::new(related, None)] } else { vec![] },
        person: person(child),
        proof,
        visit: Some(Visit {
            appointment: Record::new(json!({"resourceType":"Appointment","id":"1"}), None),
            start: Timestamp::now() + start,
            provider: Some("Dr. Amara Osei".into()), service: Some("Cardiology".into()), reason: Some("Follow-up visit".into()),
            place: Some("Second floor, east wing".into()), directions: vec![], remote, closed: false, arrived: false,
        }),
    }
}

struct Book { stage: Stage, prefix: String, n: usize, dir: tempfile::TempDir, _rt: tokio::runtime::Runtime }
impl Book {
    fn open(prefix: &str, size: (f32, f32), finds: Option<Found>, reachable: bool, comforts: &[&str]) -> Self {
        let rt = tokio::runtime::Runtime::new().unwrap();
        let dir = tempfile::tempdir().unwrap();
        let mut central = ScriptedCentral::default(); central.finds = finds; central.reachable = reachable;
        let mut services = scripted::services(Arc::new(central), Arc::new(SystemClock), dir.path()).unwrap();
        services.camera = Some(Arc::new(capture::PictureCamera::new(vec!["resources/demo/cards/empty.jpg".into()])));
        let core = Core::new(Arc::default(), services, Size::new(size.0, size.1));
        let mut app = App::new(core); app.double_strike = std::time::Duration::ZERO; let stage = Stage::new(app, Size::new(size.0, size.1), rt.handle().clone()).unwrap();
        let mut book = Self { stage, prefix: prefix.into(), n: 0, dir, _rt: rt };
        book.shot("attract");
        book.touch("start");
        book.shot("comfort");
        for c in comforts { book.touch(c); }
        if !comforts.is_empty() { book.shot("comfort"); }
        book.touch("primary");
        book
    }
    fn shot(&mut self, name: &str) {
        self.stage.settle();
        self.n += 1;
        let _ = &self.dir;
        let path = format!("/tmp/shots/{}-{:02}-{}.png", self.prefix, self.n, name);
        self.stage.save_picture(std::path::Path::new(&path)).unwrap();
        let canvas = self.stage.app.core.look.canvas;
        for item in self.stage.items() {
            let b = item.bounds;
            if b.x < -1.0 || b.y < -1.0 || b.x + b.width > canvas.width + 1.0 || b.y + b.height > canvas.height + 1.0 {
                println!("OUT {path}: {} {:?}", item.id, b);
            }
        }
        for item in self.stage.items() {
            if matches!(item.role, ui::Role::Button | ui::Role::Field | ui::Role::Choice | ui::Role::Toggle) && item.bounds.height < self.stage.app.core.look.target() - 2.0 { println!("SQUEEZED {path}: {} {:?}", item.id, item.bounds); }
            if matches!(item.role, ui::Role::Text | ui::Role::Heading | ui::Role::Alert | ui::Role::Status) && item.bounds.height < self.stage.app.core.look.text(ui::Size::Label28) { println!("SQUEEZED {path}: {} {} {:?}", item.id, item.label, item.bounds); }
        }
        let items: Vec<_> = self.stage.items().into_iter().filter(|i| matches!(i.role, ui::Role::Button | ui::Role::Field | ui::Role::Choice | ui::Role::Toggle | ui::Role::Alert | ui::Role::Heading) && !i.id.ends_with("problem-x")).collect();
        for (i, a) in items.iter().enumerate() { for b in &items[i+1..] {
            if a.bounds.intersection(&b.bounds).is_some_and(|r| r.width > 2.0 && r.height > 2.0) { println!("OVERLAP {path}: {} / {}", a.id, b.id); }
        } }
    }
    fn touch(&mut self, id: &str) {
 if let Err(e) = self.stage.touch(id) { println!("{}: {e}", self.prefix); } self.stage.settle(); }
    fn type_(&mut self, words: &str) { for c in words.chars() { if c == ' ' { self.touch("key-space") } else { self.touch(&format!("key-{}", c.to_lowercase())) } } }
}

fn walk(prefix: &str, size: (f32, f32), comforts: &[&str]) {
    std::fs::create_dir_all("/tmp/shots").unwrap();
    let lang = comforts.iter().find_map(|c| c.strip_prefix("language-")).unwrap_or("en").to_owned();
    let date = if lang == "en" { "0412" } else { "1204" };
    let mut b = Book::open(prefix, size, Some(found(SignedDuration::from_mins(12), Proof::Told, false, false)), true, comforts);
    b.shot("birth");
    b.type_(if lang == "en" {"02301985"} else {"30021985"});
    b.touch("primary");
    b.shot("birth-wrong");
    b.touch("key-clear");
    b.type_(date); b.type_("19"); b.shot("birth-half"); b.type_("85");
    b.touch("primary");
    b.shot("name");
    if lang == "ar" { b.type_("ليلى"); b.touch("field-family"); b.type_("حداد"); } else { b.type_("maria"); b.touch("field-family"); b.type_("garcia-lopez"); }
    b.shot("name-typed");
    b.touch("primary");
    b.shot("visit");
    b.touch("primary");
    b.shot("details");
    for row in ["name", "address", "phone", "email", "language", "emergency", "guarantor"] {
        let id = format!("change-{row}");
        if !b.stage.offers(&id) { b.touch("primary"); b.shot("details-sheet"); }
        b.touch(&id);
        b.shot(&format!("edit-{row}"));
        if row == "address" { b.touch("primary"); b.touch("primary"); b.shot("edit-address-wrong"); }
        if row == "emergency" { b.touch("primary"); b.shot("edit-emergency-unchosen"); b.touch("choice-friend"); b.touch("primary"); b.shot("edit-emergency-who"); b.touch("back"); }
        if row == "guarantor" { b.touch("choice-other"); b.touch("primary"); b.shot("edit-guarantor-other"); b.touch("back"); }
        b.touch("back");
    }
    // a miss
    let mut b = Book::open(&format!("{prefix}-miss"), size, None, true, comforts);
    b.type_(date); b.type_("1985"); b.touch("primary");
    if lang == "ar" { b.type_("ليلى"); b.touch("field-family"); b.type_("حداد"); } else { b.type_("maria"); b.touch("field-family"); b.type_("garcia-lopez"); }
    b.touch("primary"); b.shot("miss");
    b.touch("back");
    if !b.stage.offers("find-code") { b.touch("find-other"); b.shot("other-ways"); }
    b.touch("find-code"); b.shot("code"); b.type_("k7p"); b.touch("primary"); b.shot("code-wrong");
    b.touch("find-scan"); std::thread::sleep(std::time::Duration::from_millis(900)); b.shot("scan");
    // away
    let mut b = Book::open(&format!("{prefix}-away"), size, None, false, comforts);
    b.type_(date); b.type_("1985"); b.touch("primary");
    if lang == "ar" { b.type_("ليلى"); b.touch("field-family"); b.type_("حداد"); } else { b.type_("maria"); b.touch("field-family"); b.type_("garcia-lopez"); }
    b.touch("primary"); b.shot("away"); b.touch("primary"); b.shot("visit-new"); b.touch("primary"); b.shot("new-address");
    // child
    let mut b = Book::open(&format!("{prefix}-child"), size, Some(found(SignedDuration::from_mins(95), Proof::Told, true, false)), true, comforts);
    b.type_(date); b.type_("1985"); b.touch("primary");
    if lang == "ar" { b.type_("ليلى"); b.touch("field-family"); b.type_("حداد"); } else { b.type_("maria"); b.touch("field-family"); b.type_("garcia-lopez"); }
    b.touch("primary"); b.shot("visit"); b.touch("primary"); b.shot("guardian"); b.touch("choice-somebody-else"); b.touch("primary"); b.shot("guardian-what"); b.touch("back"); b.touch("choice-guardian-0"); b.touch("primary"); b.shot("details");
    for (name, start, remote) in [("late", SignedDuration::from_mins(-90), false), ("early", SignedDuration::from_hours(5), false), ("not-today", SignedDuration::from_hours(50), false), ("video", SignedDuration::from_mins(30), true)] {
        let mut b = Book::open(&format!("{prefix}-{name}"), size, Some(found(start, Proof::Told, false, remote)), true, comforts);
        b.type_(date); b.type_("1985"); b.touch("primary");
        if lang == "ar" { b.type_("ليلى"); b.touch("field-family"); b.type_("حداد"); } else { b.type_("maria"); b.touch("field-family"); b.type_("garcia-lopez"); }
        b.touch("primary"); b.shot("visit");
    }
}

#[test] #[ignore] fn p() { walk("p", (1080.0, 1920.0), &[]); }
#[test] #[ignore] fn par() { walk("par", (1080.0, 1920.0), &["language-ar"]); }
#[test] #[ignore] fn pes() { walk("pes", (1080.0, 1920.0), &["language-es", "text-large"]); }
#[test] #[ignore] fn l() { walk("l", (1920.0, 1080.0), &[]); }
#[test] #[ignore] fn ll() { walk("ll", (1920.0, 1080.0), &["text-largest"]); }
#[test] #[ignore] fn llow() { walk("llow", (1920.0, 1080.0), &["low-reach"]); }
#[test] #[ignore] fn pl() { walk("pl", (1080.0, 1920.0), &["text-largest"]); }
#[test] #[ignore] fn pesl() { walk("pesl", (1080.0, 1920.0), &["language-es", "text-largest"]); }
#[test] #[ignore] fn plow() { walk("plow", (1080.0, 1920.0), &["low-reach", "contrast"]); }
#[test] #[ignore] fn s() { walk("s", (768.0, 1366.0), &["language-es"]); }
