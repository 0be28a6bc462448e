//! Sample pages, as screens would build them.

use crate::{Language, Message, components};
use iced::Point;
use iced::widget::container;
use ui::dialog::words;
use ui::keyboard::{KeyboardLabels, KeyboardState, Layout};
use ui::{
    Aside, Chrome, Element, Field, Icon, Look, NumberPadLabels, Page, PagingLabels, Primary, Problem, Size, Space,
    Tone, badge, button, camera_view, card, choice_list, column, dialog, frame_with_paging, grow, keyboard, layered,
    layout, notice, number_pad, qr, row, signature_pad, step_list, summary_card, summary_row, text,
};

type View = fn(&Look, Language) -> Element<'static, Message>;

/// Every page by its name.
pub fn all() -> Vec<(&'static str, View)> {
    vec![
        ("attract", attract),
        ("birth", birth_date),
        ("visit", visit),
        ("name", name),
        ("camera", camera),
        ("check", check_card),
        ("consent", consent),
        ("choose", choose),
        ("pay", pay),
        ("done", done),
        ("dialog", start_over),
        ("components", components::all),
    ]
}

fn chrome(l: Language, number: usize, name: String) -> Chrome<'static, Message> {
    Chrome {
        step: Some((
            number,
            7,
            l.say(&format!("Step {number} of 7"), &format!("الخطوة {number} من 7")),
            name,
        )),
        help: (l.say("Help", "مساعدة"), ()),
        start_over: Some((l.say("Start over", "البدء من جديد"), ())),
        language: Some((l.say("English", "العربية"), ())),
        back_label: l.say("Back", "رجوع"),
        banner: None,
    }
}

fn paged(
    look: &Look,
    l: Language,
    chrome: Chrome<'static, Message>,
    page: Page<'static, Message>,
) -> Element<'static, Message> {
    let labels = PagingLabels {
        up: l.say("Back up", "إلى الأعلى"),
        down: l.say("More below", "المزيد في الأسفل"),
    };

    frame_with_paging(look, chrome, page, &labels)
}

fn attract(look: &Look, l: Language) -> Element<'static, Message> {
    components::attract_screen(look, l)
}

fn pad_labels(l: Language) -> NumberPadLabels {
    NumberPadLabels {
        clear: l.say("Clear", "مسح"),
        backspace: l.say("Delete", "حذف"),
    }
}

fn birth_date(look: &Look, l: Language) -> Element<'static, Message> {
    let field = |id: &str, label: String, value: &str, placeholder: &str, focused: bool| {
        Field::new(look, id, label, value)
            .placeholder(placeholder)
            .focused(focused)
            .on_press(())
            .into()
    };
    let fields = row(
        look,
        vec![
            field("month", l.say("Month", "الشهر"), "04", "__", false),
            field("day", l.say("Day", "اليوم"), "12", "__", false),
            field("year", l.say("Year", "السنة"), "19", "____", true),
        ],
    );
    let page = Page::new(l.say("When were you born?", "متى وُلدت؟"), fields)
        .hint(l.say(
            "Month, day and year. For example 4 12 1985.",
            "الشهر واليوم والسنة. مثال: 4 12 1985.",
        ))
        .keypad(number_pad(look, &pad_labels(l), |_| ()))
        .aside(Aside::new("use-code", l.say("I have a code", "لدي رمز"), ()))
        .aside(Aside::new("scan", l.say("Scan my licence", "مسح رخصتي"), ()))
        .aside(Aside::new("new", l.say("I am new here", "أنا جديد هنا"), ()))
        .back(())
        .primary(Primary::new("continue", l.say("Continue", "متابعة"), None));

    paged(look, l, chrome(l, 1, l.say("Find my visit", "موعدي")), page)
}

