//! What the step "bill" shows.

use registration::bill::{Money, PaymentChoice, PaymentState};
use ui::{Aside, Description, Element, Icon, Page, Primary, Role, Size, Space, Tone, button};

use super::{Code, DEAF, Message, Place, State, Wait};
use crate::core::Core;
use crate::papers::owed;
use crate::t;

pub(super) fn page<'a>(state: &'a State, core: &'a Core) -> Page<'a, Message> {
    let locale = &core.locale;
    match &state.place {
        Place::Owed => owed_page(state, core),
        Place::Asking(wait) => asking(*wait, core),
        Place::Code(code) => code_page(code, core),
        Place::Paid => paid(core),
        Place::Undetermined(_) => undetermined(core),
        Place::Expired => Page::new(
            t!(locale, "bill-expired-title"),
            ui::notice(&core.look, Tone::Attention, Icon::Clock, t!(locale, "bill-expired")),
        )
        .aside(desk(core))
        .aside(later(core))
        .back(Message::BackPressed)
        .primary(
            Primary::new("primary", t!(locale, "bill-new-code"), Some(Message::Confirmed)).icon(Some(Icon::QrCode)),
        ),
        Place::Unavailable => Page::new(
            t!(locale, "bill-unavailable-title"),
            ui::notice(&core.look, Tone::Attention, Icon::Info, unavailable(state, core)),
        )
        .aside(Aside::new("pay-phone", t!(locale, "bill-try-again"), Message::PhonePressed).icon(Icon::StartOver))
        .aside(later(core))
        .back(Message::BackPressed)
        .primary(Primary::new(
            "primary",
            t!(locale, "bill-go-on-desk"),
            Some(Message::DeskPressed),
        )),
    }
}

/// Why there is no link. Whoever was shown one before may have paid by it.
fn unavailable(state: &State, core: &Core) -> String {
    let locale = &core.locale;
    match &state.begun {
        Some((_, PaymentState::Paid | PaymentState::Expired)) | None => t!(locale, "bill-unavailable"),
        Some(_) => t!(locale, "bill-unavailable-begun"),
    }
}

/// Nobody can say whether the payment arrived.
fn undetermined(core: &Core) -> Page<'_, Message> {
    let (look, locale) = (&core.look, &core.locale);
    let words = t!(locale, "bill-undetermined");
    let news = ui::described(
        Description::new("undetermined", Role::Status, words.clone()),
        ui::notice(look, Tone::Attention, Icon::Info, words),
    );

    Page::new(t!(locale, "bill-undetermined-title"), news)
        .back(Message::BackPressed)
        .primary(Primary::new(
            "primary",
            t!(locale, "bill-continue"),
            Some(Message::Confirmed),
        ))
}

/// What is owed, and three ways that are each one touch.
fn owed_page<'a>(state: &State, core: &'a Core) -> Page<'a, Message> {
    let (look, locale) = (&core.look, &core.locale);
    let title = match total(core) {
        Some(amount) => t!(locale, "bill-title", amount = amount),
        None => t!(locale, "bill-title-some"),
    };
    let chosen = core.session.payment.as_ref();
    let mut ways: Vec<Element<'_, Message>> = Vec::new();
    if state.is_undetermined() {
        let words = t!(locale, "bill-undetermined");
        ways.push(ui::notice(look, Tone::Attention, Icon::Info, words));
    } else if let Some(payment) = chosen {
        let words = match payment.choice {
            PaymentChoice::Desk => t!(locale, "bill-chosen-desk"),
            PaymentChoice::Later => t!(locale, "bill-chosen-later"),
            PaymentChoice::Phone => t!(locale, "bill-chosen-phone"),
        };
        ways.push(ui::notice(look, Tone::Plain, Icon::Info, words));
    }
    let phone = t!(locale, "bill-phone");
    let phone = if chosen.is_some() {
        button::secondary(look, "pay-phone", phone, Some(Icon::Phone), Some(Message::PhonePressed))
    } else {
        button::primary(look, "pay-phone", phone, Some(Icon::Phone), Some(Message::PhonePressed))
    };
    if !state.is_undetermined() {
        ways.push(phone);
    }
    ways.push(button::secondary(
        look,
        "pay-desk",
        t!(locale, "bill-desk"),
        Some(Icon::Person),
        Some(Message::DeskPressed),
    ));
    ways.push(button::secondary(
        look,
        "pay-later",
        t!(locale, "bill-later"),
        Some(Icon::Calendar),
        Some(Message::LaterPressed),
    ));
    ways.push(ui::text::muted(look, t!(locale, "bill-arrangement")));
    let page = Page::new(title, ui::column(look, ways))
        .hint(t!(locale, "bill-hint"))
        .explanation(lines(core, false))
        .back(Message::BackPressed);

    // A primary action only where there is a choice to keep: the three ways are the question.
    match chosen {
        Some(_) => page.primary(Primary::new(
            "primary",
            t!(locale, "bill-continue"),
            Some(Message::Confirmed),
        )),
        None => page,
    }
}

