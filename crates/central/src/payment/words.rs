//! What the payment page says, in the languages it speaks.

/// A language's words.
#[derive(Debug)]
pub(crate) struct Words {
    pub language: &'static str,
    pub direction: &'static str,
    pub title: &'static str,
    pub what_for: &'static str,
    pub to_pay: &'static str,
    /// The button; `{}` stands for the amount.
    pub pay: &'static str,
    pub pretend: &'static str,
    pub until: &'static str,
    pub paid: &'static str,
    pub paid_text: &'static str,
    pub paid_before: &'static str,
    pub paid_before_text: &'static str,
    pub over: &'static str,
    pub over_text: &'static str,
}

const ENGLISH: Words = Words {
    language: "en",
    direction: "ltr",
    title: "Pay for your visit",
    what_for: "Your clinic visit",
    to_pay: "To pay",
    pay: "Pay {}",
    pretend: "This is a demonstration. No card is asked for and no money moves.",
    until: "This page works for a few minutes, and once.",
    paid: "Thank you. It is paid.",
    paid_text: "You can put your phone away. The screen at the clinic knows already.",
    paid_before: "This was already paid.",
    paid_before_text: "Nothing more was taken. You can put your phone away.",
    over: "This payment page is no longer open.",
    over_text: "Nothing was taken. Ask for a new code at the screen, or pay at the desk. Your visit goes on either way.",
};

const SPANISH: Words = Words {
    language: "es",
    direction: "ltr",
    title: "Pague su visita",
    what_for: "Su visita a la clínica",
    to_pay: "A pagar",
    pay: "Pagar {}",
    pretend: "Esto es una demostración. No se pide ninguna tarjeta y no se cobra dinero.",
    until: "Esta página funciona unos minutos, y una sola vez.",
    paid: "Gracias. Ya está pagado.",
    paid_text: "Puede guardar su teléfono. La pantalla de la clínica ya lo sabe.",
    paid_before: "Esto ya estaba pagado.",
    paid_before_text: "No se cobró nada más. Puede guardar su teléfono.",
    over: "Esta página de pago ya no está abierta.",
    over_text: "No se cobró nada. Pida un código nuevo en la pantalla o pague en recepción. Su visita sigue igual.",
};

const ARABIC: Words = Words {
    language: "ar",
    direction: "rtl",
    title: "ادفع مقابل زيارتك",
    what_for: "زيارتك للعيادة",
    to_pay: "المبلغ المطلوب",
    pay: "ادفع {}",
    pretend: "هذا عرض تجريبي. لا تُطلب أي بطاقة ولا يُسحب أي مال.",
    until: "تعمل هذه الصفحة لبضع دقائق ولمرة واحدة.",
    paid: "شكرًا لك. تم الدفع.",
    paid_text: "يمكنك أن تضع هاتفك جانبًا. شاشة العيادة تعرف ذلك الآن.",
    paid_before: "تم دفع هذا المبلغ من قبل.",
    paid_before_text: "لم يُسحب أي مبلغ آخر. يمكنك أن تضع هاتفك جانبًا.",
    over: "صفحة الدفع هذه لم تعد مفتوحة.",
    over_text: "لم يُسحب أي مبلغ. اطلب رمزًا جديدًا من الشاشة أو ادفع عند مكتب الاستقبال. زيارتك مستمرة في الحالتين.",
};

/// The language that an `Accept-Language` header likes best, of those the page speaks.
pub(crate) fn words(accept_language: &str) -> &'static Words {
    let mut wishes: Vec<(u16, &str)> = accept_language
        .split(',')
        .take(20)
        .map(|wish| {
            let (tag, weight) = wish.split_once(";q=").unwrap_or((wish, "1"));
            let weight: f32 = weight.trim().parse().unwrap_or(0.0);

            ((weight.clamp(0.0, 1.0) * 1000.0) as u16, tag.trim())
        })
        .filter(|(weight, _)| *weight > 0)
        .collect();
    wishes.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));

    wishes
        .into_iter()
        .find_map(|(_, tag)| match tag.split('-').next()?.to_ascii_lowercase().as_str() {
            "en" => Some(&ENGLISH),
            "es" => Some(&SPANISH),
            "ar" => Some(&ARABIC),
            _ => None,
        })
        .unwrap_or(&ENGLISH)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn the_phones_language_is_spoken() {
        assert_eq!(words("es-MX,es;q=0.9,en;q=0.8").language, "es");
        assert_eq!(words("fr-FR,ar;q=0.5,en;q=0.4").language, "ar");
        assert_eq!(words("vi").language, "en");
        assert_eq!(words("").language, "en");
        assert_eq!(words("ar;q=0, es").language, "es");
    }
}