fn visit(look: &Look, l: Language) -> Element<'static, Message> {
    let top = layout::row_with(
        look,
        vec![
            badge(look, "date", l.say("Nov", "نوفمبر"), "23"),
            grow(
                look,
                layout::column_with(
                    look,
                    vec![
                        text::styled(look, l.say("10:30 in the morning", "10:30 صباحًا"))
                            .size(Size::Lead44)
                            .bold()
                            .into(),
                        text::styled(
                            look,
                            l.say("In 12 minutes. You are on time.", "بعد 12 دقيقة. أنت في الموعد."),
                        )
                        .muted()
                        .into(),
                    ],
                    Space::S8,
                ),
            ),
        ],
        Space::S40,
        iced::alignment::Vertical::Center,
    );
    let line = |id: &str, label: String, value: String| summary_row(look, id, label, value, None, Tone::Plain, None);
    let control = summary_card(
        look,
        vec![
            container(top)
                .padding([look.space(Space::S24), look.space(Space::S16)])
                .into(),
            line(
                "with",
                l.say("With", "مع"),
                l.say("Dr. Amara Osei, Cardiology", "د. أمارا أوسي، أمراض القلب"),
            ),
            line("for", l.say("For", "السبب"), l.say("Follow-up visit", "زيارة متابعة")),
            line(
                "where",
                l.say("Where", "المكان"),
                l.say("Second floor, east wing", "الطابق الثاني، الجناح الشرقي"),
            ),
        ],
    );
    let page = Page::new(l.say("Is this your visit today?", "هل هذا موعدك اليوم؟"), control)
        .aside(Aside::new(
            "not-mine",
            l.say("This is not my visit", "هذا ليس موعدي"),
            (),
        ))
        .back(())
        .primary(Primary::new(
            "yes",
            l.say("Yes, this is right", "نعم، هذا صحيح"),
            Some(()),
        ));

    paged(look, l, chrome(l, 2, l.say("Your visit", "موعدك")), page)
}

fn name(look: &Look, l: Language) -> Element<'static, Message> {
    let (state, letters) = match l {
        Language::English => (KeyboardState::new(Layout::Latin).shifted(), Layout::Latin),
        Language::Arabic => (KeyboardState::new(Layout::Arabic), Layout::Arabic),
    };
    let labels = KeyboardLabels {
        space: l.say("space", "مسافة"),
        backspace: l.say("Delete", "حذف"),
        clear: l.say("Clear", "مسح"),
        shift: l.say("Capital letters", "أحرف كبيرة"),
        done: None,
        letters,
    };
    let control = column(
        look,
        vec![
            Field::new(
                look,
                "family",
                l.say("Family name", "اسم العائلة"),
                l.say("García-López", "حدّاد"),
            )
            .on_press(())
            .into(),
            Field::new(look, "given", l.say("First name", "الاسم الأول"), l.say("", "ليلى"))
                .focused(true)
                .problem(Some(l.say(
                    "Type your first name, as on your card.",
                    "اكتب اسمك الأول كما في بطاقتك.",
                )))
                .on_press(())
                .into(),
        ],
    );
    let page = Page::new(l.say("What is your name?", "ما اسمك؟"), control)
        .problem(Problem::new(
            l.say("First name", "الاسم الأول"),
            l.say("We need it to find you.", "نحتاجه للعثور عليك."),
        ))
        .keypad(keyboard(look, &state, &labels, |_| ()))
        .back(())
        .primary(Primary::new("continue", l.say("Continue", "متابعة"), Some(())));

    paged(look, l, chrome(l, 1, l.say("Find my visit", "موعدي")), page)
}

fn camera(look: &Look, l: Language) -> Element<'static, Message> {
    let corners = [
        Point::new(0.19, 0.22),
        Point::new(0.78, 0.18),
        Point::new(0.80, 0.72),
        Point::new(0.21, 0.77),
    ];
    let control = camera_view(
        look,
        "camera",
        Some(components::preview(corners)),
        Some(corners),
        Tone::Success,
        l.say("Good. Hold still…", "جيد. لا تتحرك…"),
    );
    let page = Page::new(
        l.say(
            "Hold the front of your card up to the camera",
            "ضع الوجه الأمامي لبطاقتك أمام الكاميرا",
        ),
        control,
    )
    .hint(l.say("Below the screen, about a hand away.", "أسفل الشاشة، على بعد كف اليد."))
    .aside(Aside::new("take", l.say("Take the picture", "التقط الصورة"), ()).icon(Icon::Camera))
    .aside(Aside::new("without", l.say("I don't have it with me", "ليست معي"), ()))
    .back(())
    .primary(Primary::new("continue", l.say("Continue", "متابعة"), None));

    paged(look, l, chrome(l, 4, l.say("Insurance", "التأمين")), page)
}

