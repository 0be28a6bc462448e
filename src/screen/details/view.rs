//! What the step "details" shows.

use registration::mask;
use ui::{Aside, Choice, Element, Icon, Page, Primary, Problem, Space, Tone};

use super::editor::{Editor, Payer};
use super::{Message, State, Topic, rows};
use crate::core::Core;
use crate::locale::LANGUAGES;
use crate::screen::fields::Form;
use crate::t;

/// Check your answers.
pub(super) fn check<'a>(state: &'a State, core: &'a Core) -> Page<'a, Message> {
    let (look, locale) = (&core.look, &core.locale);
    let sheets = rows::sheets(state, core);
    let last = state.sheet + 1 >= sheets.len();
    let (beside, here) = sheets.into_iter().nth(state.sheet).unwrap_or_default();
    let complete = state.missing().is_empty();
    // What is not shown cannot be called right.
    let words = if last && complete && !state.offline {
        t!(locale, "details-yes")
    } else {
        t!(locale, "fields-continue")
    };
    // What fits under the question alone leaves nothing for the other side.
    let (beside, here) = if here.is_empty() {
        (here, beside)
    } else {
        (beside, here)
    };
    let page = Page::new(rows::question(core), card(state, here, core))
        .back(Message::BackPressed)
        .primary(Primary::new("primary", words, Some(Message::Confirmed)));

    let page = match rows::hint(core) {
        Some(hint) => page.hint(hint),
        None => page,
    };

    if beside.is_empty() || look.low_reach {
        page
    } else {
        page.explanation(card(state, beside, core))
    }
}

fn card<'a>(state: &'a State, topics: Vec<Topic>, core: &'a Core) -> Element<'a, Message> {
    let look = &core.look;
    let mut parts: Vec<Element<'a, Message>> = Vec::new();
    for topic in topics {
        if !parts.is_empty() {
            parts.push(ui::divider(look));
        }
        parts.push(row(state, topic, core));
    }
    let padding = iced::Padding::from([look.space(Space::S24), look.space(Space::S40)]);

    ui::layout::card_with(look, ui::layout::column_with(look, parts, Space::S8), padding)
}

fn row<'a>(state: &'a State, topic: Topic, core: &'a Core) -> Element<'a, Message> {
    let locale = &core.locale;
    let missing = state.missing().contains(&topic);
    let value = rows::value(state, topic, core);
    let change = if value.is_some() {
        t!(locale, "details-change")
    } else {
        t!(locale, "details-add")
    };
    let words = value.unwrap_or_else(|| match topic {
        _ if state.offline => t!(locale, "details-not-shown"),
        Topic::Emergency if !missing => t!(locale, "details-nobody-named"),
        _ if missing => t!(locale, "details-missing"),
        _ => t!(locale, "details-not-given"),
    });
    let tone = if missing { Tone::Attention } else { Tone::Plain };
    let label = rows::label(topic, core);

    ui::summary_row(
        &core.look,
        topic.id(),
        label,
        words,
        Some((change, Message::ChangePressed(topic))),
        tone,
        None,
    )
}

