//! For the tests of the last screens: whether a page works on a screen. A long page may be turned; what must be
//! reached at once must stand there at once.

use ui::{Item, Page, Role};

use crate::core::Core;
use crate::screen::insurance::bench;

/// What is on a page; `anything` stands behind a page that leads nowhere while it works.
pub(in crate::screen) fn drawn<'a, M: Clone + 'a>(core: &'a Core, page: Page<'a, M>, anything: M) -> Vec<Item> {
    let nowhere = page.back.is_none() && page.primary.as_ref().is_none_or(|primary| primary.message.is_none());
    let page = if nowhere {
        Page {
            back: Some(anything),
            ..page
        }
    } else {
        page
    };

    bench::draw(core, page, "")
}

/// What does not work: what runs over an edge, or a button at the bottom that is squeezed or covered.
pub(in crate::screen) fn misfits(core: &Core, items: &[Item]) -> Vec<String> {
    let canvas = core.look.canvas;
    let seen: Vec<&Item> = items.iter().filter(|item| item.visible).collect();
    let mut misfits = Vec::new();
    for item in &seen {
        let bounds = item.bounds;
        let inside = bounds.x > -1.0
            && bounds.y > -1.0
            && bounds.x + bounds.width < canvas.width + 1.0
            && bounds.y + bounds.height < canvas.height + 1.0;
        if !inside {
            misfits.push(format!("{:?} {} runs over the edge", item.role, item.id));
        }
    }
    for name in ["primary", "back", "help"] {
        let Some(bar) = seen.iter().find(|item| item.id == name) else {
            continue;
        };
        if bar.bounds.height < core.look.target() - 1.5 {
            misfits.push(format!("{name} is squeezed"));
        }
        let covers = |item: &&&Item| {
            item.id != name
                && item.role == Role::Button
                && item
                    .bounds
                    .intersection(&bar.bounds)
                    .is_some_and(|both| both.width > 1.0 && both.height > 1.0)
        };
        misfits.extend(
            seen.iter()
                .filter(covers)
                .map(|item| format!("{} covers {name}", item.id)),
        );
    }

    misfits
}