fn check_card(look: &Look, l: Language) -> Element<'static, Message> {
    let change = || Some((l.say("Change", "تغيير"), ()));
    let remark = text::styled(
        look,
        l.say(
            "Please check. This part was hard to read.",
            "يرجى التحقق. كانت قراءة هذا الجزء صعبة.",
        ),
    )
    .color(look.palette.attention)
    .into();
    let control = summary_card(
        look,
        vec![
            summary_row(
                look,
                "payer",
                l.say("Insurance", "التأمين"),
                "Evergreen Health Plan, PPO",
                change(),
                Tone::Plain,
                None,
            ),
            summary_row(
                look,
                "member-id",
                l.say("Member ID", "رقم العضوية"),
                "XEH 8045 1209 701",
                change(),
                Tone::Plain,
                None,
            ),
            summary_row(
                look,
                "group",
                l.say("Group number", "رقم المجموعة"),
                "0083-7745",
                change(),
                Tone::Attention,
                Some(remark),
            ),
            summary_row(
                look,
                "member",
                l.say("Member", "العضو"),
                l.say("María J. García-López", "ليلى حدّاد"),
                change(),
                Tone::Plain,
                None,
            ),
        ],
    );
    let page = Page::new(l.say("Is this what your card says?", "هل هذا ما في بطاقتك؟"), control)
        .hint(l.say("Touch Change beside what is wrong.", "المس «تغيير» بجانب الخطأ."))
        .back(())
        .primary(Primary::new(
            "yes",
            l.say("Yes, this is right", "نعم، هذا صحيح"),
            Some(()),
        ));

    paged(look, l, chrome(l, 4, l.say("Insurance", "التأمين")), page)
}

fn consent(look: &Look, l: Language) -> Element<'static, Message> {
    let paragraph = |words: String| text::body(look, words);
    let paper = card(
        look,
        column(
            look,
            vec![
                paragraph(l.say(
                    "You agree that the team at St. Brigid Clinic may examine and treat you today.",
                    "توافق على أن يقوم فريق عيادة سانت بريجيد بفحصك وعلاجك اليوم.",
                )),
                paragraph(l.say(
                    "You may ask questions at any time. You may change your mind at any time, and tell anyone on the team.",
                    "يمكنك طرح الأسئلة في أي وقت. ويمكنك تغيير رأيك في أي وقت وإخبار أي فرد من الفريق.",
                )),
                paragraph(l.say(
                    "Your information is used to care for you, to be paid for that care, and to run the clinic well. It is not sold, and it is not used for advertising.",
                    "تُستخدم معلوماتك لرعايتك ولسداد تكاليف هذه الرعاية ولإدارة العيادة جيدًا. لا تُباع ولا تُستخدم في الإعلانات.",
                )),
                layout::row_with(
                    look,
                    vec![
                        button::pill(look, "read", l.say("Read to me", "اقرأ لي"), Some(Icon::Volume), Some(())),
                        button::pill(look, "next-page", l.say("Next page", "الصفحة التالية"), None, Some(())),
                        layout::row_with(
                            look,
                            vec![text::muted(look, l.say("Page 1 of 2", "صفحة 1 من 2"))],
                            Space::S8,
                            iced::alignment::Vertical::Center,
                        ),
                    ],
                    Space::S16,
                    iced::alignment::Vertical::Center,
                ),
            ],
        ),
    );
    let pad = signature_pad(
        look,
        "signature",
        &components::signature(),
        l.say("Sign here with your finger", "وقّع هنا بإصبعك"),
        |_| (),
    );
    let page = Page::new(l.say("Consent to treatment", "الموافقة على العلاج"), pad)
        .hint(l.say(
            "1 of 3. You can say no and still be seen.",
            "1 من 3. يمكنك الرفض وسنستقبلك مع ذلك.",
        ))
        .explanation(paper)
        .aside(Aside::new("decline", l.say("I do not agree", "لا أوافق"), ()))
        .back(())
        .primary(Primary::new("sign", l.say("I agree and sign", "أوافق وأوقّع"), Some(())));

    paged(look, l, chrome(l, 6, l.say("Consent", "الموافقة")), page)
}

fn choose(look: &Look, l: Language) -> Element<'static, Message> {
    let list = choice_list(
        look,
        "who",
        vec![
            ui::Choice::new("me", l.say("Me", "لي"), false, ()),
            ui::Choice::new("child", l.say("My child", "لطفلي"), true, ())
                .detail(l.say("You are the mother, father or guardian", "أنت الأم أو الأب أو ولي الأمر")),
            ui::Choice::new("other", l.say("Somebody I help", "لشخص أساعده"), false, ()),
        ],
    );
    let page = Page::new(l.say("Who is the visit for?", "لمن هذه الزيارة؟"), list)
        .back(())
        .primary(Primary::new("continue", l.say("Continue", "متابعة"), Some(())));
    let mut chrome = chrome(l, 3, l.say("About you", "بياناتي"));
    chrome.banner = Some(notice(
        look,
        Tone::Success,
        Icon::Person,
        l.say("Somebody is coming to help you.", "هناك من يأتي لمساعدتك."),
    ));

    paged(look, l, chrome, page)
}