/// The page on which one thing is changed.
pub(super) fn editor<'a>(state: &'a State, editor: &'a Editor, core: &'a Core) -> Page<'a, Message> {
    let locale = &core.locale;
    let topic = editor.topic();
    // Only what is known and hidden needs the words why the lines are empty.
    let hidden = !state.shows(topic, core) && rows::value(state, topic, core).is_some();
    let anew = hidden.then(|| t!(locale, "details-type-anew"));
    let page = match editor {
        Editor::Name { form, one_name } => {
            let words = if *one_name {
                t!(locale, "find-two-names")
            } else {
                t!(locale, "find-one-name")
            };
            form_page(form, core, t!(locale, "details-name-title"), None, 1).aside(Aside::new(
                "details-one-name",
                words,
                Message::OneNamePressed,
            ))
        }
        Editor::Address(form) => {
            let page = form_page(form, core, t!(locale, "details-address-title"), anew, 1);
            none_aside(page, state, topic, t!(locale, "details-no-address"))
        }
        Editor::Phone(form) => {
            let page = form_page(form, core, t!(locale, "details-phone-title"), anew, 1);
            none_aside(page, state, topic, t!(locale, "details-no-phone"))
        }
        Editor::Email(form) => {
            let page = form_page(form, core, t!(locale, "details-email-title"), anew, 1);
            none_aside(page, state, topic, t!(locale, "details-no-email"))
        }
        Editor::Language(chosen) => languages(chosen.as_deref(), core),
        Editor::Emergency(form) => {
            let questions = (
                t!(locale, "details-emergency-title"),
                t!(locale, "details-emergency-who"),
            );
            let page = form.view(
                core,
                questions,
                Some(t!(locale, "details-emergency-hint")),
                Message::Contact,
            );
            if form.asks_relationship() {
                page.aside(Aside::new(
                    "details-nobody",
                    t!(locale, "details-nobody"),
                    Message::NonePressed,
                ))
            } else {
                page
            }
        }
        Editor::Guarantor { other: Some(form), .. } => {
            let questions = (
                t!(locale, "details-guarantor-what"),
                t!(locale, "details-guarantor-who"),
            );
            form.view(core, questions, None, Message::Contact)
        }
        Editor::Guarantor { payer, not_chosen, .. } => payers(*payer, *not_chosen, core),
    };
    if editor.asks_for_contact() {
        return page;
    }

    page.back(Message::BackPressed)
        .primary(Primary::new("primary", t!(locale, "fields-keep"), Some(Message::Confirmed)).icon(Some(Icon::Check)))
}

fn form_page<'a>(
    form: &'a Form,
    core: &'a Core,
    question: String,
    hint: Option<String>,
    pills: usize,
) -> Page<'a, Message> {
    form.page(core, question, hint, pills, Message::Form)
}

/// "I have no …": offered where it may be left out, e-mail and telephone not both.
fn none_aside<'a>(page: Page<'a, Message>, state: &State, topic: Topic, words: String) -> Page<'a, Message> {
    let draft = state.draft.as_ref();
    let needed = match topic {
        Topic::Email => draft.is_some_and(|draft| draft.phone.is_none()) && !state.declined.contains(&Topic::Phone),
        _ => false,
    };

    if needed {
        page
    } else {
        page.aside(Aside::new("details-none", words, Message::NonePressed))
    }
}

fn languages<'a>(chosen: Option<&str>, core: &'a Core) -> Page<'a, Message> {
    let choices = LANGUAGES
        .iter()
        .map(|language| {
            let selected = chosen.is_some_and(|chosen| rows::language_name(chosen) == language.name);
            Choice::new(
                language.tag,
                language.name,
                selected,
                Message::LanguageChosen(language.tag),
            )
        })
        .collect();

    Page::new(
        t!(core.locale, "details-language-title"),
        ui::choice_list(&core.look, "choice", choices),
    )
    .hint(t!(core.locale, "details-language-hint"))
}

fn payers<'a>(payer: Option<Payer>, not_chosen: bool, core: &'a Core) -> Page<'a, Message> {
    let locale = &core.locale;
    let minor = core.session.is_minor(core.today(), core.config.site.adult_age);
    let mut choices = Vec::new();
    let mut offer = |id: &str, label: String, choice: Payer| {
        choices.push(Choice::new(
            id,
            label,
            payer == Some(choice),
            Message::PayerChosen(choice),
        ));
    };
    if !minor {
        offer("myself", t!(locale, "details-myself"), Payer::Myself);
    }
    if let Some(guardian) = core.session.guardian.as_ref().filter(|_| minor) {
        let in_full = core.session.proof.shows_in_full() || core.corrected_by.is_some();
        let name = guardian.name.reveal();
        let name = if in_full { name.clone() } else { mask::name(name) };
        offer("guardian", name, Payer::Guardian);
    }
    offer("other", t!(locale, "fields-relationship-other"), Payer::Other);
    let problem = not_chosen.then(|| Problem::new(String::new(), t!(locale, "fields-choose-relationship")));

    Page::new(
        t!(locale, "details-guarantor-title"),
        ui::choice_list(&core.look, "choice", choices),
    )
    .hint(t!(locale, "details-guarantor-hint"))
    .problem(problem)
}
