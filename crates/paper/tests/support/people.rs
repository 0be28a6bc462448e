//! Papers of invented people, in three languages.

use portico_paper::{Amount, Direction, Line, Receipt, SignedDocument, Ticket, Wristband};

pub const LANGUAGES: [&str; 3] = ["en", "es", "ar"];

pub fn direction(language: &str) -> Direction {
    if language == "ar" {
        Direction::RightToLeft
    } else {
        Direction::LeftToRight
    }
}

fn line(label: &str, value: &str) -> Line {
    Line {
        label: label.to_owned(),
        value: value.to_owned(),
    }
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

pub fn wristband(language: &str) -> Wristband {
    let [name, birth_date, birth_date_label, number_label, visit_date] = match language {
        "es" => [
            "García-López, María",
            "12 de abril de 1985",
            "Fecha de nacimiento",
            "Número de historia clínica",
            "23 de noviembre de 2026",
        ],
        "ar" => [
            "ليلى حدّاد",
            "21 يوليو 1990",
            "تاريخ الميلاد",
            "رقم السجل الطبي",
            "23 نوفمبر 2026",
        ],
        _ => [
            "O’Connor, James",
            "3 September 1951",
            "Born",
            "Medical record number",
            "23 November 2026",
        ],
    };

    Wristband {
        name: name.to_owned(),
        birth_date: birth_date.to_owned(),
        birth_date_label: birth_date_label.to_owned(),
        number_label: number_label.to_owned(),
        number: "MRN-00482913".to_owned(),
        visit_date: visit_date.to_owned(),
        payload: "]d28018123456789012345\u{1d}8020MRN-00482913".to_owned(),
        direction: direction(language),
    }
}

pub fn ticket(language: &str) -> Ticket {
    let (headline, code_label, lines, steps_title, steps, footer) = match language {
        "es" => (
            "Su llegada está registrada",
            "Su número",
            vec![
                line("Profesional", "Dra. Amara Osei, Cardiología"),
                line("Hora de la cita", "10:30"),
                line("Lugar", "Segundo piso, ala este"),
            ],
            "Cómo llegar",
            owned(&[
                "Tome el ascensor B hasta el segundo piso.",
                "Gire a la derecha y siga la línea amarilla.",
                "Siéntese en la zona C. Le llamarán por su número.",
            ]),
            owned(&["¿Necesita ayuda? Pregunte en recepción o llame al 317 555 0100."]),
        ),
        "ar" => (
            "تم تسجيل وصولك",
            "رقمك",
            vec![
                line("الطبيب", "د. أمارا أوسي، أمراض القلب"),
                line("وقت الموعد", "10:30"),
                line("المكان", "الطابق الثاني، الجناح الشرقي"),
            ],
            "كيف تصل إلى هناك",
            owned(&[
                "خذ المصعد B إلى الطابق الثاني.",
                "انعطف يمينًا واتبع الخط الأصفر.",
                "اجلس في المنطقة C. سننادي على رقمك.",
            ]),
            owned(&["هل تحتاج إلى مساعدة؟ اسأل مكتب الاستقبال أو اتصل على الرقم \u{2068}317 555 0100\u{2069}."]),
        ),
        _ => (
            "You are checked in",
            "Your number",
            vec![
                line("Doctor", "Dr. Amara Osei, Cardiology"),
                line("Appointment", "10:30 AM"),
                line("Where", "Second floor, east wing"),
            ],
            "How to get there",
            owned(&[
                "Take elevator B to the second floor.",
                "Turn right and follow the yellow line.",
                "Take a seat in area C. We will call your number.",
            ]),
            owned(&["Need help? Ask at the front desk or call 317 555 0100."]),
        ),
    };

    Ticket {
        site: "St. Brigid Clinic".to_owned(),
        headline: headline.to_owned(),
        code_label: code_label.to_owned(),
        code: "A 17".to_owned(),
        lines,
        steps_title: steps_title.to_owned(),
        steps,
        footer,
        qr: Some("https://pay.example.org/v/7Q2M4K8ZT6".to_owned()),
        direction: direction(language),
    }
}

pub fn receipt(language: &str) -> Receipt {
    let item = |label: &str, note: &str, amount: &str| Amount {
        label: label.to_owned(),
        note: (!note.is_empty()).then(|| note.to_owned()),
        amount: amount.to_owned(),
    };
    let (title, lines, items, total, footer) = match language {
        "es" => (
            "Recibo",
            vec![
                line("Paciente", "María García-López"),
                line("Fecha", "23 de noviembre de 2026"),
                line("Recibo n.º", "R-20261123-0017"),
            ],
            vec![
                item(
                    "Copago de la visita de control",
                    "Pagado hoy con su teléfono",
                    "45,00 $",
                ),
                item(
                    "Saldo de la visita del 4 de octubre, después del seguro",
                    "Vence el 15 de diciembre",
                    "20,00 $",
                ),
            ],
            ("Pendiente", "20,00 $"),
            owned(&["Guarde este recibo. Puede pagar el resto en el mostrador o en línea."]),
        ),
        "ar" => (
            "إيصال",
            vec![
                line("المريض", "ليلى حدّاد"),
                line("التاريخ", "23 نوفمبر 2026"),
                line("رقم الإيصال", "R-20261123-0017"),
            ],
            vec![
                item("الدفعة المشتركة للزيارة", "دُفعت اليوم بهاتفك", "US$ 45.00"),
                item("رصيد زيارة 4 أكتوبر بعد التأمين", "يستحق في 15 ديسمبر", "US$ 20.00"),
            ],
            ("المتبقي", "US$ 20.00"),
            owned(&["احتفظ بهذا الإيصال. يمكنك دفع الباقي في مكتب الاستقبال أو عبر الإنترنت."]),
        ),
        _ => (
            "Receipt",
            vec![
                line("Patient", "James O’Connor"),
                line("Date", "November 23, 2026"),
                line("Receipt number", "R-20261123-0017"),
            ],
            vec![
                item("Copay for your follow-up visit", "Paid today with your phone", "$45.00"),
                item(
                    "Balance of your visit on October 4, after insurance",
                    "Due December 15",
                    "$20.00",
                ),
            ],
            ("Still to pay", "$20.00"),
            owned(&["Keep this receipt. You can pay the rest at the desk or online."]),
        ),
    };

    Receipt {
        site: "St. Brigid Clinic".to_owned(),
        title: title.to_owned(),
        lines,
        items,
        total: Some((total.0.to_owned(), total.1.to_owned())),
        footer,
        direction: direction(language),
    }
}

pub fn document(language: &str) -> SignedDocument {
    let [
        title,
        version_line,
        decision,
        signer_line,
        signed_at_line,
        hash_label,
        pages_label,
    ] = match language {
        "es" => [
            "Consentimiento para el tratamiento",
            "Versión 2026-01",
            "Aceptado y firmado",
            "Firmado por María García-López",
            "23 de noviembre de 2026, 10:14",
            "Huella digital de este documento",
            "Página {page} de {pages}",
        ],
        "ar" => [
            "الموافقة على العلاج",
            "الإصدار \u{2068}2026-01\u{2069}",
            "تمت الموافقة والتوقيع",
            "وقّعت: ليلى حدّاد",
            "23 نوفمبر 2026 في الساعة 10:14",
            "بصمة هذا المستند",
            "صفحة {page} من {pages}",
        ],
        _ => [
            "Consent to treatment",
            "Version 2026-01",
            "Accepted and signed",
            "Signed by James O’Connor",
            "November 23, 2026, 10:14 AM",
            "Fingerprint of this document",
            "Page {page} of {pages}",
        ],
    };
    let paragraphs = match language {
        "es" => owned(&[
            "Acepto que el equipo de St. Brigid Clinic me examine y me trate. Me explicarán qué van a hacer y por qué, y puedo hacer preguntas en cualquier momento.",
            "Puedo cambiar de opinión y decir que no a cualquier examen o tratamiento, incluso después de firmar. Decir que no no cambia cómo me atienden.",
            "Si algo no está claro, el personal me lo explicará otra vez, en mi idioma y sin costo.",
        ]),
        "ar" => owned(&[
            "أوافق على أن يقوم فريق عيادة St. Brigid Clinic بفحصي ومعالجتي. سيشرحون لي ما سيفعلونه ولماذا، ويمكنني طرح الأسئلة في أي وقت.",
            "يمكنني تغيير رأيي ورفض أي فحص أو علاج حتى بعد التوقيع. الرفض لا يغيّر طريقة معاملتي (هذا حقي).",
            "إذا لم يكن شيء ما واضحًا، فسيشرحه لي الموظفون مرة أخرى بلغتي ومن دون أي تكلفة.",
        ]),
        _ => owned(&[
            "I agree that the team of St. Brigid Clinic may examine and treat me. They will tell me what they are going to do and why, and I can ask questions at any time.",
            "I can change my mind and say no to any test or treatment, even after I have signed. Saying no does not change how I am cared for.",
            "If anything is not clear, staff will explain it again, in my language and free of charge.",
        ]),
    };

    SignedDocument {
        site: "St. Brigid Clinic".to_owned(),
        title: title.to_owned(),
        version_line: version_line.to_owned(),
        paragraphs,
        decision: decision.to_owned(),
        signer_line: signer_line.to_owned(),
        signed_at_line: signed_at_line.to_owned(),
        strokes: signature(),
        aspect: 3.0,
        hash_label: hash_label.to_owned(),
        pages_label: pages_label.to_owned(),
        fingerprint: None,
        direction: direction(language),
    }
}

/// A hand that is in a hurry: loops that fall off to the right, and a dot.
pub fn signature() -> Vec<Vec<(f32, f32)>> {
    let name = (0..120)
        .map(|step| {
            let along = step as f32 / 119.0;
            let turn = along * 34.0;
            (
                0.08 + along * 0.74 + turn.sin() * 0.025,
                0.5 - turn.cos() * 0.28 * (1.0 - along * 0.75),
            )
        })
        .collect();
    let underline = (0..20)
        .map(|step| (0.15 + step as f32 * 0.035, 0.86 - (step as f32 * 0.16).sin() * 0.05))
        .collect();

    vec![name, underline, vec![(0.86, 0.42)]]
}
