//! While the payer is asked, and what the visit will probably cost.

use registration::insurance::{Eligibility, Estimate, estimate};
use ui::{Aside, Element, Icon, Page, Primary, Size, Tone};

use super::{Message, Patience};
use crate::core::Core;
use crate::screen::consent::room;
use crate::t;

/// The payer is being asked.
pub(super) fn asking(patience: Patience, core: &Core) -> Page<'_, Message> {
    let (look, locale) = (&core.look, &core.locale);
    let control: Element<'_, Message> = match patience {
        Patience::Fresh => ui::column(look, Vec::new()),
        Patience::Waiting => ui::waiting(look, t!(locale, "insurance-asking-wait")),
        Patience::Long => ui::waiting(look, t!(locale, "insurance-asking-long")),
    };
    let page = Page::new(t!(locale, "insurance-asking"), control).back(Message::BackPressed);

    if patience == Patience::Long {
        page.primary(Primary::new(
            "insurance-go-on",
            t!(locale, "insurance-go-on"),
            Some(Message::GoOnPressed),
        ))
    } else {
        page
    }
}

/// What the visit will probably cost, in the plainest words that the answer allows.
pub(super) fn view<'a>(eligibility: &Eligibility, core: &'a Core) -> Page<'a, Message> {
    let (look, locale) = (&core.look, &core.locale);
    let line = |words: String| -> Element<'a, Message> { ui::text::styled(look, words).size(Size::Control36).into() };
    let mut new_card = false;
    let (headline, parts) = match estimate(eligibility) {
        Estimate::Fixed(amount) => (
            t!(locale, "insurance-estimate-fixed", amount = locale.money(&amount)),
            vec![covered(core), line(t!(locale, "insurance-estimate-fixed-why"))],
        ),
        Estimate::Share {
            percent,
            deductible_left,
        } => {
            let share = t!(
                locale,
                "insurance-estimate-share",
                percent = locale.left_to_right(&format!("{percent}%"))
            );
            let left = deductible_left.filter(|left| !left.amount.is_zero());
            let mut parts = vec![covered(core)];
            match left {
                Some(left) => {
                    let amount = locale.money(&left);
                    parts.push(ui::step_list(
                        look,
                        vec![
                            t!(locale, "insurance-estimate-first", amount = amount),
                            t!(
                                locale,
                                "insurance-estimate-then",
                                percent = locale.left_to_right(&format!("{percent}%"))
                            ),
                        ],
                    ));
                    if !(look.landscape() && room::tight(look)) {
                        parts.push(line(t!(locale, "insurance-estimate-deductible")));
                    }
                }
                None => parts.push(line(t!(locale, "insurance-estimate-share-why"))),
            }
            (share, parts)
        }
        Estimate::Nothing => (
            t!(locale, "insurance-estimate-nothing"),
            vec![covered(core), line(t!(locale, "insurance-estimate-nothing-why"))],
        ),
        Estimate::NotCovered => {
            new_card = true;
            (
                t!(locale, "insurance-estimate-not-covered"),
                vec![
                    ui::notice(
                        look,
                        Tone::Success,
                        Icon::CheckCircle,
                        t!(locale, "insurance-estimate-still-seen"),
                    ),
                    line(t!(locale, "insurance-estimate-not-covered-why")),
                ],
            )
        }
        Estimate::Unknown => (
            t!(locale, "insurance-estimate-unknown"),
            vec![
                ui::notice(
                    look,
                    Tone::Plain,
                    Icon::Info,
                    t!(locale, "insurance-estimate-not-held-up"),
                ),
                line(unknown(eligibility, core)),
            ],
        ),
    };
    let page = Page::new(headline, ui::column(look, parts))
        .back(Message::BackPressed)
        .primary(Primary::new(
            "primary",
            t!(locale, "insurance-continue"),
            Some(Message::EstimateSeen),
        ));

    if new_card {
        page.aside(
            Aside::new(
                "insurance-new-card",
                t!(locale, "insurance-new-card"),
                Message::NewCardPressed,
            )
            .icon(Icon::Card),
        )
    } else {
        page
    }
}

fn covered(core: &Core) -> Element<'_, Message> {
    ui::notice(
        &core.look,
        Tone::Success,
        Icon::CheckCircle,
        t!(core.locale, "insurance-estimate-covered"),
    )
}

fn unknown(eligibility: &Eligibility, core: &Core) -> String {
    match eligibility {
        Eligibility::Answered(_) | Eligibility::Undetermined => t!(core.locale, "insurance-estimate-open"),
        Eligibility::NotAsked => t!(core.locale, "insurance-estimate-no-answer"),
        Eligibility::Waiting { .. } => t!(core.locale, "insurance-estimate-waiting"),
        Eligibility::Unavailable => t!(core.locale, "insurance-estimate-unavailable"),
    }
}