fn pay(look: &Look, l: Language) -> Element<'static, Message> {
    let (size, dark) = components::matrix();
    let code = card(
        look,
        layout::centered(
            iced::widget::Column::with_children(vec![
                qr(look, "code", l.say("Payment code", "رمز الدفع"), size, &dark),
                text::muted(
                    look,
                    l.say(
                        "Works for 14 more minutes · can be used once",
                        "صالح لمدة 14 دقيقة · يُستخدم مرة واحدة",
                    ),
                ),
            ])
            .spacing(look.space(Space::S16))
            .align_x(iced::Alignment::Center),
        ),
    );
    let bill = summary_card(
        look,
        vec![
            ui::plain_row(
                look,
                "today",
                l.say("Today's visit, your share (copay)", "زيارة اليوم، حصتك"),
                "$25.00",
                Some(l.say("due today", "مستحق اليوم")),
            ),
            ui::plain_row(
                look,
                "october",
                l.say("Visit of 4 October, after insurance", "زيارة 4 أكتوبر، بعد التأمين"),
                "$20.00",
                Some(l.say("due 15 December", "مستحق 15 ديسمبر")),
            ),
        ],
    );
    let mut page = Page::new(
        l.say("Pay $45.00 with your phone", "ادفع 45.00$ بهاتفك"),
        column(look, vec![code]),
    )
    .hint(l.say(
        "Point your phone's camera at the square. Nothing about your card touches this kiosk.",
        "وجّه كاميرا هاتفك نحو المربع. لا تمر أي بيانات لبطاقتك بهذا الجهاز.",
    ));
    page = if look.landscape() {
        page.explanation(bill)
    } else {
        page.control = column(look, vec![page.control, bill]);
        page
    };
    let page = page
        .aside(Aside::new("desk", l.say("Pay at the desk", "الدفع في المكتب"), ()))
        .aside(Aside::new("later", l.say("Pay over time", "الدفع على أقساط"), ()))
        .aside(Aside::new("cannot", l.say("I can't afford this", "لا أستطيع الدفع"), ()))
        .back(())
        .primary(Primary::new(
            "skip",
            l.say("Not now, continue", "ليس الآن، متابعة"),
            Some(()),
        ));

    paged(look, l, chrome(l, 7, l.say("What I owe", "المستحق")), page)
}

fn done(look: &Look, l: Language) -> Element<'static, Message> {
    let number = card(
        look,
        layout::centered(
            iced::widget::Column::with_children(vec![
                text::styled(look, l.say("We will call", "سننادي على"))
                    .size(Size::Control36)
                    .muted()
                    .into(),
                text::called(look, "A 17"),
                text::styled(
                    look,
                    l.say("in about 10 minutes, in English", "بعد حوالي 10 دقائق، بالعربية"),
                )
                .size(Size::Control36)
                .into(),
            ])
            .align_x(iced::Alignment::Center),
        ),
    );
    let steps = column(
        look,
        vec![
            text::title(look, l.say("Where to go", "إلى أين تذهب")),
            step_list(
                look,
                vec![
                    l.say("Take the lift behind you to floor 2", "اصعد بالمصعد خلفك إلى الطابق 2"),
                    l.say(
                        "Turn right, sit in Waiting area East",
                        "انعطف يمينًا واجلس في قاعة الانتظار الشرقية",
                    ),
                ],
            ),
        ],
    );
    let page = Page::new(
        l.say("You are checked in.", "تم تسجيل وصولك."),
        column(look, vec![number, ui::gap(look, Space::S8), steps]),
    )
    .hint(l.say(
        "The desk has you since 10:21. Please take your wristband and your slip below.",
        "المكتب على علم بوصولك منذ 10:21. خذ السوار والتذكرة من الأسفل.",
    ))
    .aside(Aside::new("print", l.say("Print again", "اطبع مرة أخرى"), ()).icon(Icon::Printer))
    .primary(Primary::new("finish", l.say("I'm finished", "انتهيت"), Some(())).icon(None));
    let mut chrome = chrome(l, 7, String::new());
    chrome.step = None;
    chrome.start_over = None;
    chrome.banner = Some(ui::steps::mark(look, Tone::Success));

    paged(look, l, chrome, page)
}

fn start_over(look: &Look, l: Language) -> Element<'static, Message> {
    let over = dialog(
        look,
        l.say("Start over?", "هل تبدأ من جديد؟"),
        dialog_words(look, l),
        vec![
            button::secondary(look, "stay", l.say("No, stay here", "لا، ابقَ هنا"), None, Some(())),
            button::danger(look, "leave", l.say("Yes, start over", "نعم، من جديد"), None, Some(())),
        ],
    );

    layered(visit(look, l), Some(over))
}

fn dialog_words(look: &Look, l: Language) -> Element<'static, Message> {
    words(
        look,
        l.say(
            "Everything you typed is removed from this kiosk.",
            "سيُحذف كل ما كتبته من هذا الجهاز.",
        ),
    )
}