fn asking(wait: Wait, core: &Core) -> Page<'_, Message> {
    let (look, locale) = (&core.look, &core.locale);
    let control = match wait {
        Wait::Begun => ui::gap(look, Space::S104),
        Wait::Noticed => ui::waiting(look, t!(locale, "bill-waiting")),
        Wait::Long => ui::waiting(look, t!(locale, "bill-waiting-long")),
    };

    Page::new(pay_title(core), control)
        .aside(desk(core))
        .aside(later(core))
        .back(Message::BackPressed)
}

fn code_page<'a>(code: &'a Code, core: &'a Core) -> Page<'a, Message> {
    let (look, locale) = (&core.look, &core.locale);
    let label = t!(locale, "bill-qr");
    // The link is opaque: who holds it can pay this bill once, and learns nothing of whose it is.
    let square = ui::described(
        Description::new("qr", Role::Code, label).value(code.url.clone()),
        ui::qr(look, "", "", code.matrix.size, &code.matrix.dark),
    );
    let countdown = ui::text::styled(look, countdown(code, core))
        .size(Size::Body30)
        .muted()
        .centered()
        .id("countdown")
        .role(Role::Status);
    let inside = vec![ui::layout::centered(square), ui::layout::centered(countdown)];
    let card = ui::card(look, ui::layout::column_with(look, inside, Space::S16));
    let news = if code.deaf >= DEAF {
        ui::notice(look, Tone::Attention, Icon::Info, t!(locale, "bill-deaf"))
    } else {
        ui::text::muted(look, t!(locale, "bill-listening"))
    };
    let page = Page::new(pay_title(core), card).hint(t!(locale, "bill-scan"));
    let page = if look.landscape() {
        page.explanation(news)
    } else {
        with_below(page, news, core)
    };

    page.aside(desk(core))
        .aside(later(core))
        .back(Message::BackPressed)
        .primary(Primary::new(
            "primary",
            t!(locale, "bill-not-now"),
            Some(Message::Confirmed),
        ))
}

/// The same page with something under its control.
fn with_below<'a>(page: Page<'a, Message>, below: Element<'a, Message>, core: &Core) -> Page<'a, Message> {
    let control = ui::column(&core.look, vec![page.control, below]);

    Page { control, ..page }
}

fn countdown(code: &Code, core: &Core) -> String {
    let left = code.expires.map(|expires| expires.duration_since(core.now()).as_secs());

    match left {
        // Rounded up: the last minute is a minute.
        Some(seconds) => {
            let minutes: i64 = (seconds.max(1) + 59) / 60;
            t!(core.locale, "bill-minutes", minutes = minutes)
        }
        None => t!(core.locale, "bill-once"),
    }
}

fn paid(core: &Core) -> Page<'_, Message> {
    let (look, locale) = (&core.look, &core.locale);
    let title = match total(core) {
        Some(amount) => t!(locale, "bill-paid-title", amount = amount),
        None => t!(locale, "bill-paid-title-some"),
    };
    let arrived = t!(locale, "bill-paid");
    let news = ui::described(
        Description::new("paid", Role::Status, arrived.clone()),
        ui::notice(look, Tone::Success, Icon::CheckCircle, arrived),
    );

    Page::new(title, ui::column(look, vec![news, lines(core, true)]))
        .back(Message::BackPressed)
        .primary(Primary::new(
            "primary",
            t!(locale, "bill-continue"),
            Some(Message::Confirmed),
        ))
}

/// A row a line of every invoice; what they come to is the headline.
fn lines(core: &Core, paid: bool) -> Element<'_, Message> {
    let (look, locale) = (&core.look, &core.locale);
    let owed = owed::lines(&core.session.dossier.invoices, core.today(), locale);
    let rows: Vec<Element<'_, Message>> = owed
        .into_iter()
        .enumerate()
        .map(|(place, owed)| {
            let id = format!("owed-{}", place + 1);

            ui::plain_row(
                look,
                &id,
                owed.label,
                locale.money(&owed.amount),
                owed.due.filter(|_| !paid),
            )
        })
        .collect();

    ui::summary_card(look, rows)
}

fn pay_title(core: &Core) -> String {
    match total(core) {
        Some(amount) => t!(core.locale, "bill-pay-title", amount = amount),
        None => t!(core.locale, "bill-pay-title-some"),
    }
}

fn total(core: &Core) -> Option<String> {
    let total = Money::total(core.session.dossier.invoices.iter().map(|invoice| &invoice.total))?;

    Some(core.locale.money(&total))
}

fn desk(core: &Core) -> Aside<Message> {
    Aside::new("pay-desk", t!(core.locale, "bill-desk"), Message::DeskPressed).icon(Icon::Person)
}

fn later(core: &Core) -> Aside<Message> {
    Aside::new("pay-later", t!(core.locale, "bill-later"), Message::LaterPressed).icon(Icon::Calendar)
}
